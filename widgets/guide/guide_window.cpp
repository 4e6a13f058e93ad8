#include "widgets/guide/guide_window.h"

#include "widgets/guide/context.h"
#include "widgets/guide/contents_tree.h"
#include "widgets/guide/page_view.h"
#include "widgets/guide/result_list.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme_manager.h"

#include <QAction>
#include <QDesktopServices>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QScrollBar>
#include <QShortcut>
#include <QStackedWidget>
#include <QToolButton>
#include <QUrl>

namespace lathe::widgets {

namespace {
enum List { Contents, Results };
constexpr int kSideWidth = 272;
} // namespace

GuideWindow::GuideWindow(GuideBook book, QWidget* parent)
    : QDialog(parent), m_book(std::move(book)), m_search(new QLineEdit(this)), m_lists(new QStackedWidget(this)),
      m_contents(new ContentsTree(m_book, this)), m_results(new ResultList(this)), m_found(new QLabel(this)),
      m_view(new GuidePageView(this))
{
    setWindowTitle(tr("Guide"));
    setWindowFlag(Qt::WindowMinMaxButtonsHint);
    resize(1080, 760);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(makeSide());
    row->addWidget(makeContent(), 1);
    connect(m_contents, &ContentsTree::pageChosen, this, &GuideWindow::openPage);
    connect(m_results, &ResultList::pageChosen, this, [this](const QString& page) {
        openPage(page);
        m_view->mark(m_search->text());
    });
    connect(m_view, &QTextBrowser::anchorClicked, this, &GuideWindow::follow);
    connect(m_search, &QLineEdit::textChanged, this, &GuideWindow::search);
    connect(new QShortcut(QKeySequence::Find, this), &QShortcut::activated, m_search, [this] {
        m_search->setFocus();
        m_search->selectAll();
    });
    dress();
    turnTo({m_book.pages().front().id});
}

QWidget* GuideWindow::makeSide()
{
    auto* side = new QFrame(this);
    setRole(side, "side");
    side->setFixedWidth(kSideWidth);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(14, 14, 10, 10);
    column->setSpacing(10);
    m_search->setPlaceholderText(tr("Search the guide"));
    m_search->setAccessibleName(tr("Search the guide"));
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    setRole(m_found, "faint");
    m_found->hide();
    m_lists->addWidget(m_contents);
    m_lists->addWidget(m_results);
    column->addWidget(m_search);
    column->addWidget(m_found);
    column->addWidget(m_lists, 1);
    return side;
}

QWidget* GuideWindow::makeContent()
{
    auto* content = new QFrame(this);
    setRole(content, "panel");
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(32, 10, 18, 6);
    head->setSpacing(4);
    m_back = makeStep(tr("Back"), QKeySequence::keyBindings(QKeySequence::Back), &GuideWindow::back);
    m_forward = makeStep(tr("Forward"), QKeySequence::keyBindings(QKeySequence::Forward), &GuideWindow::forward);
    m_where = new QLabel(content);
    setRole(m_where, "faint");
    head->addWidget(m_back);
    head->addWidget(m_forward);
    head->addSpacing(6);
    head->addWidget(m_where, 1);
    column->addLayout(head);
    column->addWidget(m_view, 1);
    return content;
}

QToolButton* GuideWindow::makeStep(const QString& name, const QList<QKeySequence>& keys, void (GuideWindow::*act)())
{
    auto* action = new QAction(name, this);
    action->setShortcuts(keys);
    connect(action, &QAction::triggered, this, act);
    addAction(action);
    auto* button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    button->setAccessibleName(name);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

void GuideWindow::dress()
{
    const Theme& theme = Theme::of(this);
    m_back->defaultAction()->setIcon(icon("back", theme.mutedText, {}, 20));
    m_forward->defaultAction()->setIcon(icon("forward", theme.mutedText, {}, 20));
}

void GuideWindow::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_forward)
        dress();
}

void GuideWindow::turnTo(const Place& place)
{
    const GuidePage* page = m_book.find(place.page);
    m_page = page->id;
    m_view->showPage(page->markdown);
    m_view->verticalScrollBar()->setValue(place.scrolled);
    m_contents->reveal(m_page);
    const GuidePage* parent = m_book.find(page->parent);
    m_where->setText(QStringList{chapterTitle(page->chapter), parent ? parent->title : QString(), page->title}
                         .filter(QRegularExpression("."))
                         .join(" › "));
    m_back->defaultAction()->setEnabled(!m_before.empty());
    m_forward->defaultAction()->setEnabled(!m_after.empty());
}

void GuideWindow::openPage(const QString& page)
{
    const GuidePage* wanted = m_book.find(page);
    const QString id = wanted ? wanted->id : m_book.pages().front().id;
    if (id == m_page)
        return;
    m_before.push_back({m_page, m_view->verticalScrollBar()->value()});
    m_after.clear();
    turnTo({id});
}

void GuideWindow::step(std::vector<Place>& from, std::vector<Place>& to)
{
    if (from.empty())
        return;
    to.push_back({m_page, m_view->verticalScrollBar()->value()});
    const Place place = from.back();
    from.pop_back();
    turnTo(place);
}

void GuideWindow::back()
{
    step(m_before, m_after);
}

void GuideWindow::forward()
{
    step(m_after, m_before);
}

void GuideWindow::search(const QString& text)
{
    const bool isSearching = !text.trimmed().isEmpty();
    m_lists->setCurrentIndex(isSearching ? Results : Contents);
    m_found->setVisible(isSearching);
    if (!isSearching)
        return;
    const auto hits = m_book.search(text);
    m_results->setHits(hits);
    m_found->setText(hits.empty() ? tr("No page has all of these words. Try fewer, or a part of one.")
                                  : tr("Pages found: %1").arg(hits.size()));
    m_found->setWordWrap(true);
}

void GuideWindow::follow(const QUrl& link)
{
    const QString path = link.path();
    if (link.scheme() == kLinkScheme && path.startsWith("guide/"))
        openPage(path.mid(6));
    else
        QDesktopServices::openUrl(link);
}

// Down and Enter go from the field to what it found.
bool GuideWindow::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress && m_lists->currentIndex() == Results &&
        m_results->count() > 0) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter) {
            m_results->setFocus();
            m_results->setCurrentRow(0);
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace lathe::widgets
