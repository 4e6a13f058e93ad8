#include "widgets/report/pages/text_piece.h"

#include <QPainter>

namespace lathe::widgets {

TextPiece::TextPiece(const QString& text, const Style& style, qreal width)
    : m_text(text), m_style(style), m_width(width)
{
    m_height = makeLayout()->lineCount() * style.font.pixelSize() * style.lineHeight;
}

std::shared_ptr<QTextLayout> TextPiece::makeLayout() const
{
    auto layout = std::make_shared<QTextLayout>(m_text, m_style.font);
    QTextOption option(m_style.alignment);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setUseDesignMetrics(true); // the same breaks on screen and on paper
    layout->setTextOption(option);
    if (m_style.strong > 0) {
        QTextLayout::FormatRange range{0, m_style.strong, {}};
        range.format.setFontWeight(QFont::DemiBold);
        range.format.setForeground(m_style.strongColour);
        layout->setFormats({range});
    }
    layout->beginLayout();
    const qreal step = m_style.font.pixelSize() * m_style.lineHeight;
    qreal y = 0;
    for (QTextLine line = layout->createLine(); line.isValid(); line = layout->createLine()) {
        line.setLineWidth(m_width);
        line.setPosition({0, y + (step - line.height()) / 2});
        y += step;
    }
    layout->endLayout();
    return layout;
}

void TextPiece::paint(QPainter& painter, QPointF topLeft) const
{
    if (!m_layout)
        m_layout = makeLayout();
    painter.setPen(m_style.colour);
    m_layout->draw(&painter, topLeft);
}

} // namespace lathe::widgets
