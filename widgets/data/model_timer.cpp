#include "widgets/data/model_timer.h"

#include "core/base/sha256.h"
#include "widgets/common/format.h"

#include <QSettings>
#include <QTimer>

#include <algorithm>
#include <cmath>

namespace lathe::widgets {

namespace {

constexpr int kIdleMs = 1200;    // without anything new
constexpr int kUsualTokens = 32; // where the data does not say
constexpr double kSeconds = 0.8, kPrecision = 0.03;
constexpr auto kGroup = "modelTimes";
constexpr int kRemembered = 60;

// What the figures depend on.
std::string keyOf(const std::filesystem::path& model, int tokens, const nlohmann::json& environment)
{
    std::string text = model.string();
    for (const auto& entry : std::filesystem::directory_iterator(model))
        if (entry.is_regular_file())
            text += fmt::format("|{} {} {}", entry.path().filename().string(), entry.file_size(),
                                entry.last_write_time().time_since_epoch().count());
    return Sha256::of(text + fmt::format("|{}|{}|{}|{}", tokens, environment.value("cpu", ""),
                                         environment.value("threads", 0),
                                         environment.value("lathe", "")));
}

nlohmann::json toJson(const ModelTime& time)
{
    nlohmann::json json{{"tokens", time.tokens},           {"seconds", time.seconds},
                        {"uncertainty", time.uncertainty}, {"cpu", time.cpu.toStdString()},
                        {"threads", time.threads},         {"parts", nlohmann::json::array()}};
    for (const runner::OperatorTime& part : time.parts)
        json["parts"].push_back({part.layer, part.operation, part.seconds});
    return json;
}

std::optional<ModelTime> fromJson(const nlohmann::json& json)
{
    try {
        ModelTime time{json.at("tokens"),      json.at("seconds"),
                       json.at("uncertainty"), QString::fromStdString(json.at("cpu")),
                       json.at("threads"),     {}};
        for (const auto& part : json.at("parts"))
            time.parts.push_back({part.at(0), part.at(1), part.at(2)});
        return time;
    } catch (const nlohmann::json::exception&) { // settings of another version: measured again
        return {};
    }
}

std::optional<ModelTime> remembered(const QString& key)
{
    const QByteArray text = QSettings().value(QString("%1/%2").arg(kGroup, key)).toByteArray();
    const auto json = nlohmann::json::parse(text.toStdString(), nullptr, false);
    return json.is_object() ? fromJson(json) : std::nullopt;
}

void remember(const QString& key, const ModelTime& time)
{
    QSettings settings;
    settings.beginGroup(kGroup);
    if (const QStringList known = settings.childKeys(); known.size() >= kRemembered)
        settings.remove(known.first());
    settings.setValue(key, QByteArray::fromStdString(toJson(time).dump()));
}

} // namespace

ModelTimer::ModelTimer(Session& session, QObject* parent)
    : QObject(parent), m_session(session), m_idle(new QTimer(this)), m_job(session.engine())
{
    m_idle->setSingleShot(true);
    m_idle->setInterval(kIdleMs);
    connect(m_idle, &QTimer::timeout, this, &ModelTimer::begin);
    connect(&m_session, &Session::modelChanged, this, &ModelTimer::follow);
    connect(&m_session, &Session::dataChanged, this, &ModelTimer::follow);
    connect(&m_session, &Session::runStateChanged, this, &ModelTimer::follow);
    connect(&m_session, &Session::benchStateChanged, this, &ModelTimer::follow);
}

void ModelTimer::set(State state)
{
    m_state = state;
    Q_EMIT changed();
}

void ModelTimer::follow()
{
    const runner::ModelFacts* facts = m_session.model();
    const bool isBusy = m_session.isRunning() || m_session.isMeasuring();
    if (!facts || m_session.document().recipe().model != m_model || isBusy ||
        m_state == State::Unknown) { // read meanwhile
        m_job.cancel();
        if (m_state != State::Known || !facts || m_session.document().recipe().model != m_model)
            set(!facts ? State::Unknown : facts->labels ? State::Waiting : State::NoHead);
    }
    m_model = m_session.document().recipe().model;
    if (facts && facts->labels && !isBusy && !m_session.isDataLoading() &&
        m_state != State::Measuring)
        m_idle->start();
    else if (isBusy)
        m_idle->stop();
}

void ModelTimer::begin()
{
    const DataSummary* data = m_session.data();
    const int tokens = data && data->meanTokens > 0
                           ? std::min(int(std::lround(data->meanTokens)), data->maxLength)
                           : kUsualTokens;
    if (m_state == State::Known && tokens == m_tokens)
        return;
    m_tokens = tokens;
    measure(false);
}

void ModelTimer::measureAnew()
{
    if (m_session.isRunning() || m_session.isMeasuring() || !m_session.model())
        return;
    measure(true);
}

void ModelTimer::measure(bool anew)
{
    if (m_tokens == 0)
        m_tokens = kUsualTokens;
    const int tokens = std::min(m_tokens, m_session.model()->maxPositions);
    set(State::Measuring);
    m_job.start(
        [model = m_model, tokens, anew](runner::Engine& engine, const Task& task) {
            const nlohmann::json environment = engine.environment();
            const QString key = QString::fromStdString(keyOf(model, tokens, environment));
            if (!anew)
                if (const auto known = remembered(key))
                    return *known;
            runner::BenchRequest request;
            request.models = {model};
            request.shapes = {{1, tokens}};
            const auto report = engine.bench(
                request, {kSeconds, kPrecision, true}, [](const auto&) {}, task);
            const runner::BenchModel& measured = report.models.front();
            const analysis::Timing& call = measured.figures.front().call;
            ModelTime time{tokens,
                           call.median,
                           call.uncertainty(),
                           QString::fromStdString(environment.value("cpu", "")),
                           environment.value("threads", 0),
                           measured.profile};
            remember(key, time);
            return time;
        },
        [this](const ModelTime& time) {
            m_time = time;
            set(State::Known);
        },
        [this](const Trouble& trouble) {
            m_problem = trouble.text;
            set(State::Failed);
        });
}

} // namespace lathe::widgets
