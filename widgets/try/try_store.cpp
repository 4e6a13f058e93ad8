#include "widgets/try/try_store.h"

#include "widgets/try/answer_text.h"

#include <algorithm>

namespace lathe::widgets {

TryStore::TryStore(Session& session, QObject* parent) : QObject(parent), m_session(session) {}

void TryStore::choose(std::vector<Candidate> models)
{
    models.resize(std::min(models.size(), size_t(kMostModels)));
    if (models == m_models)
        return;
    m_models = std::move(models);
    start();
}

void TryStore::ask(QStringList texts)
{
    texts = texts.mid(0, kMostTexts);
    if (texts == m_texts)
        return;
    m_texts = std::move(texts);
    start();
}

void TryStore::start()
{
    m_jobs.clear();
    m_answers.clear();
    for (const Candidate& candidate : m_models)
        m_answers.push_back({candidate, State::Waiting, {}, {}, {}});
    Q_EMIT asked();
    if (m_texts.isEmpty())
        return;
    runner::AnswerRequest request;
    for (const QString& text : m_texts)
        request.texts.push_back(text.toStdString());
    request.maxLength = m_session.document().recipe().maxLength;
    request.timedCalls = kTimedCalls;
    for (size_t i = 0; i < m_answers.size(); ++i) {
        request.model = m_answers[i].candidate.model;
        auto& job =
            m_jobs.emplace_back(std::make_unique<EngineJob<runner::Answers>>(m_session.engine()));
        job->start([request](runner::Engine& engine,
                             const Task& task) { return engine.answer(request, task); },
                   [this, i](const runner::Answers& answers) {
                       m_answers[i].state = State::Ready;
                       m_answers[i].answers = answers;
                       m_answers[i].decisions = decisionsOf(answers);
                       Q_EMIT answered();
                   },
                   [this, i](const Trouble& trouble) {
                       m_answers[i].state = State::Failed;
                       m_answers[i].trouble = trouble;
                       Q_EMIT answered();
                   });
    }
}

bool TryStore::disagree(int text) const
{
    const QStringList* first = nullptr;
    for (const Answer& answer : m_answers) {
        if (answer.state != State::Ready)
            continue;
        const QStringList& own = answer.decisions[size_t(text)];
        if (first && *first != own)
            return true;
        first = &own;
    }
    return false;
}

bool TryStore::isWaiting() const
{
    return !m_texts.isEmpty() &&
           std::any_of(m_answers.begin(), m_answers.end(),
                       [](const Answer& answer) { return answer.state == State::Waiting; });
}

} // namespace lathe::widgets
