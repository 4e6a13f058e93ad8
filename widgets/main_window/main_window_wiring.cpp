#include "widgets/main_window/main_window.h"

#include "widgets/compare/compare_place.h"
#include "widgets/compare/variant_model.h"
#include "widgets/data/data_place.h"
#include "widgets/history/history_place.h"
#include "widgets/main_window/header_bar.h"
#include "widgets/pipeline/pipeline_view.h"
#include "widgets/report/report_place.h"
#include "widgets/runs/runs_place.h"
#include "widgets/start/drop_target.h"
#include "widgets/start/start_page.h"
#include "widgets/try/try_place.h"

#include <QStatusBar>

namespace lathe::widgets {

void MainWindow::connectSession()
{
    connect(m_header, &HeaderBar::runClicked, this, &MainWindow::runOrCancel);
    connect(m_header, &HeaderBar::reportClicked, this, &MainWindow::makeReport);
    connect(m_header, &HeaderBar::searchClicked, this, &MainWindow::openPalette);
    connect(m_report, &ReportPlace::chosenChanged, this, &MainWindow::refreshReportButton);
    connect(m_compare->variantModel(), &QAbstractItemModel::modelReset, this,
            &MainWindow::refreshReportButton);
    connect(m_header, &HeaderBar::dataRequested, this, [this] { goTo(Data); });
    connect(m_compare, &ComparePlace::runRequested, this, &MainWindow::runOrCancel);
    connect(m_compare, &ComparePlace::speedRequested, this, &MainWindow::measureSpeed);
    connect(m_compare, &ComparePlace::exportRequested, this, &MainWindow::exportModel);
    connect(m_history, &HistoryPlace::exportRequested, this, &MainWindow::exportModel);
    connect(m_compare, &ComparePlace::reportRequested, this,
            [this](const std::vector<std::string>& ids) {
                m_report->makeReport(ids);
                goTo(Report);
            });
    connect(m_data, &DataPlace::speedRequested, this, &MainWindow::measureSpeed);
    connect(m_try, &TryPlace::runRequested, this, &MainWindow::runOrCancel);
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
    connect(m_history, &HistoryPlace::runAgainRequested, &m_session,
            qOverload<const std::string&>(&Session::runAgain));
    connect(m_compare, &ComparePlace::useAsModelRequested, this,
            [this](const std::filesystem::path& model) {
                m_session.document().setModel(model);
                goTo(Pipeline);
            });
    connect(&m_session, &Session::recipeOpened, this, [this] { goTo(Pipeline); });
    connect(&m_session, &Session::runEvent, m_pipeline, &PipelineView::onRunEvent);
    connect(&m_session, &Session::runEvent, this, &MainWindow::refreshStatus);
    connect(&m_session, &Session::runStateChanged, this, &MainWindow::refreshStatus);
    connect(&m_session.access(), &WorkspaceAccess::changed, this, &MainWindow::refreshStatus);
    connect(&m_session, &Session::benchStateChanged, this, &MainWindow::refreshStatus);
    connect(&m_session, &Session::modelChanged, this, &MainWindow::refreshModelSummary);
    connect(&m_session, &Session::dataChanged, this, &MainWindow::refreshModelSummary);
    connect(&m_session, &Session::modelFailed, this, &MainWindow::refreshModelSummary);
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
    connect(&m_session, &Session::historyFailed, this, [this](const Trouble& trouble) {
        warn(tr("What this workspace keeps could not be read or written"),
             trouble.text + "\n" + trouble.remedy);
    });
    connectRuns();
    RecipeDocument& document = m_session.document();
    const auto title = [this] { refreshTitle(); };
    connect(&document, &RecipeDocument::changed, this, title);
    connect(&document, &RecipeDocument::modifiedChanged, this, title);
    connect(&document, &RecipeDocument::problemsChanged, this, &MainWindow::refreshStatus);
    title();
}

void MainWindow::connectStart()
{
    connect(m_start, &StartPage::sampleRequested, this, &MainWindow::openSample);
    connect(m_start, &StartPage::modelRequested, m_data, &DataPlace::openModel);
    connect(m_start, &StartPage::dataRequested, m_data, qOverload<>(&DataPlace::openData));
    connect(m_start, &StartPage::openRequested, this, &MainWindow::openProject);
    connect(m_start, &StartPage::newRequested, this, &MainWindow::newWorkspace);
    connect(m_start, &StartPage::workspaceChosen, this, [this](const QString& folder) {
        if (mayDiscard())
            openPath(folder);
    });
    connect(new DropTarget(this), &DropTarget::dropped, this, &MainWindow::use);
    // Whoever chose a model or data goes on where these are shown.
    connect(&m_session.document(), &RecipeDocument::changed, this, [this] {
        const recipe::Recipe& recipe = m_session.document().recipe();
        if (isAtStart() && (!recipe.model.empty() || !recipe.data.train.empty()))
            goTo(Data);
    });
}

} // namespace lathe::widgets
