#include "widgets/runs/log_panel.h"

#include "widgets/theme/theme.h"

#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollBar>

namespace lathe::widgets {

namespace {
constexpr int kShownLines = 5000;
using Level = runner::LogLine::Level;
} // namespace

LogPanel::LogPanel(QWidget* parent)
    : Card(parent), m_level(new QComboBox(this)), m_words(new QLineEdit(this)),
      m_text(new QPlainTextEdit(this))
{
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    m_title = makeLabel(tr("Log"), "section", this);
    head->addWidget(m_title);
    head->addStretch(1);
    m_words->setPlaceholderText(tr("Find in the log"));
    m_words->setAccessibleName(tr("Find in the log"));
    m_words->setClearButtonEnabled(true);
    m_words->setMaximumWidth(180);
    head->addWidget(m_words);
    m_level->setProperty("role", QByteArray("quiet"));
    m_level->addItem(tr("Everything"), int(Level::Info));
    m_level->addItem(tr("Warnings and errors"), int(Level::Warning));
    m_level->addItem(tr("Errors"), int(Level::Error));
    m_level->setAccessibleName(tr("Level of the log"));
    head->addWidget(m_level);
    auto* copy = makeButton(tr("Copy"), "link", this);
    copy->setToolTip(tr("Copies the lines that are shown"));
    head->addWidget(copy);
    column()->addLayout(head);
    m_text->setProperty("role", QByteArray("log"));
    m_text->setReadOnly(true);
    m_text->document()->setDocumentMargin(0);
    m_text->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_text->setMaximumBlockCount(kShownLines);
    m_text->setAccessibleName(tr("Log"));
    column()->addWidget(m_text, 1);
    connect(m_words, &QLineEdit::textChanged, this, &LogPanel::fill);
    connect(m_level, &QComboBox::currentIndexChanged, this, &LogPanel::fill);
    connect(copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(shownText()); });
}

void LogPanel::standInTab()
{
    setProperty("role", QByteArray("plain"));
    column()->setContentsMargins(18, 6, 14, 6);
    column()->setSpacing(6);
    m_title->hide();
}

void LogPanel::setLog(const std::string& runId, const std::vector<runner::LogLine>& log)
{
    if (runId != m_runId || log.size() < m_lines.size()) {
        m_runId = runId;
        m_lines.clear();
        m_text->clear();
    }
    QScrollBar* bar = m_text->verticalScrollBar();
    const bool follows = bar->value() == bar->maximum();
    const bool goesOn = m_lines.size() < log.size();
    for (size_t i = m_lines.size(); i < log.size(); ++i) {
        m_lines.push_back(log[i]);
        if (matches(log[i]))
            append(log[i]);
    }
    if (follows && goesOn)
        bar->setValue(bar->maximum());
}

void LogPanel::setLevel(Level least)
{
    m_level->setCurrentIndex(m_level->findData(int(least)));
}

void LogPanel::setWords(const QString& words)
{
    m_words->setText(words);
}

QString LogPanel::shownText() const
{
    return m_text->toPlainText();
}

bool LogPanel::matches(const runner::LogLine& line) const
{
    return int(line.level) >= m_level->currentData().toInt() &&
           QString::fromStdString(line.text).contains(m_words->text(), Qt::CaseInsensitive);
}

void LogPanel::fill()
{
    m_text->clear();
    const size_t first =
        m_lines.size() > size_t(kShownLines) ? m_lines.size() - size_t(kShownLines) : 0;
    for (size_t i = first; i < m_lines.size(); ++i)
        if (matches(m_lines[i]))
            append(m_lines[i]);
}

void LogPanel::append(const runner::LogLine& line)
{
    const Theme& theme = Theme::of(this);
    const QColor colour = line.level == Level::Error     ? theme.bad
                          : line.level == Level::Warning ? theme.warn
                                                         : theme.mutedText;
    const QString mark = line.level == Level::Error     ? tr("Error: ")
                         : line.level == Level::Warning ? tr("Warning: ")
                                                        : QString();
    m_text->appendHtml(
        QString("<span style=\"color:%1; white-space:pre-wrap\">%2</span>")
            .arg(colour.name(), (mark + QString::fromStdString(line.text)).toHtmlEscaped()));
}

void LogPanel::changeEvent(QEvent* event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        fill();
}

} // namespace lathe::widgets
