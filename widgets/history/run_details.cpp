#include "widgets/history/run_details.h"

#include "widgets/common/format.h"
#include "widgets/runs/step_model.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QAction>
#include <QCompleter>
#include <QEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QStackedWidget>
#include <QStringListModel>
#include <QTabWidget>
#include <QTextBrowser>
#include <QToolButton>

namespace lathe::widgets {

namespace {
enum Page { Empty, Content };
constexpr int kNoteHeight = 62;
} // namespace

RunDetails::RunDetails(HistoryStore& store, QWidget* parent)
    : Card(parent), m_store(store), m_pages(new QStackedWidget(this))
{
    column()->setContentsMargins(0, 0, 0, 0);
    column()->addWidget(m_pages);
    m_pages->addWidget(new EmptyState(
        "history", tr("Nothing selected"),
        tr("Select a run or a variant to see its recipe, its machine and its log, and to note "
           "something about it."),
        {}, this));
    m_pages->addWidget(makeContent());
    connect(&m_store, &HistoryStore::selectionChanged, this, &RunDetails::refresh);
    connect(&m_store, &HistoryStore::foundChanged, this, &RunDetails::refresh);
    connect(&m_store, &HistoryStore::marksChanged, this, &RunDetails::showMark);
    connect(&m_store, &HistoryStore::readOnlyChanged, this, &RunDetails::showMark);
    refresh();
}

RunDetails::~RunDetails() = default;

QWidget* RunDetails::makeContent()
{
    auto* content = new QWidget(this);
    auto* rows = new QVBoxLayout(content);
    rows->setContentsMargins(16, 14, 16, 10);
    rows->setSpacing(8);
    m_name = new ElidedLabel("title", Qt::ElideMiddle, content);
    m_star = new QToolButton(content);
    m_star->setCheckable(true);
    m_star->setToolTip(tr("Star"));
    m_star->setAccessibleName(tr("Star"));
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_name, 1);
    head->addWidget(m_star);
    rows->addLayout(head);
    m_line = makeLabel({}, "muted", content);
    m_line->setWordWrap(true);
    m_line->setTextInteractionFlags(Qt::TextSelectableByMouse);
    rows->addWidget(m_line);
    m_tags = new QLineEdit(content);
    m_tags->setPlaceholderText(tr("Tags, with commas between them"));
    m_tags->setAccessibleName(tr("Tags"));
    m_knownTags = new QStringListModel(this);
    auto* completer = new QCompleter(m_knownTags, m_tags);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_tags->setCompleter(completer);
    rows->addWidget(m_tags);
    m_note = new QPlainTextEdit(content);
    m_note->setProperty("role", QByteArray("notes"));
    m_note->setPlaceholderText(tr("Note"));
    m_note->setAccessibleName(tr("Note"));
    m_note->setTabChangesFocus(true);
    m_note->setFixedHeight(kNoteHeight);
    m_note->installEventFilter(this);
    rows->addWidget(m_note);
    m_buttons = new QHBoxLayout;
    m_buttons->setSpacing(6);
    rows->addLayout(m_buttons);
    m_tabs = new QTabWidget(content);
    m_tabs->setDocumentMode(true);
    for (const QString& title : {tr("Figures"), tr("Recipe"), tr("Machine"), tr("Log")}) {
        auto* page = new QTextBrowser(m_tabs);
        page->setProperty("role", QByteArray("page"));
        page->setFrameShape(QFrame::NoFrame);
        page->setOpenLinks(false);
        page->document()->setDocumentMargin(2);
        page->setAccessibleName(title);
        m_tabs->addTab(page, title);
    }
    rows->addWidget(m_tabs, 1);
    connect(m_tabs, &QTabWidget::currentChanged, this, &RunDetails::showPages);
    connect(page(Figures), &QTextBrowser::anchorClicked, this, [this](const QUrl& url) {
        commit();
        m_store.select({url.toString().toStdString()});
    });
    connect(m_tags, &QLineEdit::editingFinished, this, &RunDetails::commit);
    connect(m_star, &QToolButton::clicked, this,
            [this](bool isOn) { m_store.setStarred({m_shown}, isOn); });
    return content;
}

QTextBrowser* RunDetails::page(int tab) const
{
    return static_cast<QTextBrowser*>(m_tabs->widget(tab));
}

void RunDetails::addActions(const QList<QAction*>& actions)
{
    for (QAction* action : actions) {
        auto* button = makeButton(action->iconText(), "", this);
        button->setToolTip(action->toolTip());
        button->setEnabled(action->isEnabled());
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        connect(action, &QAction::changed, button,
                [action, button] { button->setEnabled(action->isEnabled()); });
        m_buttons->addWidget(button);
    }
    m_buttons->addStretch(1);
}

bool RunDetails::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_note && event->type() == QEvent::FocusOut)
        commit();
    return Card::eventFilter(watched, event);
}

void RunDetails::changeEvent(QEvent* event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_shown.empty()) {
        showMark();
        showPages();
    }
}

void RunDetails::commit()
{
    if (m_shown.empty() || !m_store.rows()->rowOf(m_shown))
        return;
    history::Mark mark = m_store.mark(m_shown);
    const auto tags = history::tagsFrom(m_tags->text().toStdString());
    const std::string note = m_note->toPlainText().toStdString();
    const QString what = tags != mark.tags ? tr("Edit tags") : tr("Edit note");
    mark.tags = tags;
    mark.note = note;
    m_store.setMark(m_shown, mark, what);
}

void RunDetails::refresh()
{
    const auto current = m_store.current();
    const std::string id = current ? m_store.rows()->idOf(*current) : std::string();
    if (id != m_shown) {
        commit(); // of the one before
        m_shown = id;
        showMark();
    }
    m_pages->setCurrentIndex(current ? Content : Empty);
    if (!current)
        return;
    const HistoryRows& rows = *m_store.rows();
    const history::RunSummary& run = rows.run(*current);
    m_name->setFullText(cellText(rows, *m_store.notes(), *current, rows.columns[0]));
    QStringList line;
    if (!current->isRun())
        line += QString::fromStdString(run.name);
    line += stateText(run.state);
    line += formatTime(run.started);
    if (run.seconds > 0)
        line += tr("took %1").arg(formatDuration(run.seconds));
    if (m_store.selection().size() > 1)
        line += tr("selected: %1").arg(formatCount(qint64(m_store.selection().size())));
    m_line->setText(line.join(" · ") +
                    (run.error.empty() ? QString() : "\n" + QString::fromStdString(run.error)));
    m_tabs->setTabText(Figures, current->isRun() ? tr("Variants") : tr("Figures"));
    if (m_papers.runId != run.id)
        readPapers(run);
    showPages();
}

void RunDetails::showMark()
{
    if (m_shown.empty())
        return;
    const history::Mark mark = m_store.mark(m_shown);
    QStringList tags;
    for (const std::string& tag : mark.tags)
        tags += QString::fromStdString(tag);
    if (!m_tags->hasFocus() || m_tags->text().isEmpty())
        m_tags->setText(tags.join(", "));
    const QString note = QString::fromStdString(mark.note);
    if (m_note->toPlainText() != note && !m_note->hasFocus())
        m_note->setPlainText(note);
    m_star->setChecked(mark.isStarred);
    const Theme& theme = Theme::of(this);
    m_star->setIcon(icon("star", theme.border, theme.star, 18));
    m_knownTags->setStringList(m_store.knownTags());
    m_star->setEnabled(!m_store.isReadOnly());
    m_tags->setReadOnly(m_store.isReadOnly());
    m_note->setReadOnly(m_store.isReadOnly());
}

void RunDetails::readPapers(const history::RunRow& run)
{
    m_papers = {};
    m_papersJob.start([file = m_store.session().workspace().historyFile(),
                       catalog = m_store.session().document().catalog(), run](const std::stop_token&) {
                          return widgets::readPapers(file, run, catalog);
                      },
                      [this](const RunPapers& papers) {
                          m_papers = papers;
                          showPages();
                      },
                      [this](const Trouble& trouble) {
                          page(Recipe)->setPlainText(trouble.text);
                          page(Log)->setPlainText(trouble.text);
                      });
}

// Only the page that is seen: others are made when they are turned to.
void RunDetails::showPages()
{
    const auto current = m_store.current();
    if (!current)
        return;
    const HistoryRows& rows = *m_store.rows();
    const int tab = m_tabs->currentIndex();
    QString html;
    if (tab == Figures)
        html = current->isRun() ? variantsPage(rows, current->run) : figuresPage(rows, *current);
    else if (tab == Machine)
        html = machinePage(*rows.run(*current).environment);
    else if (m_papers.runId.empty())
        html = "<p>" + tr("Being read…") + "</p>";
    else
        html = tab == Recipe ? recipePage(m_papers, m_store.session().document().catalog())
                             : logPage(m_papers);
    if (page(tab)->property("html") != html) { // scrolled and selected text stays
        page(tab)->setProperty("html", html);
        page(tab)->setHtml(html);
    }
}

} // namespace lathe::widgets
