#pragma once

#include "core/report/limits.h"

#include <QWidget>

class QDoubleSpinBox;

namespace lathe::widgets {

// The three limits of a report; the lowest value of each means none.
class LimitForm : public QWidget {
    Q_OBJECT
public:
    explicit LimitForm(QWidget* parent = nullptr);

    [[nodiscard]] report::Limits limits() const;
    void setLimits(const report::Limits& limits);

Q_SIGNALS:
    void changed();

private:
    QDoubleSpinBox* m_quality;
    QDoubleSpinBox* m_latency;
    QDoubleSpinBox* m_size;
};

} // namespace lathe::widgets
