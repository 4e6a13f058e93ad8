#pragma once

#include "core/runner/bench.h"

#include <QString>
#include <QWidget>

#include <vector>

namespace lathe::widgets {

struct TimeShare {
    QString name;
    double seconds = 0; // of all threads together, for one text
};

// Summed over the layers, longest first.
[[nodiscard]] std::vector<TimeShare> timeByOperator(const std::vector<runner::OperatorTime>& times);
// Summed over the operators: what is before and behind the layers, then each layer.
[[nodiscard]] std::vector<TimeShare> timeByLayer(const std::vector<runner::OperatorTime>& times);

// Where a text's time goes: a bar, the time and the share of the whole, one row each.
class TimeBars : public QWidget {
    Q_OBJECT
public:
    explicit TimeBars(QWidget* parent = nullptr);
    void setShares(std::vector<TimeShare> shares);
    [[nodiscard]] const std::vector<TimeShare>& shares() const { return m_shares; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] double whole() const;
    std::vector<TimeShare> m_shares;
};

} // namespace lathe::widgets
