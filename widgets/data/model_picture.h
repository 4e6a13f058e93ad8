#pragma once

#include "widgets/data/model_parts.h"

#include <QWidget>

namespace lathe::widgets {

// A model as it is built, layer by layer from the texts at the top to the labels at the bottom:
// a square for each head, a bar as long as the FFN is wide. What pruning took is an empty place.
class ModelPicture : public QWidget {
    Q_OBJECT
public:
    enum class Colour { Bits, Bytes, Time };

    explicit ModelPicture(QWidget* parent = nullptr);
    void setModel(const runner::ModelFacts& facts, std::vector<runner::OperatorTime> times = {});
    void setColour(Colour colour);
    [[nodiscard]] Colour colour() const { return m_colour; }
    // What is told in the tree; a layer marks both of its parts.
    void setSelected(const PartId& part);
    [[nodiscard]] PartId selected() const { return m_selected; }
    [[nodiscard]] PartId partAt(QPointF place) const;
    // Where a part is drawn; FFN and attention without the empty places.
    [[nodiscard]] QRectF rectOf(const PartId& part) const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {200, sizeHint().height()}; }

Q_SIGNALS:
    void partClicked(const lathe::widgets::PartId& part);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] double rowHeight() const;
    [[nodiscard]] QRectF row(int line) const; // 0: embeddings
    [[nodiscard]] double headsRight() const;
    [[nodiscard]] int mostHeads() const;
    [[nodiscard]] int widestFfn() const;
    [[nodiscard]] QColor colourOf(const PartFacts& part) const;
    [[nodiscard]] const PartFacts* factsOf(const PartId& part) const;
    [[nodiscard]] QString words(const PartId& part) const;
    void drawHeads(QPainter& painter, int layer) const;
    void drawFfn(QPainter& painter, int layer) const;

    runner::ModelFacts m_facts;
    std::vector<PartFacts> m_parts;
    Colour m_colour = Colour::Bits;
    PartId m_selected, m_hovered;
};

// The legend of the colours, beside a picture.
struct LegendEntry {
    QString text;
    QColor colour;
};
[[nodiscard]] std::vector<LegendEntry>
legendOf(ModelPicture::Colour colour, const runner::ModelFacts& facts, const QWidget* widget);

} // namespace lathe::widgets
