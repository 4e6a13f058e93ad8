#include "widgets/history/search_field.h"

#include "widgets/common/kit.h"
#include "widgets/history/search_query.h"
#include "widgets/theme/icons.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QLineEdit>
#include <QStringListModel>

namespace lathe::widgets {

namespace {

constexpr int kTypingMs = 120; // between two keys of someone who types on

// Where the word that is being typed begins.
qsizetype wordStart(const QString& text, int cursor)
{
    return text.lastIndexOf(' ', std::max(0, cursor - 1)) + 1;
}

} // namespace

SearchField::SearchField(HistoryStore& store, QWidget* parent)
    : QWidget(parent), m_store(store), m_edit(new QLineEdit(this)),
      m_problems(makeLabel({}, "warn", this)), m_words(new QStringListModel(this)),
      m_completer(new QCompleter(m_words, this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(3);
    m_edit->setPlaceholderText(tr("Search: words, tag:prod, acc>0.9, size<30MB"));
    m_edit->setAccessibleName(tr("Search the history"));
    m_edit->setToolTip(tr("Words are looked for in names, notes, tags, lineages and parameters.\n"
                          "\"two words\" are looked for together, -word leaves out.\n"
                          "tag:prod   is:starred   state:failed   recipe:sst\n"
                          "acc>0.9   size<30MB   latency<=5ms   epochs=3   started>=2026-11-20"));
    m_edit->setClearButtonEnabled(true);
    m_edit->addAction(icon("search", "#8a95a1", {}, 16), QLineEdit::LeadingPosition);
    column->addWidget(m_edit);
    column->addWidget(m_problems);
    m_problems->hide();
    m_completer->setWidget(m_edit);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->setMaxVisibleItems(10);
    m_typed.setSingleShot(true);
    m_typed.setInterval(kTypingMs);
    connect(m_edit, &QLineEdit::textChanged, this, [this] { m_typed.start(); });
    connect(m_edit, &QLineEdit::textEdited, this, &SearchField::complete);
    connect(m_completer, qOverload<const QString&>(&QCompleter::activated), this,
            &SearchField::insert);
    connect(&m_typed, &QTimer::timeout, this, [this] {
        HistoryState state = m_store.state();
        state.search = m_asked = m_edit->text();
        m_store.setState(std::move(state));
    });
    connect(&m_store, &HistoryStore::foundChanged, this, &SearchField::refresh);
    connect(&m_store, &HistoryStore::stateChanged, this, &SearchField::follow);
}

// A search that came from elsewhere replaces what is being typed; else the timer would bring the
// older text back. Any other change of the state leaves what is being typed alone.
void SearchField::follow()
{
    if (m_store.state().search == m_asked)
        return;
    m_asked = m_store.state().search;
    if (m_edit->text() != m_asked)
        m_edit->setText(m_asked);
    m_typed.stop();
}

void SearchField::complete()
{
    const QString text = m_edit->text().left(m_edit->cursorPosition());
    const QString word = text.mid(wordStart(text, int(text.size())));
    if (word.size() < 2) {
        m_completer->popup()->hide();
        return;
    }
    QStringList words = searchWords(m_store.rows()->columns);
    for (const QString& tag : m_store.knownTags())
        words += "tag:" + (tag.contains(' ') ? '"' + tag + '"' : tag);
    words.removeDuplicates();
    words.sort(Qt::CaseInsensitive);
    m_words->setStringList(words);
    m_completer->setCompletionPrefix(word);
    if (m_completer->completionCount() == 0 ||
        (m_completer->completionCount() == 1 &&
         m_completer->currentCompletion().compare(word, Qt::CaseInsensitive) == 0))
        m_completer->popup()->hide();
    else
        m_completer->complete();
}

void SearchField::insert(const QString& word)
{
    const QString text = m_edit->text();
    const int cursor = m_edit->cursorPosition();
    const auto start = wordStart(text, cursor);
    m_edit->setText(text.left(start) + word + text.mid(cursor));
    m_edit->setCursorPosition(int(start + word.size()));
}

void SearchField::refresh()
{
    m_problems->setText(m_store.found()->problems.join(' '));
    m_problems->setVisible(!m_problems->text().isEmpty());
}

} // namespace lathe::widgets
