// What the window does with runs: start, queue, pause, cancel, and tell.

#include "widgets/common/format.h"
#include "widgets/common/kit.h"
#include "widgets/compare/compare_place.h"
#include "widgets/compare/variant_group.h"
#include "widgets/export/export_window.h"
#include "widgets/guide/context.h"
#include "widgets/main_window/header_bar.h"
#include "widgets/main_window/main_window.h"
#include "widgets/pipeline/pipeline_view.h"
#include "widgets/runs/estimate_words.h"
#include "widgets/runs/runs_place.h"
#include "widgets/session/model_name.h"
#include "widgets/session/run_notifier.h"
#include "widgets/settings/preferences.h"
#include "widgets/speed/candidate_list.h"
#include "widgets/speed/speed_setup.h"
#include "widgets/speed/speed_window.h"

#include <QLabel>
#include <QMenuBar>
#include <QMessageBox>
#include <QSettings>
#include <QStatusBar>

#include <algorithm>

namespace lathe::widgets {

namespace {

constexpr size_t kSpeedModels = 6; // that are measured where nobody chose any

// Of the newest run of which any are still on disk.
std::vector<std::filesystem::path> modelsOfLastRun(const Session& session)
{
    std::vector<std::filesystem::path> models;
    std::string run;
    for (const runner::Variant& variant : session.variants()) {
        std::error_code ignored; // what cannot be read cannot be measured
        if ((!run.empty() && variant.runId != run) || models.size() == kSpeedModels || !runtimeOf(variant).isEmpty() ||
            !std::filesystem::is_directory(variant.model, ignored))
            continue;
        run = variant.runId;
        models.push_back(variant.model);
    }
    return models;
}

} // namespace

void MainWindow::makeRunMenu()
{
    QMenu* run = menuBar()->addMenu(tr("&Run"));
    run->setToolTipsVisible(true);
    const auto add = [&](const QString& text, const char* key, auto act) {
        QAction* action = run->addAction(text, this, act);
        action->setShortcut(QKeySequence(key));
        return action;
    };
    m_runAction = add(tr("Run"), "Ctrl+R", &MainWindow::runOrQueue);
    m_pauseAction =
        add(tr("Pause run"), "F8", [this] { m_session.setPaused(!m_session.isPaused()); });
    m_cancelAction = add(tr("Cancel run"), "Ctrl+.", [this] { m_session.cancelRun(); });
    m_againAction = run->addAction(tr("Run again"), this, [this] { m_session.runAgain(); });
    run->addSeparator();
    add(tr("Measure speed…"), "Ctrl+Shift+M", [this] { measureSpeed(); });
    add(tr("Make report"), "Ctrl+Shift+R", &MainWindow::makeReport);
    run->addSeparator();
    QAction* tells = run->addAction(tr("Tell when a run ends"));
    tells->setCheckable(true);
    tells->setChecked(Preferences::read().notifies);
    tells->setToolTip(tr("A desktop notification while this window is not the active one"));
    connect(tells, &QAction::toggled, this,
            [](bool on) { QSettings().setValue(keys::kNotifies, on); });
    run->addSeparator();
    makeDeviceMenu(run);
}

void MainWindow::connectRuns()
{
    m_notifier = new RunNotifier(m_session, *this, desktopNotifications(this));
    connect(m_header, &HeaderBar::queueClicked, this, &MainWindow::runOrQueue);
    connect(m_runs, &RunsPlace::runRequested, this, &MainWindow::runOrQueue);
    connect(m_runs, &RunsPlace::stepRequested, this, [this](const std::string& node) {
        if (m_session.document().recipe().node(node)) {
            goTo(Pipeline);
            m_pipeline->selectNode(node);
        } else {
            statusBar()->showMessage(tr("The recipe on the canvas has no such step any more"),
                                     8000);
        }
    });
    connect(m_runs, &RunsPlace::openQueuedRequested, this, &MainWindow::openQueued);
    connect(&m_session.estimator(), &RunEstimator::changed, this, &MainWindow::refreshModelSummary);
    connect(&m_session, &Session::runStateChanged, this, [this] {
        m_pipeline->setPaused(m_session.isPaused());
        refreshTitle();
    });
    connect(&m_session, &Session::runEvent, this, [this](const runner::Event& event) {
        if (std::holds_alternative<runner::StepProgress>(event))
            refreshTitle();
    });
}

void MainWindow::runOrCancel()
{
    if (m_session.isRunning())
        m_session.cancelRun();
    else
        runOrQueue();
}

void MainWindow::runOrQueue()
{
    if (!m_session.document().canRun() || m_session.document().variantCount() == 0) {
        goTo(m_session.document().recipe().model.empty() ? Data : Pipeline);
        return;
    }
    if (m_session.isRunning())
        statusBar()->showMessage(tr("Queued; see Runs"), 5000);
    else
        m_pipeline->clearRunState();
    m_session.startRun();
}

void MainWindow::openQueued(quint64 id)
{
    if (mayDiscard())
        m_session.openQueued(id);
}

void MainWindow::refreshRunActions()
{
    const bool isRunning = m_session.isRunning();
    m_runAction->setText(isRunning ? tr("Add to the queue") : tr("Run"));
    m_runAction->setEnabled(m_session.access().isWritable());
    m_runAction->setToolTip(m_session.access().whyReadOnly());
    m_pauseAction->setText(m_session.isPaused() ? tr("Resume run") : tr("Pause run"));
    m_pauseAction->setEnabled(isRunning && !m_session.isCancelling());
    m_cancelAction->setEnabled(isRunning && !m_session.isCancelling());
    m_againAction->setEnabled(!isRunning && m_session.run() && m_session.access().isWritable());
}

void MainWindow::refreshTitle()
{
    QString progress;
    if (const RunRecord* run = m_session.run();
        m_session.isRunning() && run && run->state == runner::RunState::Running) {
        const int percent = int(run->fraction * 100);
        progress =
            m_session.isPaused() ? tr("Paused %1 % · ").arg(percent) : tr("%1 % · ").arg(percent);
    }
    setWindowTitle(tr("%1%2[*] – Lathe")
                       .arg(progress, QString::fromStdString(m_session.document().recipe().name)));
    setWindowModified(m_session.document().isModified());
}

bool MainWindow::mayStop()
{
    const bool isExporting = m_export && m_export->isWorking();
    if ((!m_session.isRunning() && !isExporting) || m_atClose == AtClose::StopAndClose)
        return true;
    if (m_atClose == AtClose::KeepRunning)
        return false;
    QMessageBox question(
        QMessageBox::Question, isExporting ? tr("A model is being exported") : tr("A run is going on"),
        !isExporting              ? tr("Closing the window stops it. Finished steps are kept, and Resume goes on from there.")
        : m_session.isRunning() ? tr("Closing the window stops the export, of which nothing stays half-written, and the run that waits "
                                     "behind it.")
                                : tr("Closing the window stops the export. Nothing stays half-written."),
        QMessageBox::NoButton, this);
    QAbstractButton* stop = question.addButton(tr("Stop and close"), QMessageBox::DestructiveRole);
    QPushButton* keep = question.addButton(isExporting ? tr("Keep exporting") : tr("Keep running"), QMessageBox::RejectRole);
    question.setDefaultButton(keep);
    question.setEscapeButton(keep);
    question.exec();
    return question.clickedButton() == stop;
}

void MainWindow::measureSpeed(std::vector<std::filesystem::path> models)
{
    if (!m_speed) {
        m_speed = new SpeedWindow(m_session, this);
        setGuidePage(m_speed, "numbers");
    }
    std::vector<std::vector<std::filesystem::path>> likely{std::move(models)};
    if (likely.front().empty() && !m_speed->isVisible())
        likely = {m_compare->speedModels(), m_compare->shownModels(kSpeedModels), modelsOfLastRun(m_session),
                  {m_session.document().recipe().model}};
    for (const auto& choice : likely) // the first of which anything is on disk and can classify
        if (!choice.empty()) {
            m_speed->choose(choice);
            if (!m_speed->setup()->models()->checkedModels().empty())
                break;
        }
    m_speed->show();
    m_speed->raise();
    m_speed->activateWindow();
}

void MainWindow::exportModel(const std::string& variant)
{
    if (!m_export) {
        m_export = new ExportWindow(m_session, this);
        setGuidePage(m_export, "export");
        connect(m_export, &ExportWindow::workChanged, this, &MainWindow::refreshStatus);
        connect(m_export, &ExportWindow::compareRequested, this, [this](const std::string& id) {
            m_export->accept();
            m_compare->showVariant(id);
            goTo(Compare);
        });
    }
    const ComparedVariant* shown = m_compare->store().current();
    m_export->offer(!variant.empty() || !shown || shown->isPeer ? variant : shown->variant->id);
    m_export->show();
    m_export->raise();
    m_export->activateWindow();
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
    if (m_export && m_export->isWorking()) {
        m_status->setText(m_session.isRunning() ? tr("Exporting a model; the run starts after it") : tr("Exporting a model"));
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
    if (const runner::ModelFacts* model = m_session.model()) {
        const QString size = QString("%1 %2").arg(formatMegabytes(double(model->weightBytes)),
                                                  QString::fromStdString(model->storage));
        const QString shape = tr("%1 %2 × %3")
                                  .arg(QString::fromStdString(model->family).toUpper())
                                  .arg(model->layers.size())
                                  .arg(model->hiddenSize);
        const QString name = modelName(m_session);
        if (name == QString::fromStdString(model->name))
            m_pipeline->setModelSummary(size, shape);
        else // what a run built is told by how it came about
            m_pipeline->setModelSummary(name, size);
    }
    std::vector<PreflightNote> notes;
    if (const Trouble* trouble = m_session.modelTrouble())
        notes.push_back({PreflightNote::Tone::Error,
                         tr("The model cannot be used: %1").arg(trouble->text), {}});
    if (const Trouble* trouble = m_session.dataTrouble())
        notes.push_back({PreflightNote::Tone::Error,
                         tr("The data cannot be used: %1").arg(trouble->text), {}});
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

} // namespace lathe::widgets
