#include "widgets/runs/pipeline_link.h"

#include "widgets/common/kit.h"
#include "widgets/compare/sensitivity_map.h"
#include "widgets/pipeline/pipeline_view.h"
#include "widgets/runs/curves_panel.h"
#include "widgets/runs/log_panel.h"

#include <algorithm>

namespace lathe::widgets {

namespace {
constexpr int kRefreshMs = 200;
} // namespace

PipelineLink::PipelineLink(Session& session, PipelineView& view, QObject* parent)
    : QObject(parent), m_session(session), m_view(view), m_log(new LogPanel),
      m_curves(new CurvesPanel(session)), m_panel(new QWidget), m_map(new SensitivityMap)
{
    m_log->standInTab();
    m_curves->standInTab();
    view.addStripPage(tr("Log"), m_log);
    view.addStripPage(tr("Curves"), m_curves);

    m_panel->setParent(&view); // until it is shown beside a form
    m_panel->hide();
    auto* column = new QVBoxLayout(m_panel);
    column->setContentsMargins(0, 10, 0, 0);
    column->addWidget(makeLine());
    column->addWidget(makeLabel(tr("Sensitivity of this model"), "section"));
    column->addWidget(m_map);
    column->addWidget(makeLabel(tr("darker costs more"), "faint"));

    m_refresh.setSingleShot(true);
    m_refresh.setInterval(kRefreshMs);
    connect(&m_refresh, &QTimer::timeout, this, &PipelineLink::showRun);
    connect(&session, &Session::runEvent, this, [this] {
        m_hasRun = true;
        if (!m_refresh.isActive())
            m_refresh.start();
    });
    connect(&session, &Session::modelChanged, this, &PipelineLink::tellSurroundings);
    connect(&session, &Session::dataChanged, this, &PipelineLink::tellSurroundings);
    connect(&session, &Session::historyChanged, this, [this] {
        tellSurroundings();
        showPastRun();
        showSensitivity();
        showRun();
    });
    connect(&session, &Session::workspaceChanged, this, [this] { m_hasRun = false; });
    connect(&session, &Session::modelChanged, this, &PipelineLink::showSensitivity);
    tellSurroundings();
    showPastRun();
    showSensitivity();
    showRun();
}

void PipelineLink::tellSurroundings()
{
    recipe::Surroundings known;
    const runner::ModelFacts* model = m_session.model();
    const DataSummary* data = m_session.data();
    if (model) {
        known.layers = int(model->layers.size());
        known.maxPositions = model->maxPositions;
        known.storage = model->storage;
        if (!model->labels)
            known.classifies = false;
        else if (data && data->data)
            known.classifies = *model->labels == data->data->labels;
    }
    for (const runner::Variant& variant : m_session.variants()) // what this machine did with 4 bits
        if (variant.facts.storage.find("int4") != std::string::npos && !variant.facts.compute.empty()) {
            known.fourBitCompute = variant.facts.compute;
            break;
        }
    m_session.document().setSurroundings(known);
    m_view.setMultilabel(data && data->data &&
                         data->data->labels.kind == data::TaskKind::Multilabel);
}

// Results of the newest run stand on the cards of the recipe that made them.
void PipelineLink::showPastRun()
{
    const RunRecord* run = m_session.run();
    if (m_hasRun || m_session.isRunning() || !run ||
        run->recipe.nodes != m_session.document().recipe().nodes)
        return;
    for (const runner::Event& event : eventsOf(*run))
        m_view.onRunEvent(event);
}

void PipelineLink::showSensitivity()
{
    // Of the newest variant that the same original was measured for.
    const std::string name = m_session.model() ? m_session.model()->name : std::string();
    const size_t layers = m_session.model() ? m_session.model()->layers.size() : 0;
    for (const runner::Variant& variant : m_session.variants()) {
        const auto table = variant.details.find("sensitivity");
        if (table == variant.details.end() || !table->is_array() || table->empty() ||
            variant.facts.layers.size() != layers)
            continue;
        const auto source = std::find_if(
            m_session.variants().begin(), m_session.variants().end(), [&](const runner::Variant& other) {
                return other.runId == variant.runId && other.node == recipe::kSource;
            });
        if (source == m_session.variants().end() || source->facts.name != name)
            continue;
        m_map->setGrid(sensitivityGrid(*table));
        m_view.setInspectorPanel(m_panel);
        return;
    }
    m_view.setInspectorPanel(nullptr);
}

void PipelineLink::showRun()
{
    const RunRecord* run = m_session.run();
    if (!run)
        return;
    m_log->setLog(run->runId, run->log);
    m_curves->refresh();
}

std::vector<runner::Event> eventsOf(const RunRecord& record)
{
    std::vector<runner::Event> events{
        runner::RunStarted{record.runId, record.recipe, record.plan, record.environment}};
    for (size_t i = 0; i < record.steps.size(); ++i) {
        const RunRecord::Step& step = record.steps[i];
        events.push_back(runner::StepChanged{int(i), step.state, step.seconds, step.message});
    }
    for (const runner::Variant& variant : record.variants)
        events.push_back(runner::VariantMeasured{variant});
    if (record.state != runner::RunState::Running)
        events.push_back(runner::RunEnded{record.state, record.error, record.seconds});
    return events;
}

} // namespace lathe::widgets
