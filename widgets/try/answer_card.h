#pragma once

#include "widgets/common/kit.h"
#include "widgets/try/try_store.h"

namespace lathe::widgets {

class ScoreBars;

// What one model says to one text: its labels, scores, time and tokens.
class AnswerCard : public QFrame {
    Q_OBJECT
public:
    explicit AnswerCard(QWidget* parent = nullptr);

    // `against` is the decision of the first model, which a different one is marked against; null
    // for that model itself. `expected` may be empty: nobody knows.
    void showAnswer(const TryStore::Answer& answer, int text, const QStringList* against,
                    const QString& expected, const QString& waiting);
    [[nodiscard]] QString decision() const;
    [[nodiscard]] QString detail() const;
    [[nodiscard]] QString mark() const; // "differs", "as expected", ...; may be empty

private:
    ElidedLabel* m_name;
    ElidedLabel* m_decision;
    QLabel* m_mark;
    ScoreBars* m_bars;
    QLabel* m_detail;
};

} // namespace lathe::widgets
