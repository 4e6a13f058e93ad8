#include "widgets/export/export_window.h"

#include "core/export/zip_file.h"
#include "widgets/common/format.h"
#include "widgets/common/kit.h"
#include "widgets/common/notes.h"
#include "widgets/export/export_outcome.h"
#include "widgets/export/export_setup.h"
#include "widgets/theme/said.h"
#include "widgets/theme/theme_manager.h"

#include <QDesktopServices>
#include <QProgressBar>
#include <QScrollArea>
#include <QStackedWidget>
#include <QUrl>

namespace lathe::widgets {

namespace {

constexpr int kSteps = 1000; // of the progress bar
constexpr int kTickMs = 1000;

QScrollArea* scrolled(QWidget* page, QWidget* parent)
{
    auto* scroll = new QScrollArea(parent);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(page);
    return scroll;
}

} // namespace

ExportWindow::ExportWindow(Session& session, QWidget* parent)
    : QDialog(parent), m_session(session), m_pages(new QStackedWidget(this)), m_setup(new ExportSetup(session, this)),
      m_outcome(new ExportOutcome(this)), m_work(session.engine()), m_afterStop(session.engine())
{
    setWindowTitle(tr("Export model"));
    resize(980, 760);
    m_pages->addWidget(scrolled(m_setup, this));
    m_pages->addWidget(makeWork());
    m_pages->addWidget(scrolled(m_outcome, this));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_pages, 1);
    column->addWidget(makeLine(this));
    column->addWidget(makeFoot());
    connect(m_setup, &ExportSetup::changed, this, &ExportWindow::refresh);
    connect(&m_session, &Session::runStateChanged, this, &ExportWindow::refresh);
    connect(&m_session, &Session::benchStateChanged, this, &ExportWindow::refresh);
    connect(&m_session.access(), &WorkspaceAccess::changed, this, &ExportWindow::refresh);
    const auto followModels = [this] {
        if (page() == Setup)
            offer(m_setup->subject() ? m_setup->subject()->variant : m_variant);
    };
    connect(&m_session, &Session::historyChanged, this, followModels);
    connect(&m_session, &Session::modelChanged, this, followModels);
    refresh();
}

QWidget* ExportWindow::makeWork()
{
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(24, 24, 24, 16);
    column->setSpacing(12);
    m_workTitle = makeLabel({}, "title", page);
    m_workModel = makeLabel({}, "muted", page);
    for (QLabel* label : {m_workTitle, m_workModel})
        label->setWordWrap(true);
    m_bar = new QProgressBar(page);
    m_bar->setRange(0, kSteps);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Progress of the export"));
    m_log = new NoteList(page);
    m_clock = makeLabel({}, "faint", page);
    for (QWidget* part : std::initializer_list<QWidget*>{m_workTitle, m_workModel, m_bar, m_clock, m_log})
        column->addWidget(part);
    column->addStretch(1);
    m_tick.setInterval(kTickMs);
    connect(&m_tick, &QTimer::timeout, this, [this] { m_clock->setText(tr("%1 so far").arg(formatDuration(double(m_since.elapsed()) / 1000))); });
    return page;
}

QWidget* ExportWindow::makeFoot()
{
    auto* foot = makeFrame("panel", this);
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(24, 12, 24, 12);
    row->setSpacing(8);
    m_problem = makeLabel({}, "warn", foot);
    m_problem->setWordWrap(true);
    m_open = makeButton(tr("Open folder"), "", foot);
    m_compare = makeButton(tr("Show in Compare"), "", foot);
    m_again = makeButton(tr("Export another…"), "", foot);
    m_main = makeButton({}, "primary", foot);
    m_main->setMinimumSize(120, 32);
    m_main->setDefault(true);
    row->addWidget(m_problem, 1);
    for (QPushButton* button : {m_open, m_compare, m_again, m_main}) {
        row->addWidget(button);
        button->setAutoDefault(button == m_main);
    }
    connect(m_open, &QPushButton::clicked, this,
            [this] {
                const auto& place = m_job.order.folder;
                QDesktopServices::openUrl(QUrl::fromLocalFile(toQString(exports::isZipFile(place) ? place.parent_path() : place)));
            });
    connect(m_compare, &QPushButton::clicked, this, [this] { Q_EMIT compareRequested(m_recorded.front()); });
    connect(m_again, &QPushButton::clicked, this, [this] {
        goTo(Setup);
        m_setup->renew();
    });
    connect(m_main, &QPushButton::clicked, this, &ExportWindow::act);
    return foot;
}

ExportWindow::Page ExportWindow::page() const
{
    return Page(m_pages->currentIndex());
}

void ExportWindow::offer(std::string variant)
{
    if (isWorking())
        return;
    m_variant = variant;
    std::string run;
    for (const runner::Variant& known : m_session.variants())
        if (variant.empty() || known.id == variant) {
            run = known.runId;
            break;
        }
    goTo(Setup);
    m_setup->setSubjects(exportSubjects(m_session, run), std::move(variant));
}

QString ExportWindow::problem() const
{
    if (page() != Setup)
        return {};
    if (m_session.isRunning())
        return tr("A run is on. A model can be exported when it has ended or is cancelled.");
    if (m_session.isMeasuring())
        return tr("Speed is being measured, which an export would disturb.");
    return m_setup->problem();
}

QString ExportWindow::progress() const
{
    return m_log->notes().empty() ? QString() : m_log->notes().back().text;
}

// What is done stays in sight, with what is being done below it.
void ExportWindow::showStep(const QString& text)
{
    if (text.isEmpty() || text == progress())
        return;
    std::vector<Note> notes = m_log->notes();
    for (Note& note : notes)
        note.tone = Tone::Good;
    notes.push_back({Tone::Neutral, text});
    m_log->setNotes(std::move(notes));
}

void ExportWindow::goTo(Page page)
{
    const bool wasWorking = isWorking();
    m_pages->setCurrentIndex(page);
    refresh();
    if (!isWorking())
        m_tick.stop();
    if (wasWorking != isWorking())
        Q_EMIT workChanged();
}

void ExportWindow::refresh()
{
    const QString why = problem();
    m_problem->setText(why);
    const bool isOutcome = page() == Outcome;
    m_open->setVisible(isOutcome && !m_job.order.folder.empty());
    m_compare->setVisible(isOutcome && !m_recorded.empty());
    m_again->setVisible(isOutcome);
    m_again->setText(m_job.order.folder.empty() ? tr("Back") : tr("Export another…"));
    m_main->setText(page() == Setup ? tr("Export") : isOutcome ? tr("Close") : m_isStopping ? tr("Cancelling…") : tr("Cancel"));
    setRole(m_main, page() == Work ? "danger" : "primary");
    m_main->setEnabled(page() == Setup ? why.isEmpty() : !m_isStopping);
}

void ExportWindow::act()
{
    if (page() == Setup)
        start();
    else if (page() == Work)
        stop();
    else
        accept();
}

void ExportWindow::start()
{
    if (page() != Setup || !problem().isEmpty())
        return;
    m_job = m_setup->job();
    m_job.lock = m_session.access().lock();
    m_recorded.clear();
    m_isStopping = false;
    m_log->setNotes({});
    m_bar->setValue(0);
    m_workTitle->setText(tr("Exporting as %1").arg(said(m_job.order.format->title)));
    m_workModel->setText(m_setup->subject()->name);
    m_clock->setText(QStringLiteral(" "));
    m_since.start();
    m_tick.start();
    showStep(tr("Opening the model"));
    goTo(Work);
    m_work.start([job = m_job](runner::Engine& engine, const Task& task) { return exportAndRecord(engine, job, task); },
                 [this](const ExportResult& result) { finish(result); },
                 [this](const Trouble& trouble) {
                     m_job.order.folder.clear();
                     m_outcome->showTrouble(trouble);
                     goTo(Outcome);
                 },
                 [this](const Progress& progress) {
                     m_bar->setValue(int(progress.fraction * kSteps));
                     showStep(saidMessage(progress.note));
                 });
}

void ExportWindow::stop()
{
    if (!isWorking() || m_isStopping)
        return;
    m_isStopping = true;
    m_work.cancel();
    refresh();
    // Asked after the work, which ends at its next checkpoint.
    m_afterStop.start([folder = m_job.order.folder](runner::Engine&, const Task&) { return std::filesystem::exists(folder); },
                      [this](const bool& isFinished) {
                          m_isStopping = false;
                          m_outcome->showStopped(isFinished ? toQString(m_job.order.folder) : QString());
                          if (isFinished)
                              m_session.refreshHistory();
                          else
                              m_job.order.folder.clear();
                          goTo(Outcome);
                      },
                      [](const Trouble&) {});
}

void ExportWindow::finish(const ExportResult& result)
{
    m_recorded = result.recorded;
    m_outcome->showResult(result, QString::fromStdString(m_job.order.format->title));
    goTo(Outcome);
    if (!m_recorded.empty())
        m_session.refreshHistory();
}

void ExportWindow::done(int result)
{
    stop();
    QDialog::done(result);
}

} // namespace lathe::widgets
