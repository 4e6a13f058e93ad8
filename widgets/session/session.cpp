#include "widgets/session/session.h"

#include "core/base/error.h"
#include "core/recipe/recipe_file.h"
#include "core/text/tokenizer.h"
#include "widgets/common/format.h"
#include "widgets/session/past_run.h"

namespace lathe::widgets {

namespace {

std::shared_ptr<const std::vector<runner::PastStep>> noSteps()
{
    return std::make_shared<const std::vector<runner::PastStep>>();
}

} // namespace

Session::Session(EngineThread& engine, Workspace workspace, QObject* parent)
    : QObject(parent), m_engine(engine), m_document(engine.catalog()), m_past(noSteps())
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
        [this](const Trouble& trouble) { Q_EMIT modelFailed(trouble); });
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

void Session::refreshHistory()
{
    m_historyJob.start(
        [file = m_workspace.historyFile(), catalog = m_document.catalog(),
         wantsRun = !m_run, isIdle = m_access.isWritable() && !isRunning()](const std::stop_token&) -> HistoryContent {
            if (!std::filesystem::exists(file))
                return {};
            const history::History history(file, history::History::Mode::ReadOnly);
            std::vector<runner::Variant> variants = history.variants();
            HistoryContent content{history.runs(), {}, {}, {}};
            if (isIdle)
                endCutOff(content.runs);
            content.past = std::make_shared<const std::vector<runner::PastStep>>(
                runner::pastSteps(variants));
            content.variants = VariantList(std::move(variants));
            if (wantsRun && !content.runs.empty())
                content.newest = pastRun(history, content.runs.front(), catalog);
            return content;
        },
        [this](const HistoryContent& content) {
            m_runs = content.runs;
            m_variants = content.variants;
            if (isRunning() && m_run && m_run->state == runner::RunState::Running)
                m_variants = m_variants.with(m_run->variants); // some may be newer than what was read
            m_past = content.past ? content.past : noSteps();
            if (!m_run && !isRunning())
                m_run = content.newest;
            Q_EMIT historyChanged();
        },
        [this](const Trouble& trouble) { Q_EMIT historyFailed(trouble); });
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
