#pragma once

#include "widgets/session/engine_job.h"
#include "widgets/session/model_search.h"
#include "widgets/session/session.h"

namespace lathe::widgets {

// The texts that are tried and what each chosen model answers. The newest question wins; models
// answer one after the other, each as soon as the engine is free.
class TryStore : public QObject {
    Q_OBJECT
public:
    enum class State { Waiting, Ready, Failed };
    struct Answer {
        Candidate candidate;
        State state = State::Waiting;
        runner::Answers answers;
        std::vector<QStringList> decisions; // of each text
        Trouble trouble;
    };

    static constexpr int kMostModels = 6;
    static constexpr int kTimedCalls = 7;  // of every text; the median is shown
    static constexpr int kMostTexts = 200; // more belong into a file

    explicit TryStore(Session& session, QObject* parent = nullptr);

    void choose(std::vector<Candidate> models); // at most kMostModels of them
    void ask(QStringList texts);                // at most kMostTexts of them

    [[nodiscard]] const QStringList& texts() const { return m_texts; }
    [[nodiscard]] const std::vector<Answer>& answers() const { return m_answers; }
    // Whether the models that have answered decide differently for this text.
    [[nodiscard]] bool disagree(int text) const;
    [[nodiscard]] bool isWaiting() const; // for some model

Q_SIGNALS:
    void asked();    // other texts or models
    void answered(); // one more model, or why it cannot

private:
    void start();

    Session& m_session;
    QStringList m_texts;
    std::vector<Candidate> m_models;
    std::vector<Answer> m_answers;
    std::vector<std::unique_ptr<EngineJob<runner::Answers>>> m_jobs;
};

} // namespace lathe::widgets
