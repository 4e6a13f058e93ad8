#include "widgets/common/banner.h"

#include "widgets/common/kit.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme_manager.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QToolButton>

namespace lathe::widgets {

Banner::Banner(QWidget* parent)
    : QFrame(parent), m_row(new QHBoxLayout(this)), m_icon(new QLabel(this)), m_title(makeLabel({}, "section", this)),
      m_text(makeLabel({}, "muted", this)), m_copy(makeButton(tr("Copy diagnostics"), "link", this))
{
    setProperty("role", QByteArray("banner"));
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* close = new QToolButton(this);
    close->setIcon(icon("close", "#8a95a1", {}, 14));
    close->setToolTip(tr("Dismiss"));
    close->setAccessibleName(tr("Dismiss"));
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    connect(m_copy, &QPushButton::clicked, this, &Banner::copyDiagnostics);

    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_title);
    words->addWidget(m_text);
    m_row->setContentsMargins(14, 10, 10, 10);
    m_row->setSpacing(12);
    m_row->addWidget(m_icon, 0, Qt::AlignTop);
    m_row->addLayout(words, 1);
    m_row->addWidget(m_copy, 0, Qt::AlignVCenter);
    m_row->addWidget(close, 0, Qt::AlignVCenter);
    hide();
}

void Banner::showMessage(Tone tone, const QString& title, const QString& text,
                         const QString& diagnostics)
{
    const Theme& theme = Theme::of(this);
    const QColor colour = tone == Tone::Good      ? theme.accent
                          : tone == Tone::Warning ? theme.warn
                                                  : theme.bad;
    setRole(this, tone == Tone::Good      ? "bannerGood"
                  : tone == Tone::Warning ? "banner"
                                          : "bannerBad");
    m_icon->setPixmap(iconPixmap(tone == Tone::Good ? "check" : "warning", colour, 20));
    m_title->setText(title);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    m_diagnostics = diagnostics;
    m_copy->setText(tr("Copy diagnostics"));
    m_copy->setVisible(!diagnostics.isEmpty());
    show();
}

QPushButton* Banner::addButton(const QString& text)
{
    auto* button = makeButton(text, "link", this);
    m_row->insertWidget(m_row->count() - 1, button, 0, Qt::AlignVCenter);
    return button;
}

QString Banner::title() const
{
    return m_title->text();
}

QString Banner::text() const
{
    return m_text->text();
}

void Banner::copyDiagnostics()
{
    QGuiApplication::clipboard()->setText(m_diagnostics);
    m_copy->setText(tr("Copied"));
}

} // namespace lathe::widgets
