#include "widgets/main_window/banner_strip.h"

#include <QEvent>
#include <QVBoxLayout>

namespace lathe::widgets {

BannerStrip::BannerStrip(QWidget* parent) : QWidget(parent), m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(16, 12, 16, 0);
    m_column->setSpacing(8);
    hide();
}

void BannerStrip::add(QWidget* banner)
{
    banner->installEventFilter(this);
    m_column->addWidget(banner);
    setVisible(isVisibleTo(parentWidget()) || !banner->isHidden());
}

bool BannerStrip::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::ShowToParent || event->type() == QEvent::HideToParent) {
        bool isNeeded = false;
        for (int i = 0; i < m_column->count(); ++i)
            isNeeded = isNeeded || !m_column->itemAt(i)->widget()->isHidden();
        setVisible(isNeeded);
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace lathe::widgets
