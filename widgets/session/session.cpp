#include "widgets/session/session.h"

#include "core/base/error.h"
#include "core/history/brief.h"
#include "core/recipe/recipe_file.h"
#include "core/text/tokenizer.h"
#include "widgets/common/format.h"
#include "widgets/session/freed_apart.h"
#include "widgets/session/past_run.h"

namespace lathe::widgets {

Session::Session(EngineThread& engine, Workspace workspace, QObject* parent)
    : QObject(parent), m_engine(engine), m_document(engine.catalog())
{
    connect(&m_document, &RecipeDocument::changed, this, &Session::followDocument);
    connect(&m_engine, &EngineThread::inspected, this,
            [this](quint64, const std::filesystem::path&, const runner::ModelFacts& facts) {
                m_isModelLoading = false;
                m_model = facts;
                Q_EMIT modelChanged();
            });
    connect(&m_engine, &EngineThread::inspectionFailed, this,
            [this](quint64, const std::filesystem::path&, const Trouble& trouble) {
                m_isModelLoading = false;
                m_model.reset();
                m_modelTrouble = trouble;
                Q_EMIT modelChanged();
                Q_EMIT modelFailed(trouble);
            });
    connectRuns();
    connectBench();
    m_estimator = std::make_unique<RunEstimator>(*this, m_engine);
    connect(&m_access, &WorkspaceAccess::changed, this, [this] {
        if (m_access.isWritable()) { // the other one may have added runs
            openQueue();
            refreshHistory();
        }
    });
    openWorkspace(workspace);
}

Session::~Session() = default;

void Session::connectBench()
{
    connect(&m_engine, &EngineThread::benchProgressed, this,
            [this](quint64 request, const Progress& progress) {
                if (request == m_benchRequest)
                    Q_EMIT benchProgressed(progress);
            });
    connect(&m_engine, &EngineThread::benchChanged, this,
            [this](quint64 request, const runner::BenchReport& soFar) {
                if (request == m_benchRequest)
                    Q_EMIT benchChanged(soFar);
            });
    connect(&m_engine, &EngineThread::benchFinished, this,
            [this](quint64 request, const runner::BenchReport& report) {
                if (endBench(request))
                    Q_EMIT benchFinished(report);
            });
    connect(&m_engine, &EngineThread::benchStopped, this, [this](quint64 request) {
        if (endBench(request))
            Q_EMIT benchStopped();
    });
    connect(&m_engine, &EngineThread::benchFailed, this,
            [this](quint64 request, const Trouble& trouble) {
                if (endBench(request))
                    Q_EMIT benchFailed(trouble);
            });
}

void Session::openWorkspace(const Workspace& workspace)
{
    if (workspace.recipe.empty()) {
        recipe::Recipe recipe;
        recipe.name = tr("Untitled").toStdString();
        m_document.replace(recipe);
    } else {
        m_document.load(toQString(workspace.recipe));
    }
    m_workspace = workspace;
    m_access.open(workspace);
    if (!isRunning())
        m_run.reset();
    m_runs.clear();
    m_summary.reset();
    m_variants = {};
    openQueue();
    Q_EMIT workspaceChanged();
    Q_EMIT historyChanged();
    refreshHistory();
}

void Session::followDocument()
{
    const recipe::Recipe& recipe = m_document.recipe();
    if (recipe.model != m_modelPath)
        loadModel();
    const DataRequest wanted{recipe.data, recipe.seed, recipe.maxLength};
    if (!m_dataRequest || !(*m_dataRequest == wanted))
        loadData();
}

void Session::loadModel()
{
    m_modelPath = m_document.recipe().model;
    m_model.reset();
    m_tokenizer.reset();
    m_modelTrouble.reset();
    m_isModelLoading = !m_modelPath.empty();
    Q_EMIT modelChanged();
    if (m_modelPath.empty()) {
        m_tokenizerJob.cancel();
        return;
    }
    m_engine.inspect(m_modelPath);
    m_tokenizerJob.start(
        [model = m_modelPath](const std::stop_token&) -> std::shared_ptr<const text::Tokenizer> {
            return text::loadTokenizer(model);
        },
        [this](const std::shared_ptr<const text::Tokenizer>& tokenizer) {
            m_tokenizer = tokenizer;
            Q_EMIT modelChanged();
            loadData();
        },
        [this](const Trouble& trouble) {
            m_modelTrouble = trouble;
            Q_EMIT modelFailed(trouble);
        });
}

void Session::loadData()
{
    const recipe::Recipe& recipe = m_document.recipe();
    const DataRequest wanted{recipe.data, recipe.seed, recipe.maxLength};
    std::shared_ptr<const data::DataSet> known;
    std::shared_ptr<const data::Statistics> statistics;
    if (m_data && m_dataRequest && m_dataRequest->spec == wanted.spec &&
        m_dataRequest->seed == wanted.seed) {
        known = m_data->data;
        statistics = m_data->statistics;
    } else
        m_data.reset();
    m_dataRequest = wanted;
    m_dataTrouble.reset();
    m_isDataLoading = !wanted.spec.train.empty();
    Q_EMIT dataChanged();
    if (!m_isDataLoading) {
        m_dataJob.cancel();
        return;
    }
    m_dataJob.start(
        [this, wanted, known, statistics, tokenizer = m_tokenizer](const std::stop_token& stop) {
            const auto tell = [this, stop](const QString& what, double fraction) {
                QMetaObject::invokeMethod(
                    this,
                    [this, stop, what, fraction] {
                        if (!stop.stop_requested())
                            Q_EMIT dataProgressed(what, fraction);
                    },
                    Qt::QueuedConnection);
            };
            if (!known)
                tell(tr("Reading %1").arg(toQString(wanted.spec.train.filename())), -1);
            auto data = known ? known
                              : std::make_shared<const data::DataSet>(
                                    data::readDataSet(wanted.spec, wanted.seed));
            return summarize(data, tokenizer, wanted.maxLength, stop, tell, statistics);
        },
        [this](const DataSummary& summary) {
            m_isDataLoading = false;
            m_data = summary;
            Q_EMIT dataChanged();
        },
        [this](const Trouble& trouble) {
            m_isDataLoading = false;
            m_data.reset();
            m_dataTrouble = trouble;
            Q_EMIT dataChanged();
            Q_EMIT dataFailed(trouble);
        });
}

void Session::startBench(const BenchJob& job)
{
    if (isMeasuring())
        return;
    if (isRunning()) {
        Q_EMIT benchFailed({tr("A run is on, and the two would disturb each other's figures."),
                            tr("Wait for the run to end, or cancel it.")});
        return;
    }
    m_benchRequest = m_engine.bench(job);
    Q_EMIT benchStateChanged();
}

void Session::stopBench()
{
    m_engine.cancelBenches();
}

bool Session::endBench(quint64 request)
{
    if (request != m_benchRequest)
        return false;
    m_benchRequest = 0;
    Q_EMIT benchStateChanged();
    return true;
}

// First what lists show, then the rest, so that they need not wait for it.
void Session::refreshHistory()
{
    const auto file = m_workspace.historyFile();
    const bool prepares = m_prepared != file && m_access.isWritable() && !isRunning();
    m_contentJob.cancel();
    Q_EMIT historyAsked();
    m_summaryJob.start(
        [file, prepares, isIdle = m_access.isWritable() && !isRunning()](
            const std::stop_token&) -> std::shared_ptr<const history::Summary> {
            using history::History;
            if (!std::filesystem::exists(file))
                return std::make_shared<const history::Summary>();
            if (prepares)
                History(file).purgeRemoved(); // of earlier sessions; upgrades it, too
            history::Summary summary = History(file, History::Mode::ReadOnly).summary();
            if (isIdle)
                endCutOff(summary.runs);
            return freedApart(std::move(summary));
        },
        [this, file, prepares](const std::shared_ptr<const history::Summary>& summary) {
            if (prepares && !summary->runs.empty())
                m_prepared = file;
            takeSummary(summary);
        },
        [this](const Trouble& trouble) { Q_EMIT historyFailed(trouble); });
}

void Session::takeSummary(const std::shared_ptr<const history::Summary>& summary)
{
    m_summary = summary;
    m_runs.assign(summary->runs.begin(), summary->runs.end());
    Q_EMIT summaryChanged();
    m_contentJob.start(
        [summary, file = m_workspace.historyFile(), catalog = m_document.catalog(),
         wantsRun = !m_run](const std::stop_token&) -> HistoryContent {
            HistoryContent content{VariantList(history::briefVariants(*summary)), {}};
            if (wantsRun && !summary->runs.empty())
                content.newest =
                    pastRun(history::History(file, history::History::Mode::ReadOnly),
                            summary->runs.front(), catalog);
            return content;
        },
        [this](const HistoryContent& content) { takeContent(content); },
        [this](const Trouble& trouble) { Q_EMIT historyFailed(trouble); });
}

void Session::takeContent(const HistoryContent& content)
{
    m_variants = content.variants;
    if (isRunning() && m_run && m_run->state == runner::RunState::Running) // measured while the history was read
        for (const runner::Variant& variant : m_run->variants)
            m_variants = m_variants.with(variant);
    if (!m_run && !isRunning())
        m_run = content.newest;
    Q_EMIT historyChanged();
}

void Session::openRecipeOf(const std::string& runId)
{
    m_recipeJob.start(
        [file = m_workspace.historyFile(), runId](const std::stop_token&) {
            return history::History(file, history::History::Mode::ReadOnly).recipe(runId);
        },
        [this](const recipe::Recipe& recipe) {
            m_document.replace(recipe);
            Q_EMIT recipeOpened();
        },
        [this](const Trouble& trouble) { Q_EMIT historyFailed(trouble); });
}

} // namespace lathe::widgets
