#include "widgets/main_window/main_window.h"

#include "core/base/system_info.h"
#include "core/export/record.h"
#include "widgets/commands/command_palette.h"
#include "widgets/common/banner.h"
#include "widgets/common/format.h"
#include "widgets/common/kit.h"
#include "widgets/compare/compare_place.h"
#include "widgets/compare/variant_group.h"
#include "widgets/compare/variant_model.h"
#include "widgets/data/data_place.h"
#include "widgets/history/history_place.h"
#include "widgets/main_window/access_banner.h"
#include "widgets/main_window/banner_strip.h"
#include "widgets/main_window/header_bar.h"
#include "widgets/main_window/recovery_banner.h"
#include "widgets/pipeline/pipeline_view.h"
#include "widgets/report/report_place.h"
#include "widgets/report/variant_choice.h"
#include "widgets/runs/pipeline_link.h"
#include "widgets/runs/runs_place.h"
#include "widgets/settings/preferences.h"
#include "widgets/speed/speed_window.h"
#include "widgets/start/start_page.h"
#include "widgets/theme/icons.h"
#include "widgets/try/try_place.h"

#include <QButtonGroup>
#include <QSettings>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolButton>

namespace lathe::widgets {

MainWindow::MainWindow(Session& session, ThemeManager& themes, QWidget* parent)
    : QMainWindow(parent), m_session(session), m_themes(themes),
      m_header(new HeaderBar(session, this)), m_rail(new QButtonGroup(this)),
      m_places(new QStackedWidget(this)), m_banner(new Banner(this)),
      m_data(new DataPlace(session, this)), m_pipeline(new PipelineView(session.document(), this)),
      m_runs(new RunsPlace(session, this)), m_compare(new ComparePlace(session, this)),
      m_report(new ReportPlace(session, session.document().catalog(), this)),
      m_history(new HistoryPlace(session, this)), m_try(new TryPlace(session, this)), m_start(new StartPage(this)),
      m_palette(new CommandPalette(this)), m_autosave(new Autosave(session, this)), m_status(makeLabel({}, "muted", this)),
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
    auto* banners = new BannerStrip(centre);
    banners->add(new AccessBanner(session.access(), this));
    auto* recovery = new RecoveryBanner(*m_autosave, this);
    connect(recovery, &RecoveryBanner::recoverRequested, this, &MainWindow::recover);
    banners->add(recovery);
    banners->add(m_banner);
    content->addWidget(banners);
    for (QWidget* place :
         std::initializer_list<QWidget*>{m_data, m_pipeline, m_runs, m_compare, m_report, m_history, m_try, m_start})
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
    new PipelineLink(session, *m_pipeline, this);
    connectStart();
    connectGuide();
    const QSettings settings;
    restoreGeometry(settings.value(keys::kGeometry).toByteArray());
    restoreSplitters();
    m_autosave->setEnabled(Preferences::read().autosaves);
    const recipe::Recipe& recipe = m_session.document().recipe();
    if (recipe.model.empty() && recipe.data.train.empty() && recipe.nodes.empty())
        showStart();
    else {
        remember(keys::kRecentWorkspaces, toQString(m_session.workspace().folder));
        goTo(Place(std::clamp(settings.value(keys::kPlace, int(Pipeline)).toInt(), 0, PlaceCount - 1)));
    }
    refreshStatus();
    refreshModelSummary();
}

MainWindow::~MainWindow()
{
    disconnectGuide();
}

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
    case Try:
        return tr("Try it");
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
    auto* settings = new QToolButton(rail);
    settings->setProperty("role", QByteArray("railFoot"));
    settings->setText(tr("Settings"));
    settings->setToolTip(tr("Theme, language, threads, device, folders (Ctrl+,)"));
    settings->setFixedWidth(60);
    connect(settings, &QToolButton::clicked, this, &MainWindow::openSettings);
    column->addWidget(settings);
    connect(m_rail, &QButtonGroup::idClicked, this, [this](int id) { goTo(Place(id)); });
    dressRail();
}

void MainWindow::dressRail()
{
    const Theme& theme = Theme::of(this);
    const QString names[] = {"data", "pipeline", "runs", "compare", "report", "history", "try"};
    for (QAbstractButton* button : m_rail->buttons())
        button->setIcon(icon(names[m_rail->id(button)], theme.mutedText, theme.accent, 22));
}

void MainWindow::showStart()
{
    m_places->setCurrentWidget(m_start);
    m_rail->setExclusive(false);
    for (QAbstractButton* button : m_rail->buttons())
        button->setChecked(false);
    m_rail->setExclusive(true);
    refreshReportButton();
}

bool MainWindow::isAtStart() const
{
    return m_places->currentWidget() == m_start;
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
    for (int row = 0; row < m_compare->variantModel()->rowCount(); ++row) {
        const runner::Variant& variant = *m_compare->variantModel()->at(row).variant;
        if (!exports::isFailedExport(variant))
            ids.push_back(variant.id);
    }
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

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        dressRail();
}

} // namespace lathe::widgets
