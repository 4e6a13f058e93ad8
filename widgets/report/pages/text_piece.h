#pragma once

#include <QColor>
#include <QFont>
#include <QTextLayout>

#include <memory>

class QPainter;

namespace lathe::widgets {

// A text laid out in a width, to be painted anywhere and on any device. Lengths in CSS pixels. May
// be made on one thread and painted on another: what a layout holds of fonts belongs to its thread,
// so it is made again, once, where it is painted.
class TextPiece {
public:
    struct Style {
        QFont font;
        QColor colour;
        Qt::Alignment alignment = Qt::AlignLeft;
        qreal lineHeight = 1.38; // of the font's pixel size
        int strong = 0;          // so many characters at the start are bold and in `strongColour`
        QColor strongColour = {};
    };
    TextPiece(const QString& text, const Style& style, qreal width);

    [[nodiscard]] qreal height() const { return m_height; }
    void paint(QPainter& painter, QPointF topLeft) const;

private:
    [[nodiscard]] std::shared_ptr<QTextLayout> makeLayout() const;

    QString m_text;
    Style m_style;
    qreal m_width = 0, m_height = 0;
    mutable std::shared_ptr<QTextLayout> m_layout; // not copyable itself; null until painted
};

} // namespace lathe::widgets
