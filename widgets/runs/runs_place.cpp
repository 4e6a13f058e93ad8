#include "widgets/runs/runs_place.h"

#include "widgets/common/banner.h"
#include "widgets/common/format.h"
#include "widgets/runs/curve_chart.h"
#include "widgets/runs/step_delegate.h"
#include "widgets/runs/step_model.h"
#include "widgets/theme/theme_manager.h"

#include <QComboBox>
#include <QDateTime>
#include <QHeaderView>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QStackedWidget>
#include <QTableView>

#include <algorithm>

namespace lathe::widgets {

namespace {
enum Page { Empty, Content };
constexpr int kRefreshMs = 150;
constexpr int kLogLines = 5000;
} // namespace

RunsPlace::RunsPlace(Session& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_banner(new Banner(this)),
      m_pages(new QStackedWidget(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 12);
    column->setSpacing(12);
    column->addWidget(m_banner);
    column->addWidget(m_pages, 1);
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
    connect(&m_session, &Session::runEvent, this, &RunsPlace::onEvent);
    connect(&m_session, &Session::historyChanged, this, &RunsPlace::refresh);
    connect(&m_session, &Session::workspaceChanged, m_banner, &QWidget::hide);
    connect(&m_session, &Session::runFinished, this, &RunsPlace::showOutcome);
    connect(&m_session, &Session::runRefused, this, [this](const Trouble& trouble) {
        m_banner->showMessage(Banner::Tone::Bad, tr("The run did not start"),
                              trouble.remedy.isEmpty() ? trouble.text
                                                       : trouble.text + "\n" + trouble.remedy,
                              trouble.text + "\n" + trouble.remedy);
    });
    connect(&m_session, &Session::runStateChanged, this, [this] {
        if (m_session.isRunning() && !m_session.isCancelling()) {
            m_banner->hide();
            m_followsStep = true;
            m_started = QDateTime::currentMSecsSinceEpoch();
            m_refresh.start();
        } else if (!m_session.isRunning()) {
            m_refresh.stop();
        }
        refresh();
    });
}

QWidget* RunsPlace::makeContent()
{
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(14);

    auto* summary = new Card(page);
    auto* head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(m_name = new ElidedLabel("title", Qt::ElideRight, page), 1);
    head->addWidget(m_state = makeLabel({}, "pill", page));
    head->addWidget(m_compare = makeButton(tr("Compare variants"), "", page));
    head->addWidget(m_cancel = makeButton(tr("Cancel"), "danger", page));
    connect(m_cancel, &QPushButton::clicked, &m_session, &Session::cancelRun);
    connect(m_compare, &QPushButton::clicked, this, &RunsPlace::compareRequested);
    summary->column()->addLayout(head);
    auto* figures = new QHBoxLayout;
    for (auto [member, caption] :
         std::initializer_list<std::pair<Figure**, QString>>{{&m_done, tr("steps done")},
                                                             {&m_variants, tr("variants measured")},
                                                             {&m_elapsed, tr("elapsed")},
                                                             {&m_remaining, tr("left, estimated")}})
        figures->addWidget(*member = new Figure(caption, page), 1);
    figures->addStretch(2);
    summary->column()->addLayout(figures);
    m_progress = new QProgressBar(page);
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress of the run"));
    summary->column()->addWidget(m_progress);
    column->addWidget(summary);

    auto* steps = new Card(page);
    steps->column()->addWidget(makeLabel(tr("Steps"), "section", page));
    m_steps = new StepModel(m_session.document().catalog(), this);
    m_table = new QTableView(page);
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
    m_table->horizontalHeader()->resizeSection(StepModel::State, 104);
    m_table->horizontalHeader()->resizeSection(StepModel::Progress, 220);
    m_table->horizontalHeader()->resizeSection(StepModel::Time, 90);
    connect(m_table, &QTableView::clicked, this, [this](const QModelIndex& index) {
        m_followsStep = false;
        m_curveStep->setCurrentIndex(m_curveStep->findData(index.row()));
    });
    steps->column()->addWidget(m_table, 1);

    auto* curves = new Card(page);
    auto* curvesHead = new QHBoxLayout;
    curvesHead->addWidget(makeLabel(tr("Curves"), "section", page));
    curvesHead->addStretch(1);
    m_curveStep = new QComboBox(page);
    m_curveStep->setProperty("role", QByteArray("quiet"));
    m_curveStep->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_curveStep->setAccessibleName(tr("Step whose curves are shown"));
    connect(m_curveStep, &QComboBox::activated, this, [this] { m_followsStep = false; });
    connect(m_curveStep, &QComboBox::currentIndexChanged, this, &RunsPlace::refreshCurves);
    curvesHead->addWidget(m_curveStep);
    curves->column()->addLayout(curvesHead);
    m_noCurves = makeLabel(tr("Steps that train draw their loss and validation scores here."),
                           "muted", page);
    m_noCurves->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_noCurves->setWordWrap(true);
    curves->column()->addWidget(m_noCurves, 1);
    curves->column()->addWidget(m_curves = new CurveChart(page), 1);

    auto* log = new Card(page);
    log->column()->addWidget(makeLabel(tr("Log"), "section", page));
    m_log = new QPlainTextEdit(page);
    m_log->setProperty("role", QByteArray("log"));
    m_log->setReadOnly(true);
    m_log->document()->setDocumentMargin(0);
    m_log->setMaximumBlockCount(kLogLines);
    m_log->setAccessibleName(tr("Log"));
    log->column()->addWidget(m_log, 1);

    auto* right = new QVBoxLayout;
    right->setSpacing(14);
    right->addWidget(curves, 3);
    right->addWidget(log, 2);
    auto* row = new QHBoxLayout;
    row->setSpacing(14);
    row->addWidget(steps, 3);
    row->addLayout(right, 2);
    column->addLayout(row, 1);
    return page;
}

void RunsPlace::onEvent(const runner::Event& event)
{
    if (std::holds_alternative<runner::RunStarted>(event))
        refresh();
}

// The log and the list of steps with curves grow with the record.
void RunsPlace::follow(const RunRecord& run)
{
    if (run.runId != m_shownRun || run.log.size() < m_shownLines) {
        m_shownRun = run.runId;
        m_shownLines = 0;
        m_log->clear();
        m_curveStep->clear();
        m_followsStep = true;
    }
    for (; m_shownLines < run.log.size(); ++m_shownLines)
        appendLog(run.log[m_shownLines]);
    for (const auto& [index, curves] : run.curves) {
        if (m_curveStep->findData(index) >= 0)
            continue;
        const auto step = size_t(index);
        m_curveStep->addItem(step < run.plan.steps.size()
                                 ? QString::fromStdString(run.plan.steps[step].label)
                                 : tr("measuring"),
                             index);
        if (m_followsStep)
            m_curveStep->setCurrentIndex(m_curveStep->count() - 1);
    }
}

void RunsPlace::appendLog(const runner::LogLine& line)
{
    const Theme& theme = Theme::of(this);
    const QColor colour = line.level == runner::LogLine::Level::Error     ? theme.bad
                          : line.level == runner::LogLine::Level::Warning ? theme.warn
                                                                          : theme.mutedText;
    m_log->appendHtml(QString("<span style=\"color:%1; white-space:pre-wrap\">%2</span>")
                          .arg(colour.name(), QString::fromStdString(line.text).toHtmlEscaped()));
}

void RunsPlace::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refreshCurves(); // not drawn while out of sight
}

void RunsPlace::refresh()
{
    const RunRecord* run = m_session.run();
    m_pages->setCurrentIndex(run ? Content : Empty);
    m_cancel->setVisible(m_session.isRunning());
    m_cancel->setEnabled(!m_session.isCancelling());
    m_compare->setVisible(run && !run->variants.empty());
    if (!run)
        return;
    m_name->setFullText(QString("%1 · %2").arg(QString::fromStdString(run->recipe.name),
                                               QString::fromStdString(run->runId)));
    m_state->setText(m_session.isCancelling() ? tr("cancelling…") : stateText(run->state));
    m_state->setStyleSheet(
        QString("color: %1; font-weight: 600").arg(stateColour(run->state, this).name()));
    m_progress->setValue(int(run->fraction * 1000));
    const auto done =
        std::count_if(run->steps.begin(), run->steps.end(), [](const RunRecord::Step& step) {
            return step.state == runner::StepState::Done || step.state == runner::StepState::Reused;
        });
    m_done->setValue(tr("%1 of %2").arg(done).arg(run->steps.size()));
    m_variants->setValue(QString::number(run->variants.size()));
    const bool isOver = !m_session.isRunning() || run->state != runner::RunState::Running;
    m_elapsed->setValue(formatDuration(
        isOver ? run->seconds : double(QDateTime::currentMSecsSinceEpoch() - m_started) / 1000));
    m_remaining->setVisible(!isOver);
    m_remaining->setValue(run->remainingSeconds ? formatDuration(*run->remainingSeconds)
                                                : QString(QChar(0x2026)));
    m_steps->setRecord(*run);
    follow(*run);
    refreshCurves();
}

void RunsPlace::refreshCurves()
{
    const RunRecord* run = m_session.run();
    const bool hasCurves = run && m_curveStep->count() > 0;
    m_noCurves->setVisible(!hasCurves);
    m_curves->setVisible(hasCurves);
    m_curveStep->setVisible(hasCurves);
    if (!hasCurves || !isVisible())
        return; // see showEvent
    const auto found = run->curves.find(m_curveStep->currentData().toInt());
    if (found != run->curves.end())
        m_curves->setCurves(found->second);
}

void RunsPlace::showOutcome(const runner::Outcome& outcome)
{
    refresh();
    const RunRecord* run = m_session.run();
    const QString diagnostics = run ? QString::fromStdString(run->diagnostics()) : QString();
    switch (outcome.state) {
    case runner::RunState::Failed:
        m_banner->showMessage(Banner::Tone::Bad, tr("The run failed"),
                              QString::fromStdString(outcome.error), diagnostics);
        break;
    case runner::RunState::Cancelled:
        m_banner->showMessage(Banner::Tone::Warning, tr("The run was cancelled"),
                              tr("Finished steps are kept: run again to go on from there."));
        break;
    default:
        break;
    }
}

} // namespace lathe::widgets
