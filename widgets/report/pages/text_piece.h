#pragma once

#include <QColor>
#include <QFont>
#include <QTextLayout>

#include <memory>

class QPainter;

namespace lathe::widgets {

// A text laid out in a width, to be painted anywhere and on any device. Lengths in CSS pixels.
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
    std::shared_ptr<QTextLayout> m_layout; // not copyable itself
    QColor m_colour;
    qreal m_height = 0;
};

} // namespace lathe::widgets
