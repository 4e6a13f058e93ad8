#include "widgets/runs/runs_place.h"

#include "widgets/common/banner.h"
#include "widgets/common/kit.h"
#include "widgets/runs/curves_panel.h"
#include "widgets/runs/failure_card.h"
#include "widgets/runs/log_panel.h"
#include "widgets/runs/queue_panel.h"
#include "widgets/runs/run_summary.h"
#include "widgets/runs/step_delegate.h"
#include "widgets/runs/step_model.h"

#include <QHeaderView>
#include <QStackedWidget>
#include <QTableView>

namespace lathe::widgets {

namespace {
enum Page { Empty, Content };
constexpr int kRefreshMs = 150;
} // namespace

RunsPlace::RunsPlace(Session& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_banner(new Banner(this)),
      m_failure(new FailureCard(session.document().catalog(), this)),
      m_pages(new QStackedWidget(this)), m_queue(new QueuePanel(session, this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 12);
    column->setSpacing(12);
    column->addWidget(m_banner);
    column->addWidget(m_failure);
    column->addWidget(m_pages, 1);
    column->addWidget(m_queue);
    auto* empty = new EmptyState(
        "runs", tr("Nothing has run yet"),
        tr("Put stages on the canvas in Pipeline, then run them here. Finished steps are kept, "
           "so the next run starts where they end."),
        tr("Run the recipe"), this);
    connect(empty, &EmptyState::triggered, this, &RunsPlace::runRequested);
    m_pages->addWidget(empty);
    m_pages->addWidget(makeContent());

    m_refresh.setInterval(kRefreshMs);
    connect(&m_refresh, &QTimer::timeout, this, &RunsPlace::refresh);
    connect(m_queue, &QueuePanel::openRequested, this, &RunsPlace::openQueuedRequested);
    connect(m_failure, &FailureCard::stepRequested, this, &RunsPlace::stepRequested);
    connect(m_failure, &FailureCard::retryRequested, &m_session, qOverload<>(&Session::runAgain));
    connect(&m_session, &Session::runEvent, this, [this](const runner::Event& event) {
        if (std::holds_alternative<runner::RunStarted>(event))
            refresh();
    });
    connect(&m_session, &Session::historyChanged, this, [this] {
        refresh();
        if (const RunRecord* run = m_session.run();
            run && !m_session.isRunning() && run->state == runner::RunState::Interrupted)
            m_banner->showMessage(Banner::Tone::Warning, tr("The run was interrupted"),
                                  tr("The program ended in the middle of it. Finished steps are kept: Resume goes on "
                                     "from there."));
    });
    connect(&m_session, &Session::workspaceChanged, this, [this] {
        m_banner->hide();
        refresh();
    });
    connect(&m_session, &Session::runFinished, this, &RunsPlace::showOutcome);
    connect(&m_session, &Session::runRefused, this, [this](const Trouble& trouble) {
        m_banner->showMessage(Banner::Tone::Bad, tr("The run did not start"),
                              trouble.remedy.isEmpty() ? trouble.text
                                                       : trouble.text + "\n" + trouble.remedy,
                              trouble.text + "\n" + trouble.remedy);
    });
    connect(&m_session, &Session::runStateChanged, this, &RunsPlace::followRunState);
    connect(&m_session, &Session::benchStateChanged, this, &RunsPlace::refresh);
}

QWidget* RunsPlace::makeContent()
{
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(14);
    column->addWidget(m_summary = new RunSummary(m_session, page));
    connect(m_summary, &RunSummary::compareRequested, this, &RunsPlace::compareRequested);
    auto* right = new QVBoxLayout;
    right->setSpacing(14);
    right->addWidget(m_curves = new CurvesPanel(m_session, page), 3);
    right->addWidget(m_log = new LogPanel(page), 2);
    auto* row = new QHBoxLayout;
    row->setSpacing(14);
    row->addWidget(makeSteps(page), 3);
    row->addLayout(right, 2);
    column->addLayout(row, 1);
    return page;
}

QWidget* RunsPlace::makeSteps(QWidget* parent)
{
    auto* steps = new Card(parent);
    steps->column()->addWidget(makeLabel(tr("Steps"), "section", parent));
    m_steps = new StepModel(m_session.document().catalog(), this);
    m_table = new QTableView(parent);
    m_table->setModel(m_steps);
    m_table->setItemDelegate(new StepDelegate(m_table));
    m_table->setAccessibleName(tr("Steps"));
    m_table->setShowGrid(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(36);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(StepModel::Title, QHeaderView::Stretch);
    setSectionWidth(m_table->horizontalHeader(), StepModel::State, 104);
    setSectionWidth(m_table->horizontalHeader(), StepModel::Progress, 220);
    setSectionWidth(m_table->horizontalHeader(), StepModel::Time, 90);
    connect(m_table, &QTableView::clicked, this,
            [this](const QModelIndex& index) { m_curves->showStep(index.row()); });
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex& index) {
        const RunRecord* run = m_session.run();
        if (run && size_t(index.row()) < run->plan.steps.size())
            Q_EMIT stepRequested(run->plan.steps[size_t(index.row())].node);
    });
    steps->column()->addWidget(m_table, 1);
    return steps;
}

void RunsPlace::followRunState()
{
    if (m_session.isRunning() && !m_session.isCancelling() && !m_session.isPaused()) {
        if (!m_refresh.isActive())
            m_banner->hide();
        m_refresh.start();
    } else if (!m_session.isRunning() || m_session.isPaused()) {
        m_refresh.stop(); // a pause frees the processor
    }
    refresh();
}

void RunsPlace::refresh()
{
    const RunRecord* run = m_session.run();
    m_pages->setCurrentIndex(run ? Content : Empty);
    const bool failed = run && !m_session.isRunning() && run->state == runner::RunState::Failed;
    if (failed)
        m_failure->setRecord(*run);
    m_failure->setVisible(failed);
    if (!run)
        return;
    m_summary->refresh();
    m_steps->setRecord(*run);
    m_log->setLog(run->runId, run->log);
    m_curves->refresh();
}

void RunsPlace::showOutcome(const runner::Outcome& outcome)
{
    refresh();
    if (outcome.state == runner::RunState::Cancelled)
        m_banner->showMessage(Banner::Tone::Warning, tr("The run was cancelled"),
                              tr("Finished steps are kept: Resume goes on from there."));
}

} // namespace lathe::widgets
