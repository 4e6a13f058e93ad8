#pragma once

#include "widgets/try/answer_text.h"

#include <QWidget>

namespace lathe::widgets {

// The highest scores of an answer, a bar each; a tick where a multilabel bar begins to count.
class ScoreBars : public QWidget {
    Q_OBJECT
public:
    explicit ScoreBars(QWidget* parent = nullptr);
    // Bars beyond the decided ones fill up to `least`.
    void setScores(std::vector<Score> scores, size_t least = 4);
    [[nodiscard]] const std::vector<Score>& scores() const { return m_scores; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<Score> m_scores;
};

} // namespace lathe::widgets
