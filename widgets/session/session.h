#pragma once

#include "core/history/history.h"
#include "widgets/pipeline/recipe_document.h"
#include "widgets/session/data_summary.h"
#include "widgets/session/newest.h"
#include "widgets/session/run_estimator.h"
#include "widgets/session/run_queue.h"
#include "widgets/session/run_record.h"
#include "widgets/session/stop_watch.h"
#include "widgets/session/variant_list.h"
#include "widgets/session/workspace_access.h"

namespace lathe::widgets {

// What the program has open: a workspace, its recipe, the recipe's model and data as read from
// disk, the run in progress and the history. Places show it and ask it; it never shows anything
// itself.
class Session : public QObject {
    Q_OBJECT

public:
    Session(EngineThread& engine, Workspace workspace, QObject* parent = nullptr);
    ~Session() override;

    [[nodiscard]] EngineThread& engine() { return m_engine; }
    [[nodiscard]] RecipeDocument& document() { return m_document; }
    [[nodiscard]] const Workspace& workspace() const { return m_workspace; }
    // Whether this window may write there; everything that writes asks first.
    [[nodiscard]] WorkspaceAccess& access() { return m_access; }

    [[nodiscard]] const runner::ModelFacts* model() const { return m_model ? &*m_model : nullptr; }
    [[nodiscard]] const DataSummary* data() const { return m_data ? &*m_data : nullptr; }
    [[nodiscard]] std::shared_ptr<const text::Tokenizer> tokenizer() const { return m_tokenizer; }
    // Why the model or the data named in the recipe cannot be used; null while that is not known.
    [[nodiscard]] const Trouble* modelTrouble() const { return m_modelTrouble ? &*m_modelTrouble : nullptr; }
    [[nodiscard]] const Trouble* dataTrouble() const { return m_dataTrouble ? &*m_dataTrouble : nullptr; }
    [[nodiscard]] bool isModelLoading() const { return m_isModelLoading; }
    [[nodiscard]] bool isDataLoading() const { return m_isDataLoading; }

    // The run in progress, the last one of this session, or the newest of the history.
    [[nodiscard]] const RunRecord* run() const { return m_run ? &*m_run : nullptr; }
    [[nodiscard]] bool isRunning() const { return m_runRequest != 0; }
    [[nodiscard]] bool isCancelling() const { return m_isCancelling; }
    [[nodiscard]] bool isPaused() const { return isRunning() && m_pause->isSet(); }
    // Of the run in progress so far, without pauses.
    [[nodiscard]] double runSeconds() const { return m_watch.seconds(); }
    [[nodiscard]] RunQueue& queue() { return m_queue; }
    [[nodiscard]] RunEstimator& estimator() { return *m_estimator; }
    [[nodiscard]] bool isMeasuring() const { return m_benchRequest != 0; }

    [[nodiscard]] const std::vector<history::RunRow>& runs() const { return m_runs; }
    // The history as it was read last; null before that. All lists show this one.
    [[nodiscard]] std::shared_ptr<const history::Summary> summary() const { return m_summary; }
    // Of all runs, newest run first. Those that come from the history are brief (history/brief.h);
    // those of the run in progress, which are included, are whole.
    [[nodiscard]] const VariantList& variants() const { return m_variants; }

    // Throws lathe::Error when its recipe cannot be read; the session then stays as it was.
    void openWorkspace(const Workspace& workspace);
    // Runs the recipe as it is now, or queues it while another one runs. Refused with words while
    // speed is measured, and in a workspace that is open read-only.
    void startRun();
    void setPaused(bool paused);
    // What waits is then held.
    void cancelRun();
    // Runs or queues the recipe of the run that is shown, of any in the history: finished steps
    // come from the cache.
    void runAgain();
    void runAgain(const std::string& runId);
    // Lets the queue go, and starts its first run where nothing runs.
    void startQueue();
    // Puts a queued recipe on the canvas as a new, unsaved document.
    void openQueued(quint64 id);
    // Refused with words during a run, which would disturb the figures as they would disturb it.
    void startBench(const BenchJob& job);
    void stopBench();
    void refreshHistory();
    // Puts the recipe of an old run on the canvas as a new, unsaved document.
    void openRecipeOf(const std::string& runId);

Q_SIGNALS:
    void workspaceChanged();
    void modelChanged(); // read, being read, or gone
    void modelFailed(const lathe::widgets::Trouble& trouble);
    void dataChanged();
    // What is done while data is loading; a negative fraction: nobody knows how long it takes.
    void dataProgressed(const QString& what, double fraction);
    void dataFailed(const lathe::widgets::Trouble& trouble);
    void runStateChanged(); // asked for, paused, going on, cancelling, ended
    void runEvent(const lathe::runner::Event& event);
    void runFinished(const lathe::runner::Outcome& outcome);
    void runRefused(const lathe::widgets::Trouble& trouble);
    void benchStateChanged(); // asked for, ended
    void benchProgressed(const lathe::Progress& progress);
    void benchChanged(const lathe::runner::BenchReport& soFar);
    void benchFinished(const lathe::runner::BenchReport& report);
    void benchStopped();
    void benchFailed(const lathe::widgets::Trouble& trouble);
    void historyAsked();   // is being read
    void summaryChanged(); // runs and summary were read; variants() follow
    void historyChanged(); // all of it
    void historyFailed(const lathe::widgets::Trouble& trouble);
    void recipeOpened();

private:
    struct HistoryContent {
        VariantList variants;
        std::optional<RunRecord> newest; // where nothing has run in this session
    };
    struct DataRequest {
        data::DataSpec spec;
        uint64_t seed = 0;
        int maxLength = 0;
        bool operator==(const DataRequest&) const = default;
    };

    void takeSummary(const std::shared_ptr<const history::Summary>& summary);
    void takeContent(const HistoryContent& content);
    void followDocument();
    void loadModel();
    void loadData();
    void onRunEvent(quint64 request, const runner::Event& event);
    void connectRuns();
    void openQueue();
    void runOrQueue(const recipe::Recipe& recipe);
    void start(const recipe::Recipe& recipe, const runner::Estimate* estimate);
    bool endRun(quint64 request);
    void startNext();
    void connectBench();
    bool endBench(quint64 request);

    EngineThread& m_engine;
    Workspace m_workspace;
    WorkspaceAccess m_access;
    RecipeDocument m_document;

    std::filesystem::path m_modelPath;
    std::optional<runner::ModelFacts> m_model;
    std::shared_ptr<const text::Tokenizer> m_tokenizer;
    std::optional<DataRequest> m_dataRequest;
    std::optional<DataSummary> m_data;
    std::optional<Trouble> m_modelTrouble, m_dataTrouble;
    bool m_isModelLoading = false;
    bool m_isDataLoading = false;

    std::optional<RunRecord> m_run;
    quint64 m_runRequest = 0; // 0: none
    std::shared_ptr<const runner::WriterLock> m_runLock;
    bool m_isCancelling = false;
    std::shared_ptr<Pause> m_pause = std::make_shared<Pause>();
    StopWatch m_watch;
    quint64 m_benchRequest = 0; // 0: none

    std::vector<history::RunRow> m_runs;
    std::shared_ptr<const history::Summary> m_summary;
    VariantList m_variants;
    std::filesystem::path m_prepared; // a history that was upgraded and purged
    RunQueue m_queue;
    std::unique_ptr<RunEstimator> m_estimator;

    Newest<std::shared_ptr<const text::Tokenizer>> m_tokenizerJob{this};
    Newest<DataSummary> m_dataJob{this};
    Newest<std::shared_ptr<const history::Summary>> m_summaryJob{this};
    Newest<HistoryContent> m_contentJob{this};
    Newest<recipe::Recipe> m_recipeJob{this};
    Newest<recipe::Recipe> m_againJob{this};
};

} // namespace lathe::widgets
