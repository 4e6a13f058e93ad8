#pragma once

#include "widgets/compare/comparison.h"

#include <QWidget>

namespace lathe::widgets {

// How the latency of one text is spread, as a speed session kept it. Milliseconds.
struct LatencySpread {
    QString name;
    std::string variantId;
    VariantGroup group = VariantGroup::Original;
    double median = 0, low = 0, high = 0; // 95 % interval of the median
    std::optional<double> p5, p25, p75, p95;
};
struct LatencySpreads {
    std::vector<LatencySpread> rows; // ascending in the median
    size_t leftOut = 0;              // no spread was kept
};
// Of the variants shown, at most `most`, the selected ones always among them.
[[nodiscard]] LatencySpreads latencySpreads(const Comparison& comparison,
                                            const std::vector<std::string>& selected, size_t most);
[[nodiscard]] QByteArray latencyCsv(const LatencySpreads& spreads);

// A row for every variant: whiskers from 5 to 95 % of the texts, a box for the middle half, the
// median with its interval.
class LatencyView : public QWidget {
    Q_OBJECT
public:
    explicit LatencyView(QWidget* parent = nullptr);
    void setSpreads(LatencySpreads spreads);
    void setSelection(const std::vector<std::string>& variantIds);
    [[nodiscard]] const LatencySpreads& spreads() const { return m_spreads; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {420, sizeHint().height()}; }

Q_SIGNALS:
    void variantClicked(const std::string& variantId, bool isAdded);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] const LatencySpread* rowAt(const QPointF& position) const;
    LatencySpreads m_spreads;
    std::vector<std::string> m_selected;
};

} // namespace lathe::widgets
