#include "widgets/guide/page_view.h"

#include "widgets/guide/page_look.h"
#include "widgets/theme/theme_manager.h"

#include <QEvent>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTextDocument>
#include <QTextFrame>

namespace lathe::widgets {

namespace {
constexpr int kColumnWidth = 740, kLeft = 40, kLeastRight = 28;
// Put in by ourselves: after a picture Qt's reader takes the next words for bold.
const QRegularExpression kPicture(R"(!\[[^\]]*\]\(([a-z]+\.png)\))");
}

GuidePageView::GuidePageView(QWidget* parent) : QTextBrowser(parent)
{
    setRole(this, "guide");
    setOpenLinks(false);
    setUndoRedoEnabled(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Page of the guide"));
}

void GuidePageView::showPage(const QString& markdown)
{
    m_markdown = markdown;
    m_marked.clear();
    setExtraSelections({});
    layOut();
    verticalScrollBar()->setValue(0);
}

// A document that no view shows yet is changed without being laid out each time.
void GuidePageView::layOut()
{
    m_pictureWidth = columnWidth();
    auto* page = new QTextDocument(this);
    page->setUndoRedoEnabled(false);
    page->setDefaultFont(uiFont(14));
    QString text = m_markdown;
    page->setMarkdown(text.replace(kPicture, "\\1"));
    QTextCursor place;
    for (auto it = kPicture.globalMatch(m_markdown); it.hasNext();) {
        const QString file = it.next().captured(1);
        place = page->find(file, place);
        QTextImageFormat picture;
        picture.setName(file);
        place.insertImage(picture);
    }
    dressPage(*page, Theme::of(this));
    QTextDocument* before = document();
    const bool isOurs = before->parent() == this; // the one that a browser begins with goes by itself
    setDocument(page);
    if (isOurs)
        before->deleteLater(); // a window that is being shown goes through a copy of its children
    placeColumn();
}

int GuidePageView::columnWidth() const
{
    return std::max(200, std::min(kColumnWidth, viewport()->width() - kLeft - kLeastRight));
}

void GuidePageView::mark(const QString& words)
{
    m_marked = words;
    const Theme& theme = Theme::of(this);
    QTextCharFormat format;
    format.setBackground(theme.accentSoft);
    format.setFontWeight(QFont::DemiBold);
    QList<QTextEdit::ExtraSelection> marks;
    for (const QString& word : words.split(' ', Qt::SkipEmptyParts))
        for (QTextCursor found = document()->find(word); !found.isNull(); found = document()->find(word, found))
            marks.push_back({found, format});
    setExtraSelections(marks);
    if (marks.isEmpty())
        return;
    const auto first = std::min_element(marks.begin(), marks.end(), [](const auto& a, const auto& b) {
        return a.cursor.position() < b.cursor.position();
    });
    QTextCursor there = first->cursor;
    there.setPosition(there.selectionStart());
    setTextCursor(there);
    ensureCursorVisible();
}

QVariant GuidePageView::loadResource(int type, const QUrl& name)
{
    if (type != QTextDocument::ImageResource)
        return {};
    QString file = name.toString();
    file.replace(".png", Theme::of(this).isDark ? "-dark.png" : "-light.png");
    QImage picture(":/lathe/guide/pictures/" + file);
    if (picture.isNull())
        return {};
    // Scaled here, because a document's own scaling is rough.
    const qreal ratio = devicePixelRatioF();
    picture = picture.convertToFormat(QImage::Format_ARGB32_Premultiplied).scaledToWidth(int(columnWidth() * ratio), Qt::SmoothTransformation);
    picture.setDevicePixelRatio(ratio);
    return picture;
}

void GuidePageView::resizeEvent(QResizeEvent* event)
{
    const bool wasAtTop = verticalScrollBar()->value() == 0;
    QTextBrowser::resizeEvent(event);
    if (columnWidth() != m_pictureWidth && m_markdown.contains("!["))
        layOutAgain();
    else
        placeColumn();
    if (wasAtTop) // Qt takes a page that was not laid out yet for one that was scrolled to its end
        verticalScrollBar()->setValue(0);
}

void GuidePageView::placeColumn()
{
    QTextFrameFormat frame = document()->rootFrame()->frameFormat();
    frame.setLeftMargin(kLeft);
    frame.setTopMargin(28);
    frame.setBottomMargin(40);
    frame.setRightMargin(std::max(kLeastRight, viewport()->width() - kLeft - columnWidth()));
    if (frame != document()->rootFrame()->frameFormat())
        document()->rootFrame()->setFrameFormat(frame);
}

void GuidePageView::changeEvent(QEvent* event)
{
    QTextBrowser::changeEvent(event);
    if (event->type() != QEvent::PaletteChange || m_markdown.isEmpty())
        return;
    layOutAgain();
}

// Markdown brings no look of its own, so a page is made anew for another theme or width of its pictures.
void GuidePageView::layOutAgain()
{
    const int scrolled = verticalScrollBar()->value();
    layOut();
    if (!m_marked.isEmpty())
        mark(m_marked);
    verticalScrollBar()->setValue(scrolled);
}

} // namespace lathe::widgets
