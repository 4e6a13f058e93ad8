#include "widgets/pipeline/param_field.h"

#include "widgets/pipeline/param_text.h"
#include "widgets/theme/said.h"
#include "widgets/theme/theme_manager.h"

#include <QCheckBox>
#include <QComboBox>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace lathe::widgets {

using recipe::ParamType;
using recipe::ParamValue;

ParamField::ParamField(recipe::ParamSpec spec, bool several, QWidget* parent)
    : QWidget(parent), m_spec(std::move(spec)), m_several(several), m_hint(new QLabel),
      m_error(new QLabel), m_issue(new QLabel)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(3);
    makeEditor();
    layout->addWidget(editor());
    setRole(m_hint, "faint");
    m_hint->setWordWrap(true);
    m_hint->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    setRole(m_error, "bad");
    m_error->setWordWrap(true);
    m_error->setTextFormat(Qt::PlainText);
    layout->addWidget(m_hint);
    layout->addWidget(m_error);
    m_issue->setWordWrap(true);
    m_issue->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    m_issue->hide();
    layout->addWidget(m_issue);
    connect(m_issue, &QLabel::linkActivated, this, &ParamField::fixRequested);
    connect(m_hint, &QLabel::linkActivated, this, &ParamField::resetRequested);

    editor()->setAccessibleName(said(m_spec.title));
    editor()->setAccessibleDescription(said(m_spec.help));
    editor()->setToolTip("<qt>" + said(m_spec.help).toHtmlEscaped() + "</qt>");
    m_values = {m_spec.fallback};
    showValues();
}

QWidget* ParamField::editor() const
{
    if (m_check)
        return m_check;
    return m_combo ? static_cast<QWidget*>(m_combo) : m_line;
}

void ParamField::makeEditor()
{
    if (m_spec.type == ParamType::Boolean) {
        m_check = new QCheckBox(tr("on"));
        m_check->setMinimumHeight(29); // as high as the other fields
        connect(m_check, &QCheckBox::clicked, this, [this](bool on) {
            m_check->setTristate(false);
            m_values = {on};
            showValues();
            Q_EMIT edited(m_values);
            Q_EMIT finished();
        });
        return;
    }
    if (m_spec.type == ParamType::Choice) {
        m_combo = new QComboBox;
        m_combo->setEditable(true);
        m_combo->setInsertPolicy(QComboBox::NoInsert);
        m_combo->setCompleter(nullptr);
        m_combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        m_combo->setMinimumContentsLength(6);
        m_combo->setStyleSheet("QLineEdit { border: none; background: transparent; padding: 0; }");
        for (const auto& choice : m_spec.choices)
            m_combo->addItem(said(choice));
        m_line = m_combo->lineEdit();
        m_combo->installEventFilter(this);
        connect(m_combo, &QComboBox::textActivated, this, [this](const QString& text) {
            takeText(text);
            Q_EMIT finished();
        });
    } else {
        m_line = new QLineEdit;
    }
    m_line->installEventFilter(this);
    connect(m_line, &QLineEdit::textEdited, this, &ParamField::takeText);
    connect(m_line, &QLineEdit::editingFinished, this, &ParamField::finished);
}

bool ParamField::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Wheel && watched == m_combo) {
        event->ignore(); // scrolling the form must not change what the pointer passes over
        return true;
    }
    if (watched == m_line && event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
            event->ignore(); // the document's undo, not the field's own
            return true;
        }
    }
    if (watched == m_line && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape && !m_problem.isEmpty()) {
        showValues();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void ParamField::takeText(const QString& text)
{
    const ParsedValues parsed = parseValues(text, m_spec, m_several);
    m_problem = parsed.problem;
    if (m_problem.isEmpty()) {
        m_values = parsed.values;
        Q_EMIT edited(m_values);
    }
    showNotes();
}

void ParamField::setValues(const std::vector<ParamValue>& values, int variants)
{
    m_variants = variants;
    if (values == m_values) {
        showNotes();
        return;
    }
    m_values = values;
    showValues();
}

void ParamField::showValues()
{
    m_problem.clear();
    if (m_check) {
        const bool both = m_values.size() > 1;
        m_check->setTristate(both);
        m_check->setCheckState(both                                        ? Qt::PartiallyChecked
                               : m_values == std::vector{ParamValue(true)} ? Qt::Checked
                                                                           : Qt::Unchecked);
        m_check->setText(textOf(m_values, m_spec));
    } else if (const QString text = textOf(m_values, m_spec); m_line->text() != text) {
        m_line->setText(text);
        m_line->setCursorPosition(0);
    }
    showNotes();
}

QString ParamField::hint() const
{
    QStringList parts;
    if (!m_spec.unit.empty())
        parts << said(m_spec.unit);
    if (m_values.size() > 1)
        parts << tr("%n value(s)", nullptr, int(m_values.size())).replace("(s)", "s") + ", " +
                     (m_variants == 1 ? tr("1 variant") : tr("%1 variants").arg(m_variants));
    else if (const QString range = rangeText(m_spec); !range.isEmpty())
        parts << range;
    return parts.join(" · ");
}

void ParamField::showNotes()
{
    QString text = hint().toHtmlEscaped();
    const bool isDefault = m_values.size() == 1 && m_values.front() == m_spec.fallback;
    if (!isDefault && m_several) {
        const QString fallback = textOf(m_spec.fallback);
        const QString link =
            QString("<a href=\"reset\" style=\"text-decoration: none\">%1</a>")
                .arg((fallback.isEmpty() ? tr("reset") : tr("reset to %1").arg(fallback))
                         .toHtmlEscaped());
        text += text.isEmpty() ? link : (m_values.size() > 1 ? "<br>" : " · ") + link;
    }
    m_hint->setText(text);
    m_hint->setVisible(!text.isEmpty());
    m_error->setText(m_problem);
    m_error->setVisible(!m_problem.isEmpty());
    markInvalid(!m_problem.isEmpty() || (m_issueIsError && !m_issueText.isEmpty()));
}

void ParamField::markInvalid(bool invalid)
{
    if (!m_line || m_line->property("invalid").toBool() == invalid)
        return;
    m_line->setProperty("invalid", invalid);
    QString style = m_combo ? "QLineEdit { border: none; background: transparent; padding: 0; }" : "";
    if (invalid)
        style += (m_combo ? "QComboBox" : "QLineEdit") +
                 QString(" { border-color: %1; }").arg(Theme::of(this).bad.name());
    editor()->setStyleSheet(style);
}

void ParamField::setIssue(const QString& text, bool isError, const QString& fix)
{
    m_issueText = text;
    m_issueIsError = isError;
    m_issue->setVisible(!text.isEmpty());
    const Theme& theme = Theme::of(this);
    QString html;
    if (!text.isEmpty())
        html = QString("<span style=\"color:%1\">%2</span>")
                       .arg((isError ? theme.bad : theme.warn).name(), text.toHtmlEscaped());
    if (!fix.isEmpty())
        html += QString(" <a href=\"fix\" style=\"text-decoration: none\">%1</a>").arg(fix.toHtmlEscaped());
    m_issue->setText(html);
    markInvalid(!m_problem.isEmpty() || (isError && !text.isEmpty()));
}

} // namespace lathe::widgets
