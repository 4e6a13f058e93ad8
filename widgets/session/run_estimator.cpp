#include "widgets/session/run_estimator.h"

#include "widgets/session/session.h"

namespace lathe::widgets {

namespace {

constexpr int kSoonMs = 300;
constexpr size_t kLearntFrom = 2000; // variants, the newest

struct Question {
    recipe::Recipe recipe;
    recipe::StageCatalog catalog;
    runner::ModelFacts model;
    std::shared_ptr<const data::DataSet> data;
    PastSteps past; // null: to be read
    std::filesystem::path folder, history;
    std::string fingerprint, machine;
};

PastSteps readPast(const std::filesystem::path& file)
{
    using history::History;
    if (!std::filesystem::exists(file))
        return std::make_shared<const std::vector<runner::PastStep>>();
    return std::make_shared<const std::vector<runner::PastStep>>(runner::pastSteps(
        History(file, History::Mode::ReadOnly).newestVariants(kLearntFrom)));
}

RunEstimator::Answer answer(Question asked, const std::stop_token& stop)
{
    if (!asked.past)
        asked.past = readPast(asked.history);
    std::shared_ptr<const data::DataSet> data = asked.data;
    if (asked.model.labels && *asked.model.labels != data->labels) {
        auto ordered = std::make_shared<data::DataSet>(*data);
        data::adoptOrder(*ordered, *asked.model.labels);
        data = std::move(ordered);
    }
    return {runner::forecast(asked.recipe, asked.catalog, asked.model, *data, asked.fingerprint,
                             asked.folder, *asked.past, asked.machine, stop),
            asked.past};
}

} // namespace

RunEstimator::RunEstimator(Session& session, EngineThread& engine, QObject* parent)
    : QObject(parent), m_session(session), m_engine(engine)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(kSoonMs);
    connect(&m_soon, &QTimer::timeout, this, &RunEstimator::start);
    connect(&m_engine, &EngineThread::identified, this,
            [this](const std::filesystem::path& model, const std::string& fingerprint,
                   const std::string& machine) {
                m_identifiedModel = model;
                m_fingerprint = fingerprint;
                m_machine = machine;
                askAgain();
            });
    connect(&session, &Session::modelChanged, this, &RunEstimator::identify);
    connect(&session, &Session::runStateChanged, this, [this] {
        if (!m_session.isRunning() && m_identifiedModel != m_session.document().recipe().model)
            identify(); // given up for the run
    });
    connect(&session, &Session::dataChanged, this, &RunEstimator::askAgain);
    connect(&session, &Session::historyChanged, this, [this] {
        m_past.reset();
        askAgain();
    });
    connect(&session.document(), &RecipeDocument::problemsChanged, this, &RunEstimator::askAgain);
}

void RunEstimator::identify()
{
    if (m_session.model() && !m_session.isRunning()) {
        m_identifiedModel.clear();
        m_engine.identify(m_session.document().recipe().model);
    }
    askAgain();
}

void RunEstimator::askAgain()
{
    m_soon.start();
}

void RunEstimator::start()
{
    const RecipeDocument& document = m_session.document();
    if (!document.canRun() || document.variantCount() == 0 || !m_session.model() ||
        !m_session.data()) {
        m_job.cancel();
        const bool knew = m_forecast.has_value();
        m_forecast.reset();
        if (knew)
            Q_EMIT changed();
        return;
    }
    const bool isIdentified = m_identifiedModel == document.recipe().model;
    m_job.start(
        [asked = Question{document.recipe(), document.catalog(), *m_session.model(),
                          m_session.data()->data, m_past, m_session.workspace().folder,
                          m_session.workspace().historyFile(), isIdentified ? m_fingerprint : "",
                          m_machine}](const std::stop_token& stop) { return answer(asked, stop); },
        [this](const Answer& found) {
            m_forecast = found.forecast;
            m_past = found.past;
            Q_EMIT changed();
        },
        [this](const Trouble&) { // the recipe's problems are told elsewhere
            m_forecast.reset();
            Q_EMIT changed();
        });
}

} // namespace lathe::widgets
