#include "widgets/guide/page_look.h"

#include <QFontDatabase>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextFrame>
#include <QTextList>
#include <QTextTable>

namespace lathe::widgets {

namespace {

constexpr qreal kText = 14, kTableText = 13, kCode = 13;

struct HeadingLook {
    qreal size, above, below;
};
constexpr HeadingLook kHeadings[] = {{24, 0, 10}, {17, 24, 8}, {14, 16, 6}};

bool isCode(const QTextBlock& block)
{
    return block.blockFormat().hasProperty(QTextFormat::BlockCodeFence) ||
           block.blockFormat().hasProperty(QTextFormat::BlockCodeLanguage);
}

bool isPicture(const QTextBlock& block)
{
    return !block.begin().atEnd() && block.begin().fragment().charFormat().isImageFormat();
}

// Characters keep what Markdown said of them (bold, italic) and get size and colour.
void dressCharacters(const QTextBlock& block, qreal size, bool isHeading, const Theme& theme)
{
    std::vector<QTextFragment> fragments; // before they are changed, which joins and splits them
    for (auto it = block.begin(); !it.atEnd(); ++it)
        fragments.push_back(it.fragment());
    QTextCursor cursor(block);
    for (const QTextFragment& fragment : fragments) {
        const QTextCharFormat before = fragment.charFormat();
        QTextCharFormat format = before;
        format.clearProperty(QTextFormat::FontSizeAdjustment);
        QFont font = uiFont(size, isHeading || before.fontWeight() > QFont::Medium ? QFont::DemiBold : QFont::Normal);
        if (before.fontFixedPitch() || isCode(block)) {
            font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
            font.setPixelSize(int(std::min(size, kCode)));
            format.setBackground(theme.canvas);
        }
        font.setItalic(before.fontItalic());
        format.setFont(font);
        format.setForeground(before.isAnchor() ? theme.accent : theme.text);
        format.setFontUnderline(before.isAnchor());
        cursor.setPosition(fragment.position());
        cursor.setPosition(fragment.position() + fragment.length(), QTextCursor::KeepAnchor);
        cursor.setCharFormat(format);
    }
}

void dressBlock(const QTextBlock& block, const Theme& theme)
{
    QTextCursor cursor(block);
    const bool isInTable = cursor.currentTable() != nullptr;
    QTextBlockFormat format = block.blockFormat();
    const int level = format.headingLevel();
    qreal size = isInTable ? kTableText : kText;
    format.setLineHeight(isInTable ? 125 : 140, QTextBlockFormat::ProportionalHeight);
    if (level > 0) {
        const HeadingLook& look = kHeadings[std::min<size_t>(size_t(level) - 1, std::size(kHeadings) - 1)];
        size = look.size;
        format.setTopMargin(look.above);
        format.setBottomMargin(look.below);
        format.setLineHeight(115, QTextBlockFormat::ProportionalHeight);
    } else if (isPicture(block)) {
        format.setLineHeight(100, QTextBlockFormat::SingleHeight);
        format.setTopMargin(4);
        format.setBottomMargin(12);
    } else if (isInTable) {
        format.setTopMargin(0);
        format.setBottomMargin(0);
    } else if (isCode(block)) {
        const auto edge = [](const QTextBlock& other) { return !other.isValid() || !isCode(other); };
        format.setBackground(theme.canvas);
        format.setLeftMargin(0);
        format.setTopMargin(edge(block.previous()) ? 4 : 0);
        format.setBottomMargin(edge(block.next()) ? 12 : 0);
    } else {
        format.setTopMargin(0);
        format.setBottomMargin(block.textList() ? 4 : 10);
        if (block.textList() && !block.next().textList())
            format.setBottomMargin(10);
        if (format.hasProperty(QTextFormat::BlockQuoteLevel)) {
            format.setBackground(theme.accentSoft);
            format.setLeftMargin(0);
            format.setRightMargin(0);
        }
    }
    cursor.setBlockFormat(format);
    dressCharacters(block, size, level > 0, theme);
}

void dressTable(QTextTable& table, const Theme& theme)
{
    QTextTableFormat format = table.format();
    format.setBorder(1);
    format.setBorderCollapse(true);
    format.setBorderBrush(theme.border);
    format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
    format.setCellPadding(6);
    format.setCellSpacing(0);
    format.setTopMargin(4);
    format.setBottomMargin(14);
    format.setWidth(QTextLength(QTextLength::PercentageLength, 100));
    table.setFormat(format);
    for (int column = 0; column < table.columns(); ++column) {
        QTextTableCell cell = table.cellAt(0, column);
        QTextCharFormat head = cell.format();
        head.setBackground(theme.canvas);
        cell.setFormat(head);
    }
}

void dressTables(QTextFrame* frame, const Theme& theme)
{
    for (QTextFrame* child : frame->childFrames()) {
        if (auto* table = qobject_cast<QTextTable*>(child))
            dressTable(*table, theme);
        dressTables(child, theme);
    }
}

} // namespace

void dressPage(QTextDocument& document, const Theme& theme)
{
    QTextCursor edit(&document);
    edit.beginEditBlock();
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next())
        dressBlock(block, theme);
    dressTables(document.rootFrame(), theme);
    edit.endEditBlock();
}

} // namespace lathe::widgets
