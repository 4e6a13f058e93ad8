#include "widgets/history/undo_bar.h"

#include "widgets/common/kit.h"
#include "widgets/theme/icons.h"

#include <QToolButton>

namespace lathe::widgets {

UndoBar::UndoBar(QWidget* parent)
    : QFrame(parent), m_text(makeLabel({}, "section", this)),
      m_undo(makeButton(tr("Undo"), "link", this))
{
    setProperty("role", QByteArray("banner"));
    auto* close = new QToolButton(this);
    close->setIcon(icon("close", "#8a95a1", {}, 14));
    close->setToolTip(tr("Dismiss"));
    close->setAccessibleName(tr("Dismiss"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(14, 7, 10, 7);
    row->setSpacing(14);
    row->addWidget(m_text);
    row->addWidget(makeLabel(tr("Model folders stay on disk. Gone for good when the workspace is "
                                "opened the next time."),
                             "muted", this),
                   1);
    row->addWidget(m_undo);
    row->addWidget(close);
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    connect(m_undo, &QPushButton::clicked, this, &UndoBar::undoRequested);
    hide();
}

void UndoBar::showMessage(const QString& text)
{
    m_text->setText(text);
    show();
}

QString UndoBar::text() const
{
    return m_text->text();
}

} // namespace lathe::widgets
