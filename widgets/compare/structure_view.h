#pragma once

#include "widgets/compare/structure_diff.h"

#include <QWidget>

#include <optional>

namespace lathe::widgets {

// Two models beside each other: what they are made of in numbers, then heads, FFN width and bytes
// of every layer.
class StructureView : public QWidget {
    Q_OBJECT
public:
    explicit StructureView(QWidget* parent = nullptr);
    void setDiff(std::optional<StructureDiff> diff); // absent: nothing to compare
    [[nodiscard]] const std::optional<StructureDiff>& diff() const { return m_diff; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {420, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintFacts(QPainter& painter) const;
    void paintLayers(QPainter& painter) const;
    [[nodiscard]] double factsHeight() const;
    std::optional<StructureDiff> m_diff;
};

} // namespace lathe::widgets
