#include "widgets/export/format_card.h"

#include "core/export/runtimes.h"
#include "widgets/common/kit.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/said.h"
#include "widgets/theme/theme_manager.h"

#include <QEvent>

namespace lathe::widgets {

namespace {
constexpr int kMark = 18;
}

QString runtimeTitles(const exports::FormatInfo& format)
{
    QStringList titles;
    for (const std::string& key : format.runtimes)
        titles += QString::fromStdString(exports::runtimeNamed(key).title);
    return titles.join(", ");
}

FormatCard::FormatCard(const exports::FormatInfo& format, QWidget* parent)
    : QPushButton(parent), m_format(format), m_mark(new QLabel(this)),
      m_title(makeLabel(said(format.title), "section", this)), m_summary(makeLabel(saidMessage(format.summary), "muted", this)),
      m_holds(makeLabel({}, "faint", this)), m_reason(makeLabel({}, "warn", this))
{
    setProperty("role", QByteArray("tile"));
    setCheckable(true);
    setCursor(Qt::PointingHandCursor);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    m_holds->setText(saidMessage(format.holds) +
                     (format.runtimes.empty() ? QString() : " " + tr("Runs in %1.").arg(runtimeTitles(format))));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(14, 10, 12, 10);
    column->setSpacing(3);
    auto* head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_mark);
    m_mark->setFixedSize(kMark, kMark);
    column->addLayout(head);
    for (QLabel* label : {m_summary, m_holds, m_reason}) {
        label->setWordWrap(true);
        column->addWidget(label);
    }
    column->addStretch(1);
    for (QLabel* label : {m_mark, m_title, m_summary, m_holds, m_reason})
        label->setAttribute(Qt::WA_TransparentForMouseEvents);
    setAccessibleName(m_title->text());
    connect(this, &QAbstractButton::toggled, this, &FormatCard::dress);
    setWhyNot({});
}

void FormatCard::setWhyNot(const std::string& reason, bool isTold)
{
    m_reason->setText(saidMessage(reason));
    m_reason->setVisible(!reason.empty() && !isTold);
    m_holds->setVisible(reason.empty() || isTold);
    setEnabled(reason.empty());
    setAccessibleDescription(reason.empty() ? m_summary->text() + " " + m_holds->text() : m_reason->text());
    dress();
}

QString FormatCard::reason() const
{
    return m_reason->text();
}

QSize FormatCard::sizeHint() const
{
    return layout()->sizeHint();
}

QSize FormatCard::minimumSizeHint() const
{
    return {220, layout()->minimumSize().height()};
}

void FormatCard::changeEvent(QEvent* event)
{
    QPushButton::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        dress();
}

void FormatCard::dress()
{
    m_mark->setPixmap(isChecked() && isEnabled() ? iconPixmap("check", Theme::of(this).accent, kMark) : QPixmap());
    setRole(m_title, isEnabled() ? "section" : "muted");
    setRole(m_summary, isEnabled() ? "muted" : "faint");
}

} // namespace lathe::widgets
