#include "widgets/main_window/main_window.h"

#include "core/base/system_info.h"
#include "widgets/common/banner.h"
#include "widgets/common/format.h"
#include "widgets/common/kit.h"
#include "widgets/compare/compare_place.h"
#include "widgets/compare/variant_model.h"
#include "widgets/data/data_place.h"
#include "widgets/history/history_place.h"
#include "widgets/main_window/header_bar.h"
#include "widgets/pipeline/pipeline_view.h"
#include "widgets/report/report_place.h"
#include "widgets/report/variant_choice.h"
#include "widgets/runs/estimate_words.h"
#include "widgets/runs/runs_place.h"
#include "widgets/speed/speed_window.h"
#include "widgets/theme/icons.h"

#include <QButtonGroup>
#include <QCloseEvent>
#include <QMessageBox>
#include <QSettings>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolButton>

namespace lathe::widgets {

namespace {
constexpr auto kGeometry = "window/geometry";
constexpr auto kPlace = "window/place";
} // namespace

MainWindow::MainWindow(Session& session, ThemeManager& themes, QWidget* parent)
    : QMainWindow(parent), m_session(session), m_themes(themes),
      m_header(new HeaderBar(session, this)), m_rail(new QButtonGroup(this)),
      m_places(new QStackedWidget(this)), m_banner(new Banner(this)),
      m_data(new DataPlace(session, this)), m_pipeline(new PipelineView(session.document(), this)),
      m_runs(new RunsPlace(session, this)), m_compare(new ComparePlace(session, this)),
      m_report(new ReportPlace(session, session.document().catalog(), this)),
      m_history(new HistoryPlace(session, this)), m_status(makeLabel({}, "muted", this)),
      m_machine(makeLabel({}, "muted", this))
{
    setWindowIcon(iconPixmap("logo", Qt::black, 64));
    resize(1440, 900);
    auto* centre = new QWidget(this);
    auto* column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    QFrame* rail = makeFrame("rail", centre);
    makeRail(rail);
    row->addWidget(rail);
    auto* content = new QVBoxLayout;
    content->setSpacing(0);
    auto* bannerRow = new QHBoxLayout;
    bannerRow->setContentsMargins(16, 0, 16, 0);
    bannerRow->addWidget(m_banner);
    content->addLayout(bannerRow);
    for (QWidget* place :
         std::initializer_list<QWidget*>{m_data, m_pipeline, m_runs, m_compare, m_report, m_history})
        m_places->addWidget(place);
    content->addWidget(m_places, 1);
    row->addLayout(content, 1);
    column->addLayout(row, 1);
    setCentralWidget(centre);

    statusBar()->addWidget(m_status, 1);
    statusBar()->addPermanentWidget(m_machine);
    statusBar()->setSizeGripEnabled(false);
    const SystemInfo machine = readSystemInfo();
    m_machine->setText(
        machine.cores == 1
            ? tr("%1 · 1 core").arg(QString::fromStdString(machine.cpu))
            : tr("%1 · %2 cores").arg(QString::fromStdString(machine.cpu)).arg(machine.cores));

    makeMenus();
    connectSession();
    QSettings settings;
    restoreGeometry(settings.value(kGeometry).toByteArray());
    const bool isNew = m_session.document().recipe().model.empty();
    goTo(isNew
             ? Data
             : Place(std::clamp(settings.value(kPlace, int(Pipeline)).toInt(), 0, PlaceCount - 1)));
    refreshStatus();
    refreshModelSummary();
}

MainWindow::~MainWindow() = default;

QString MainWindow::placeTitle(Place place)
{
    switch (place) {
    case Data:
        return tr("Data");
    case Pipeline:
        return tr("Pipeline");
    case Runs:
        return tr("Runs");
    case Compare:
        return tr("Compare");
    case Report:
        return tr("Report");
    case History:
        return tr("History");
    case PlaceCount:
        break;
    }
    return {};
}

void MainWindow::makeRail(QWidget* rail)
{
    rail->setFixedWidth(76);
    auto* column = new QVBoxLayout(rail);
    column->setContentsMargins(8, 12, 8, 12);
    column->setSpacing(10);
    for (int i = 0; i < PlaceCount; ++i) {
        auto* button = new QToolButton(rail);
        button->setProperty("role", QByteArray("rail"));
        button->setText(placeTitle(Place(i)));
        button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
        button->setIconSize({22, 22});
        button->setCheckable(true);
        button->setFixedSize(60, 56);
        button->setToolTip(tr("%1 (Ctrl+%2)").arg(placeTitle(Place(i))).arg(i + 1));
        m_rail->addButton(button, i);
        column->addWidget(button);
    }
    column->addStretch(1);
    connect(m_rail, &QButtonGroup::idClicked, this, [this](int id) { goTo(Place(id)); });
    dressRail();
}

void MainWindow::dressRail()
{
    const Theme& theme = Theme::of(this);
    const QString names[] = {"data", "pipeline", "runs", "compare", "report", "history"};
    for (QAbstractButton* button : m_rail->buttons())
        button->setIcon(icon(names[m_rail->id(button)], theme.mutedText, theme.accent, 22));
}

void MainWindow::connectSession()
{
    connect(m_header, &HeaderBar::runClicked, this, &MainWindow::runOrCancel);
    connect(m_header, &HeaderBar::reportClicked, this, &MainWindow::makeReport);
    connect(m_report, &ReportPlace::chosenChanged, this, &MainWindow::refreshReportButton);
    connect(m_compare->variantModel(), &QAbstractItemModel::modelReset, this,
            &MainWindow::refreshReportButton);
    connect(m_header, &HeaderBar::dataRequested, this, [this] { goTo(Data); });
    connect(m_compare, &ComparePlace::runRequested, this, &MainWindow::runOrCancel);
    connect(m_compare, &ComparePlace::speedRequested, this, &MainWindow::measureSpeed);
    connect(m_compare, &ComparePlace::reportRequested, this,
            [this](const std::vector<std::string>& ids) {
                m_report->makeReport(ids);
                goTo(Report);
            });
    connect(m_data, &DataPlace::speedRequested, this, &MainWindow::measureSpeed);
    connect(m_runs, &RunsPlace::compareRequested, this, [this] { goTo(Compare); });
    connect(m_history, &HistoryPlace::compareRequested, this,
            [this](const std::string& run, const std::vector<std::string>& variants) {
                m_compare->showRun(run);
                if (!variants.empty())
                    m_compare->store().select(variants);
                goTo(Compare);
            });
    connect(m_history, &HistoryPlace::runRequested, this, &MainWindow::runOrCancel);
    connect(m_history, &HistoryPlace::speedRequested, this, &MainWindow::measureSpeed);
    connect(m_history, &HistoryPlace::reportRequested, this,
            [this](const std::vector<std::string>& ids) {
                m_report->makeReport(ids);
                goTo(Report);
            });
    const auto openRecipeOf = [this](const std::string& run) {
        if (mayDiscard())
            m_session.openRecipeOf(run);
    };
    connect(m_compare, &ComparePlace::openRecipeRequested, this, openRecipeOf);
    connect(m_history, &HistoryPlace::openRecipeRequested, this, openRecipeOf);
    connect(m_history, &HistoryPlace::runAgainRequested, this, [this](const std::string& run) {
        if (!mayDiscard())
            return;
        connect(&m_session, &Session::recipeOpened, this, &MainWindow::runOrCancel,
                Qt::SingleShotConnection);
        m_session.openRecipeOf(run);
    });
    connect(m_compare, &ComparePlace::useAsModelRequested, this,
            [this](const std::filesystem::path& model) {
                m_session.document().setModel(model);
                goTo(Pipeline);
            });
    connect(&m_session, &Session::recipeOpened, this, [this] { goTo(Pipeline); });
    connect(&m_session, &Session::runEvent, m_pipeline, &PipelineView::onRunEvent);
    connect(&m_session, &Session::runEvent, this, &MainWindow::refreshStatus);
    connect(&m_session, &Session::runStateChanged, this, &MainWindow::refreshStatus);
    connect(&m_session, &Session::benchStateChanged, this, &MainWindow::refreshStatus);
    connect(&m_session, &Session::modelChanged, this, &MainWindow::refreshModelSummary);
    connect(&m_session, &Session::dataChanged, this, &MainWindow::refreshModelSummary);
    connect(&m_session, &Session::runFinished, this, [this](const runner::Outcome& outcome) {
        if (outcome.state == runner::RunState::Failed)
            goTo(Runs);
        QMainWindow::statusBar()->showMessage(
            outcome.state == runner::RunState::Succeeded
                ? tr("Run finished, variants measured: %1").arg(outcome.variants.size())
                : QString(),
            8000);
    });
    connect(&m_session, &Session::runRefused, this, [this] { goTo(Runs); });
    connectRuns();
    RecipeDocument& document = m_session.document();
    const auto title = [this] { refreshTitle(); };
    connect(&document, &RecipeDocument::changed, this, title);
    connect(&document, &RecipeDocument::modifiedChanged, this, title);
    connect(&document, &RecipeDocument::problemsChanged, this, &MainWindow::refreshStatus);
    title();
}

void MainWindow::goTo(Place place)
{
    m_places->setCurrentIndex(place);
    m_rail->button(place)->setChecked(true);
    refreshReportButton();
}

std::vector<std::string> MainWindow::reportIds() const
{
    if (place() == Report)
        return m_report->choice()->chosen();
    std::vector<std::string> ids;
    for (int row = 0; row < m_compare->variantModel()->rowCount(); ++row)
        ids.push_back(m_compare->variantModel()->at(row).variant->id);
    return ids;
}

void MainWindow::refreshReportButton()
{
    m_header->setReportable(place() == Compare || place() == Report ? int(reportIds().size()) : 0);
}

void MainWindow::makeReport()
{
    if (place() != Report) {
        m_report->makeReport(reportIds());
        goTo(Report);
        return;
    }
    m_report->saveAs("pdf");
}

MainWindow::Place MainWindow::place() const
{
    return Place(m_places->currentIndex());
}

void MainWindow::measureSpeed(std::vector<std::filesystem::path> models)
{
    if (!m_speed)
        m_speed = new SpeedWindow(m_session, this);
    if (models.empty() && !m_speed->isVisible())
        models = m_compare->speedModels();
    if (models.empty() && !m_speed->isVisible())
        models = {m_session.document().recipe().model};
    if (!models.empty())
        m_speed->choose(models);
    m_speed->show();
    m_speed->raise();
    m_speed->activateWindow();
}

void MainWindow::refreshStatus()
{
    refreshRunActions();
    if (m_session.isCancelling()) {
        m_status->setText(tr("Cancelling: the step in progress ends at its next batch"));
        return;
    }
    const RunRecord* run = m_session.run();
    if (m_session.isRunning() && run && run->state == runner::RunState::Running) {
        const QString remaining =
            run->remainingSeconds
                ? tr(" · about %1 left").arg(formatDuration(*run->remainingSeconds))
                : QString();
        const QString name = QString::fromStdString(run->recipe.name);
        const int percent = int(run->fraction * 100);
        m_status->setText(m_session.isPaused()
                              ? tr("Paused %1 · %2 %").arg(name).arg(percent)
                              : tr("Running %1 · %2 %%3").arg(name).arg(percent).arg(remaining));
        return;
    }
    if (m_session.isRunning()) {
        m_status->setText(tr("Starting: reading model and data"));
        return;
    }
    if (m_session.isMeasuring()) {
        m_status->setText(tr("Measuring speed"));
        return;
    }
    const auto& document = m_session.document();
    m_status->setText(document.canRun() ? tr("Ready") : tr("The recipe is not complete yet"));
}

void MainWindow::refreshModelSummary()
{
    if (const runner::ModelFacts* model = m_session.model())
        m_pipeline->setModelSummary(
            QString("%1 %2").arg(formatMegabytes(double(model->weightBytes)),
                                 QString::fromStdString(model->storage)),
            tr("%1 %2 × %3")
                .arg(QString::fromStdString(model->family).toUpper())
                .arg(model->layers.size())
                .arg(model->hiddenSize));
    std::vector<PreflightNote> notes;
    if (const DataSummary* summary = m_session.data(); summary && summary->truncated > 0)
        notes.push_back({PreflightNote::Tone::Advice,
                         tr("Texts longer than %1 tokens, which will be truncated: %2")
                             .arg(summary->maxLength)
                             .arg(formatCount(int64_t(summary->truncated))),
                         {}});
    const int variants = m_session.document().variantCount();
    if (m_session.data() && m_session.model() && variants > 0)
        notes.push_back(
            {PreflightNote::Tone::Good,
             tr("Model and data are readable; every variant is measured on %1 test texts")
                 .arg(formatCount(int64_t(m_session.data()->data->test.size()))),
             {}});
    if (const RunForecast* forecast = m_session.estimator().forecast())
        for (PreflightNote& note : estimateNotes(*forecast))
            notes.push_back(std::move(note));
    m_pipeline->setPreflight(std::move(notes));
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        dressRail();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (!mayStop() || !mayDiscard()) {
        event->ignore();
        return;
    }
    if (m_session.isRunning())
        m_session.cancelRun(); // finished steps are kept
    if (m_speed)
        m_speed->close();
    QSettings settings;
    settings.setValue(kGeometry, saveGeometry());
    settings.setValue(kPlace, int(place()));
    event->accept();
}

bool MainWindow::mayDiscard()
{
    if (!m_session.document().isModified())
        return true;
    const auto answer = QMessageBox::question(
        this, tr("Unsaved changes"),
        tr("Save the changes to “%1”?")
            .arg(QString::fromStdString(m_session.document().recipe().name)),
        QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, QMessageBox::Save);
    return answer == QMessageBox::Discard || (answer == QMessageBox::Save && save());
}

} // namespace lathe::widgets
