#pragma once

#include "widgets/session/engine_job.h"
#include "widgets/session/session.h"

class QTimer;

namespace lathe::widgets {

// How long one text takes in a model, and which parts take the time.
struct ModelTime {
    int tokens = 0;         // of that text
    double seconds = 0;     // median of a call
    double uncertainty = 0; // half the interval of the median, as a part of it
    QString cpu;
    int threads = 0;
    std::vector<runner::OperatorTime> parts;
};

// Measures the recipe's model when nothing else goes on, once for each model, length and CPU; the
// figures are kept in the settings. A run or a measurement that is asked for stops it.
class ModelTimer : public QObject {
    Q_OBJECT
public:
    enum class State { Unknown, NoHead, Waiting, Measuring, Known, Failed };

    explicit ModelTimer(Session& session, QObject* parent = nullptr);

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const ModelTime& time() const { return m_time; } // valid when Known
    [[nodiscard]] QString problem() const { return m_problem; }    // when Failed
    void measureAnew();

Q_SIGNALS:
    void changed();

private:
    void follow();
    void begin();
    void measure(bool anew);
    void set(State state);

    Session& m_session;
    State m_state = State::Unknown;
    ModelTime m_time;
    QString m_problem;
    QTimer* m_idle;
    std::filesystem::path m_model; // that m_time or the job is about
    int m_tokens = 0;
    EngineJob<ModelTime> m_job;
};

} // namespace lathe::widgets
