#include "widgets/report/pages/text_piece.h"

#include <QPainter>

namespace lathe::widgets {

TextPiece::TextPiece(const QString& text, const Style& style, qreal width)
    : m_layout(std::make_shared<QTextLayout>(text, style.font)), m_colour(style.colour)
{
    QTextOption option(style.alignment);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setUseDesignMetrics(true); // the same breaks on screen and on paper
    m_layout->setTextOption(option);
    if (style.strong > 0) {
        QTextLayout::FormatRange range{0, style.strong, {}};
        range.format.setFontWeight(QFont::DemiBold);
        range.format.setForeground(style.strongColour);
        m_layout->setFormats({range});
    }
    m_layout->beginLayout();
    const qreal step = style.font.pixelSize() * style.lineHeight;
    for (QTextLine line = m_layout->createLine(); line.isValid(); line = m_layout->createLine()) {
        line.setLineWidth(width);
        line.setPosition({0, m_height + (step - line.height()) / 2});
        m_height += step;
    }
    m_layout->endLayout();
}

void TextPiece::paint(QPainter& painter, QPointF topLeft) const
{
    painter.setPen(m_colour);
    m_layout->draw(&painter, topLeft);
}

} // namespace lathe::widgets
