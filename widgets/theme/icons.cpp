#include "widgets/theme/icons.h"

#include <QFile>
#include <QPainter>
#include <QSvgRenderer>

static void initializeResources()
{
    Q_INIT_RESOURCE(lathe);
}

namespace lathe::widgets {

QPixmap iconPixmap(const QString& name, const QColor& colour, int size, qreal devicePixelRatio)
{
    initializeResources();
    QFile file(QString(":/lathe/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QByteArray svg = file.readAll();
    svg.replace("currentColor", colour.name().toLatin1());
    QPixmap pixmap(QSize(size, size) * devicePixelRatio);
    pixmap.setDevicePixelRatio(devicePixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    QSvgRenderer(svg).render(&painter, QRectF(0, 0, size, size));
    return pixmap;
}

QIcon icon(const QString& name, const QColor& colour, const QColor& onColour, int size)
{
    QIcon result(iconPixmap(name, colour, size));
    if (onColour.isValid()) {
        const QPixmap on = iconPixmap(name, onColour, size);
        result.addPixmap(on, QIcon::Normal, QIcon::On);
        result.addPixmap(on, QIcon::Active, QIcon::On);
    }
    return result;
}

} // namespace lathe::widgets
