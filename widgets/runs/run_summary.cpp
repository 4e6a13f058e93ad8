#include "widgets/runs/run_summary.h"

#include "core/base/system_info.h"
#include "widgets/common/format.h"
#include "widgets/runs/step_model.h"
#include "widgets/theme/said.h"
#include "widgets/theme/theme_manager.h"

#include <QDateTime>
#include <QLocale>
#include <QProgressBar>

#include <algorithm>

namespace lathe::widgets {

namespace {

constexpr int kMeterMs = 1000;

int count(const RunRecord& run, std::initializer_list<runner::StepState> states)
{
    return int(std::count_if(run.steps.begin(), run.steps.end(), [&](const RunRecord::Step& step) {
        return std::find(states.begin(), states.end(), step.state) != states.end();
    }));
}

} // namespace

RunSummary::RunSummary(Session& session, QWidget* parent)
    : Card(parent), m_session(session), m_name(new ElidedLabel("title", Qt::ElideRight, this)),
      m_state(makeLabel({}, "pill", this)), m_pause(makeButton(tr("Pause"), "", this)),
      m_cancel(makeButton(tr("Cancel"), "danger", this)), m_again(makeButton({}, "", this)),
      m_compare(makeButton(tr("Compare variants"), "", this)), m_progress(new QProgressBar(this))
{
    makeHead();
    makeFigures();
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress of the run"));
    column()->addWidget(m_progress);
    m_meter.setInterval(kMeterMs);
    connect(&m_meter, &QTimer::timeout, this, &RunSummary::refreshMachine);
    connect(&m_session, &Session::runStateChanged, this, [this] {
        if (m_session.isRunning() && !m_meter.isActive()) {
            refreshMachine();
            m_meter.start();
        } else if (!m_session.isRunning()) {
            m_meter.stop();
        }
    });
}

void RunSummary::makeHead()
{
    auto* head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(m_name, 1);
    head->addWidget(m_state);
    for (QPushButton* button : {m_compare, m_again, m_pause, m_cancel})
        head->addWidget(button);
    column()->addLayout(head);
    m_pause->setToolTip(tr("Holds the run at its next batch and frees the processor (F8)"));
    m_cancel->setToolTip(tr("Finished steps are kept"));
    connect(m_pause, &QPushButton::clicked, this,
            [this] { m_session.setPaused(!m_session.isPaused()); });
    connect(m_cancel, &QPushButton::clicked, &m_session, &Session::cancelRun);
    connect(m_again, &QPushButton::clicked, &m_session, qOverload<>(&Session::runAgain));
    connect(m_compare, &QPushButton::clicked, this, &RunSummary::compareRequested);
}

void RunSummary::makeFigures()
{
    auto* figures = new QHBoxLayout;
    for (auto [member, caption] :
         std::initializer_list<std::pair<Figure**, QString>>{{&m_done, tr("steps done")},
                                                             {&m_cached, tr("from the cache")},
                                                             {&m_variants, tr("variants measured")},
                                                             {&m_elapsed, tr("elapsed")},
                                                             {&m_remaining, tr("left, estimated")},
                                                             {&m_memory, tr("memory in use")},
                                                             {&m_cpu, tr("cores in use")}})
        figures->addWidget(*member = new Figure(caption, this), 1);
    column()->addLayout(figures);
}

void RunSummary::refresh()
{
    const RunRecord* run = m_session.run();
    if (!run)
        return;
    const QString id = QString::fromStdString(run->runId); // begins with when
    const QDateTime begun = QDateTime::fromString(id.left(15), "yyyyMMdd-HHmmss");
    m_name->setFullText(QString("%1 · %2").arg(
        QString::fromStdString(run->recipe.name),
        begun.isValid() ? QLocale().toString(begun, "d MMM, HH:mm") : id));
    m_name->setToolTip(id);
    refreshButtons(*run);
    m_progress->setValue(int(run->fraction * 1000));
    using runner::StepState;
    m_done->setValue(tr("%1 of %2")
                         .arg(count(*run, {StepState::Done, StepState::Reused}))
                         .arg(run->steps.size()));
    m_cached->setValue(QString::number(
        std::max(count(*run, {StepState::Reused}),
                 int(std::count_if(run->steps.begin(), run->steps.end(),
                                   [](const RunRecord::Step& step) { return step.isCached; })))));
    m_variants->setValue(QString::number(run->variants.size()));
    const bool isOver = !m_session.isRunning() || run->state != runner::RunState::Running;
    m_elapsed->setValue(formatDuration(isOver ? run->seconds : m_session.runSeconds()));
    m_remaining->setVisible(!isOver);
    m_remaining->setValue(m_session.isPaused()    ? tr("paused")
                          : run->remainingSeconds ? formatDuration(*run->remainingSeconds)
                                                  : tr("not known yet"));
    m_memory->setVisible(!isOver);
    m_cpu->setVisible(!isOver);
}

void RunSummary::refreshButtons(const RunRecord& run)
{
    const bool isRunning = m_session.isRunning();
    m_state->setText(m_session.isCancelling() ? tr("cancelling…")
                     : m_session.isPaused()   ? tr("paused")
                     : isRunning && run.state != runner::RunState::Running
                         ? tr("starting…")
                         : widgets::stateText(run.state));
    const QColor colour = m_session.isPaused() || m_session.isCancelling()
                              ? Theme::of(this).warn
                              : stateColour(run.state, this);
    m_state->setStyleSheet(QString("color: %1; font-weight: 600").arg(colour.name()));
    m_pause->setVisible(isRunning);
    m_pause->setEnabled(!m_session.isCancelling());
    m_pause->setText(m_session.isPaused() ? tr("Resume") : tr("Pause"));
    m_cancel->setVisible(isRunning);
    m_cancel->setEnabled(!m_session.isCancelling());
    m_compare->setVisible(!run.variants.empty());
    m_again->setVisible(!isRunning && run.state != runner::RunState::Failed); // the card has Retry
    m_again->setEnabled(!m_session.isMeasuring());
    const bool isWhole = run.state == runner::RunState::Succeeded;
    m_again->setText(isWhole ? tr("Run again") : tr("Resume"));
    setRole(m_again, isWhole ? "" : "primary");
    m_again->setToolTip(isWhole ? tr("Measures speed again; all steps come from the cache")
                                : tr("Goes on where it ended: finished steps come from the cache"));
}

void RunSummary::refreshMachine()
{
    m_memory->setValue(formatMegabytes(double(residentBytes())));
    const auto cores = m_usage.cores();
    m_cpu->setValue(cores ? saidNumber(*cores, 1) : QString(QChar(0x2026)));
}

} // namespace lathe::widgets
