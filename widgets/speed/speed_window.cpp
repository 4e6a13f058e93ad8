#include "widgets/speed/speed_window.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "widgets/common/banner.h"
#include "widgets/common/format.h"
#include "widgets/common/kit.h"
#include "widgets/speed/candidate_list.h"
#include "widgets/speed/speed_details.h"
#include "widgets/speed/speed_setup.h"
#include "widgets/speed/speed_table.h"

#include <QFileDialog>
#include <QStackedWidget>

#include <algorithm>

namespace lathe::widgets {

namespace {

enum Page { Empty, Content };

bool isSettled(const runner::BenchReport& report, double precision)
{
    for (const runner::BenchModel& model : report.models)
        for (const runner::BenchFigures& figures : model.figures)
            if (figures.call.uncertainty() > precision)
                return false;
    return true;
}

} // namespace

SpeedWindow::SpeedWindow(Session& session, QWidget* parent)
    : QDialog(parent), m_session(session), m_setup(new SpeedSetup(this)),
      m_banner(new Banner(this)), m_pages(new QStackedWidget(this))
{
    setWindowTitle(tr("Measure speed"));
    setWindowFlag(Qt::WindowMaximizeButtonHint);
    resize(1280, 740);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_setup);
    auto* right = new QVBoxLayout;
    right->setContentsMargins(14, 14, 14, 12);
    right->setSpacing(12);
    right->addWidget(m_banner);
    auto* empty = new EmptyState(
        "runs", tr("Nothing measured yet"),
        tr("Check models at the left and choose what they answer. All are timed in one session, "
           "round by round in turning order, until the median of each is known to 1 % or the time "
           "is used up."),
        {}, this);
    m_pages->addWidget(empty);
    m_pages->addWidget(makeContent());
    right->addWidget(m_pages, 1);
    row->addLayout(right, 1);
    connect(m_setup, &SpeedSetup::startRequested, this, &SpeedWindow::start);
    connect(m_setup, &SpeedSetup::stopRequested, this, &SpeedWindow::stop);
    connectSession();
    fillCandidates();
    refreshState();
}

QWidget* SpeedWindow::makeContent()
{
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    m_table = new SpeedTable(page);
    column->addWidget(m_table, 5);
    column->addWidget(makeDetails(page), 4);
    connect(m_table, &SpeedTable::saveRequested, this, &SpeedWindow::saveTable);
    connect(m_table, &SpeedTable::modelSelected, m_which, &QComboBox::setCurrentIndex);
    return page;
}

QWidget* SpeedWindow::makeDetails(QWidget* parent)
{
    auto* page = new QWidget(parent);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    auto* head = new QHBoxLayout;
    head->addWidget(makeLabel(tr("A closer look at"), "muted", page));
    head->addWidget(m_which = new ElidedComboBox(page), 1);
    m_which->setProperty("role", QByteArray("small"));
    m_which->setAccessibleName(tr("Model to look at"));
    m_which->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_which->setMaximumWidth(420);
    head->addStretch(1);
    column->addLayout(head);
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(m_profile = new SpeedProfile(page), 3);
    row->addWidget(m_facts = new SpeedFacts(page), 2);
    column->addLayout(row, 1);
    connect(m_which, &QComboBox::currentIndexChanged, this, &SpeedWindow::showModel);
    return page;
}

void SpeedWindow::connectSession()
{
    connect(&m_session, &Session::historyChanged, this, [this] { fillCandidates(); });
    connect(&m_session, &Session::modelChanged, this, [this] { fillCandidates(); });
    connect(&m_session, &Session::runStateChanged, this, &SpeedWindow::refreshState);
    connect(&m_session, &Session::benchStateChanged, this, &SpeedWindow::refreshState);
    connect(&m_session, &Session::benchProgressed, this, [this](const Progress& progress) {
        m_table->setProgress(progress.fraction);
        if (!progress.note.empty())
            m_table->setState(QString::fromStdString(progress.note));
    });
    connect(&m_session, &Session::benchChanged, this, &SpeedWindow::take);
    connect(&m_session, &Session::benchFinished, this, [this](const runner::BenchReport& report) {
        take(report);
        end(isSettled(report, m_job.options.precision)
                ? tr("Done: every median is known to %1 %").arg(m_job.options.precision * 100)
                : tr("Done: the time was used up before every median was known to %1 %")
                      .arg(m_job.options.precision * 100));
    });
    connect(&m_session, &Session::benchStopped, this, [this] {
        end(tr("Stopped: these figures may not have settled"));
        if (m_report.models.empty())
            m_pages->setCurrentIndex(Empty);
    });
    connect(&m_session, &Session::benchFailed, this, [this](const Trouble& trouble) {
        end(tr("Failed"));
        m_pages->setCurrentIndex(m_report.models.empty() ? Empty : Content);
        const QString words =
            trouble.remedy.isEmpty() ? trouble.text : trouble.text + "\n" + trouble.remedy;
        m_banner->showMessage(Banner::Tone::Bad, tr("The speed could not be measured"), words,
                              words);
    });
}

void SpeedWindow::fillCandidates(const std::vector<std::filesystem::path>& wanted)
{
    std::vector<SpeedCandidate> candidates;
    for (const Candidate& candidate : ModelSearch(m_session, wanted).find())
        candidates.push_back(
            {candidate.name, candidate.model, m_session.workspace().shown(candidate.model)});
    m_setup->models()->setCandidates(candidates);
    const recipe::Recipe& recipe = m_session.document().recipe();
    m_setup->offerData(recipe.data.test.empty() ? recipe.data.train : recipe.data.test,
                       QString::fromStdString(recipe.data.textColumn), recipe.maxLength);
}

void SpeedWindow::choose(const std::vector<std::filesystem::path>& models)
{
    if (m_session.isMeasuring())
        return;
    fillCandidates(models);
    m_setup->models()->choose(models);
}

void SpeedWindow::start()
{
    if (m_session.isMeasuring() || !m_setup->problem().isEmpty())
        return;
    m_job = m_setup->job();
    m_names = m_setup->models()->checkedNames();
    m_report = {};
    m_warned.clear();
    m_table->model()->setPrecision(m_job.options.precision);
    m_table->setRows({});
    m_which->clear();
    m_profile->show({}, {});
    m_banner->hide();
    m_table->setProgress(0);
    m_table->setState(tr("Opening the models"));
    m_pages->setCurrentIndex(Content);
    m_session.startBench(m_job);
}

void SpeedWindow::stop()
{
    m_table->setState(tr("Stopping"));
    m_session.stopBench();
}

void SpeedWindow::refreshState()
{
    const bool measuring = m_session.isMeasuring();
    m_setup->setMeasuring(
        measuring, m_session.isRunning()
                       ? tr("A run is on. Speed can be measured when it has ended or is cancelled.")
                       : QString());
    m_table->setMeasuring(measuring);
}

void SpeedWindow::take(const runner::BenchReport& report)
{
    m_report = report;
    m_table->setRows(speedRows(report, m_names));
    if (m_which->count() != m_names.size()) {
        m_which->addItems(m_names);
        m_which->setCurrentIndex(0);
    }
    showModel(m_which->currentIndex());
    showWarnings();
}

void SpeedWindow::showWarnings()
{
    if (m_report.warnings == m_warned) // or dismissed
        return;
    m_warned = m_report.warnings;
    QStringList words;
    for (const std::string& warning : m_warned)
        words += QString::fromStdString(warning);
    if (words.empty())
        m_banner->hide();
    else
        m_banner->showMessage(Banner::Tone::Warning, tr("These figures deserve doubt"),
                              words.join('\n'), words.join('\n'));
}

void SpeedWindow::showModel(int model)
{
    if (model < 0 || size_t(model) >= m_report.models.size())
        return;
    const runner::BenchModel& chosen = m_report.models[size_t(model)];
    m_profile->show(chosen.profile,
                    chosen.figures.empty() ? std::string() : chosen.figures.back().workload);
    m_facts->show(m_report.machine, chosen);
}

void SpeedWindow::end(const QString& state)
{
    m_table->setState(state);
    m_table->setProgress(0);
    Q_EMIT ended();
}

void SpeedWindow::saveTable()
{
    QString file = QFileDialog::getSaveFileName(
        this, tr("Save the figures"), toQString(m_session.workspace().folder / "speed.csv"),
        tr("CSV (*.csv)"));
    if (file.isEmpty())
        return;
    try {
        writeFile(toPath(file), speedCsv(m_table->model()->rows()).toStdString());
    } catch (const Error& error) { // a slot: nothing may escape
        m_banner->showMessage(Banner::Tone::Bad, tr("The figures were not saved"),
                              QString::fromStdString(error.full()));
    }
}

void SpeedWindow::done(int result)
{
    if (m_session.isMeasuring())
        stop();
    QDialog::done(result);
}

} // namespace lathe::widgets
