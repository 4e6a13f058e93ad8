#pragma once

#include "core/runner/forecast.h"
#include "widgets/session/newest.h"

#include <QTimer>

namespace lathe::widgets {

class Session;

using RunForecast = runner::Forecast;

// What the history knows of the times and sizes of stages.
using PastSteps = std::shared_ptr<const std::vector<runner::PastStep>>;

// Forecasts the run of a session's recipe, a moment after anything that it depends on has changed,
// off the user interface's thread.
class RunEstimator : public QObject {
    Q_OBJECT
public:
    RunEstimator(Session& session, EngineThread& engine, QObject* parent = nullptr);

    [[nodiscard]] const RunForecast* forecast() const
    {
        return m_forecast ? &*m_forecast : nullptr;
    }

    void askAgain(); // soon

    struct Answer {
        RunForecast forecast;
        PastSteps past; // that it was learnt from
    };

Q_SIGNALS:
    void changed();

private:
    void identify();
    void start();

    Session& m_session;
    EngineThread& m_engine;
    QTimer m_soon;
    std::filesystem::path m_identifiedModel;
    std::string m_fingerprint, m_machine;
    std::optional<RunForecast> m_forecast;
    PastSteps m_past; // null: not read since the history changed
    Newest<Answer> m_job{this};
};

} // namespace lathe::widgets
