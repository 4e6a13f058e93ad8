#include "widgets/runs/pipeline_link.h"

#include "widgets/common/kit.h"
#include "widgets/compare/sensitivity_map.h"
#include "widgets/pipeline/pipeline_view.h"
#include "widgets/runs/curves_panel.h"
#include "widgets/runs/log_panel.h"

#include <algorithm>
#include <set>

namespace lathe::widgets {

namespace {

constexpr int kRefreshMs = 200;
constexpr size_t kLookedThrough = 8; // runs, the newest of those that may have a table

// The newest runs that analysed the original of that name.
std::vector<std::string> analysedRuns(const VariantList& variants, const std::string& name)
{
    std::set<std::string_view> ofModel;
    for (const runner::Variant& variant : variants)
        if (variant.node == recipe::kSource && variant.facts.name == name)
            ofModel.insert(variant.runId);
    std::vector<std::string> runs;
    for (const runner::Variant& variant : variants)
        if (runs.size() < kLookedThrough && ofModel.contains(variant.runId) &&
            (runs.empty() || runs.back() != variant.runId) &&
            std::find(variant.families.begin(), variant.families.end(),
                      recipe::StageFamily::Analyze) != variant.families.end())
            runs.push_back(variant.runId);
    return runs;
}

SensitivityGrid sensitivityOf(const runner::Variant& variant)
{
    const auto training = variant.details.find("training");
    if (training == variant.details.end() || !training->is_object())
        return {};
    const auto table = training->find("sensitivity");
    return table == training->end() || !table->is_array() ? SensitivityGrid()
                                                          : sensitivityGrid(*table);
}

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
    const std::string name = m_session.model() ? m_session.model()->name : std::string();
    const std::vector<std::string> runs = analysedRuns(m_session.variants(), name);
    const auto show = [this](const SensitivityGrid& grid) {
        m_map->setGrid(grid);
        m_view.setInspectorPanel(grid.rows.isEmpty() ? nullptr : m_panel);
    };
    if (runs.empty()) {
        m_sensitivityJob.cancel();
        show({});
        return;
    }
    m_sensitivityJob.start(
        [runs, file = m_session.workspace().historyFile(),
         layers = m_session.model()->layers.size()](const std::stop_token& stop) {
            const history::History history(file, history::History::Mode::ReadOnly);
            for (const std::string& run : runs)
                for (const runner::Variant& variant : history.variants(run))
                    if (variant.facts.layers.size() == layers && !stop.stop_requested())
                        if (SensitivityGrid grid = sensitivityOf(variant); !grid.rows.isEmpty())
                            return grid;
            return SensitivityGrid();
        },
        show, [show](const Trouble&) { show({}); }); // a history that cannot be read is told elsewhere
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
