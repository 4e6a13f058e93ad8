#include "widgets/try/answer_card.h"

#include "widgets/common/format.h"
#include "widgets/speed/speed_model.h"
#include "widgets/theme/theme_manager.h"
#include "widgets/try/score_bars.h"

namespace lathe::widgets {

AnswerCard::AnswerCard(QWidget* parent)
    : QFrame(parent), m_name(new ElidedLabel("muted", Qt::ElideMiddle, this)),
      m_decision(new ElidedLabel("title", Qt::ElideRight, this)),
      m_mark(makeLabel({}, "pill", this)), m_bars(new ScoreBars(this)),
      m_detail(makeLabel({}, "faint", this))
{
    setProperty("role", QByteArray("card"));
    setMinimumWidth(230);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 14);
    column->setSpacing(6);
    column->addWidget(m_name);
    auto* head = new QHBoxLayout;
    head->addStrut(26);
    head->addWidget(m_decision, 1);
    m_mark->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    head->addWidget(m_mark);
    column->addLayout(head);
    column->addSpacing(4);
    column->addWidget(m_bars);
    column->addSpacing(2);
    m_detail->setWordWrap(true);
    m_detail->setMinimumWidth(1); // a path is a long word
    m_detail->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    column->addWidget(m_detail);
    column->addStretch(1);
}

QString AnswerCard::decision() const
{
    return m_decision->fullText();
}

QString AnswerCard::detail() const
{
    return m_detail->text();
}

QString AnswerCard::mark() const
{
    return m_mark->isHidden() ? QString() : m_mark->text();
}

void AnswerCard::showAnswer(const TryStore::Answer& answer, int text, const QStringList* against,
                            const QString& expected, const QString& waiting)
{
    m_name->setFullText(answer.candidate.name);
    setAccessibleName(answer.candidate.name);
    m_mark->hide();
    m_bars->setScores({});
    m_bars->setVisible(answer.state == TryStore::State::Ready);
    setRole(this, "card");
    setRole(m_detail, answer.state == TryStore::State::Failed ? "bad" : "faint");
    if (answer.state == TryStore::State::Waiting) {
        m_decision->setFullText(tr("…"));
        m_detail->setText(waiting);
        return;
    }
    if (answer.state == TryStore::State::Failed) {
        m_decision->setFullText(tr("No answer"));
        m_detail->setText(answer.trouble.remedy.isEmpty()
                              ? answer.trouble.text
                              : answer.trouble.text + "\n" + answer.trouble.remedy);
        return;
    }
    const auto row = size_t(text);
    const QStringList& own = answer.decisions[row];
    m_decision->setFullText(decisionText(own));
    m_bars->setScores(scoresOf(answer.answers, row));
    QStringList details;
    if (row < answer.answers.seconds.size())
        details += tr("%1, median of %2")
                       .arg(formatMilliseconds(answer.answers.seconds[row]))
                       .arg(TryStore::kTimedCalls);
    const int tokens = answer.answers.tokens[row];
    details += tokens > answer.answers.maxLength
                   ? tr("%1 tokens, cut to %2").arg(tokens).arg(answer.answers.maxLength)
                   : tr("%1 tokens").arg(tokens);
    m_detail->setText(details.join(" · "));
    const bool differs = against && *against != own;
    if (!expected.isEmpty()) {
        const bool isRight = own.join('|') == expected;
        m_mark->setText(isRight ? tr("as expected") : tr("not as expected"));
        setRole(m_mark, isRight ? "pillGood" : "pillWarn");
        m_mark->show();
    } else if (differs) {
        m_mark->setText(tr("differs"));
        setRole(m_mark, "pillWarn");
        m_mark->show();
    }
    if (differs)
        setRole(this, "cardWarn");
}

} // namespace lathe::widgets
