#include "widgets/start/tile.h"

#include "widgets/common/kit.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme_manager.h"

#include <QEvent>
#include <QHBoxLayout>

namespace lathe::widgets {

namespace {
constexpr int kIcon = 22, kHeight = 62;
}

Tile::Tile(const QString& icon, const QString& title, const QString& text, QWidget* parent)
    : QPushButton(parent), m_iconName(icon), m_icon(new QLabel(this)), m_title(makeLabel(title, "section", this)),
      m_text(new ElidedLabel("muted", Qt::ElideRight, this))
{
    setProperty("role", QByteArray("tile"));
    setCursor(Qt::PointingHandCursor);
    setAccessibleName(title);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 8, 16, 8);
    row->setSpacing(14);
    row->addWidget(m_icon);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addStretch(1);
    words->addWidget(m_title);
    words->addWidget(m_text);
    words->addStretch(1);
    row->addLayout(words, 1);
    for (QLabel* label : {m_icon, m_title, m_text})
        label->setAttribute(Qt::WA_TransparentForMouseEvents);
    setText(text);
    dress();
}

void Tile::setText(const QString& text)
{
    static_cast<ElidedLabel*>(m_text)->setFullText(text);
    setAccessibleDescription(text);
    setToolTip(text);
}

QString Tile::title() const
{
    return m_title->text();
}

QSize Tile::sizeHint() const
{
    return {320, kHeight};
}

QSize Tile::minimumSizeHint() const
{
    return {200, kHeight};
}

void Tile::changeEvent(QEvent* event)
{
    QPushButton::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::EnabledChange)
        dress();
}

void Tile::dress()
{
    const Theme& theme = Theme::of(this);
    m_icon->setPixmap(iconPixmap(m_iconName, isEnabled() ? theme.accent : theme.faintText, kIcon));
    setRole(m_title, isEnabled() ? "section" : "muted");
}

} // namespace lathe::widgets
