#include "widgets/start/drop_target.h"

#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QDragEnterEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QPainter>
#include <QPlainTextEdit>
#include <QTextEdit>

namespace lathe::widgets {

namespace {

constexpr int kMargin = 18, kIcon = 40, kCardWidth = 660, kCardHeight = 170;

QStringList filesOf(const QMimeData& mime)
{
    QStringList files;
    for (const QUrl& url : mime.urls())
        if (url.isLocalFile())
            files << url.toLocalFile();
    return files;
}

// Fields that would take a file for its name.
bool isText(const QObject* object)
{
    const QObject* widget = object->objectName() == "qt_scrollarea_viewport" ? object->parent() : object;
    return qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QPlainTextEdit*>(widget) ||
           qobject_cast<const QTextEdit*>(widget);
}

} // namespace

DropTarget::DropTarget(QWidget* window) : QWidget(window)
{
    window->setAcceptDrops(true);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
    qApp->installEventFilter(this);
}

bool DropTarget::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::DragEnter: {
        auto* drag = static_cast<QDragEnterEvent*>(event);
        const auto* widget = qobject_cast<QWidget*>(watched);
        if (!widget || widget->window() != window() || filesOf(*drag->mimeData()).isEmpty())
            break;
        if (widget != window()) {
            if (!isText(widget))
                break;
            drag->ignore(); // on to the window
            return true;
        }
        m_offered = classify(filesOf(*drag->mimeData()));
        setGeometry(window()->rect());
        raise();
        show();
        drag->setDropAction(Qt::CopyAction);
        drag->accept();
        return true;
    }
    case QEvent::DragMove:
        if (watched == window() && isVisible()) {
            static_cast<QDragMoveEvent*>(event)->acceptProposedAction();
            return true;
        }
        break;
    case QEvent::DragLeave:
        if (watched == window())
            hide();
        break;
    case QEvent::Drop:
        if (watched == window() && isVisible()) {
            hide();
            static_cast<QDropEvent*>(event)->acceptProposedAction();
            Q_EMIT dropped(m_offered);
            return true;
        }
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

void DropTarget::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(this);
    const bool isBad = m_offered.kind == Dropped::Kind::Nothing;
    const QColor colour = isBad ? theme.bad : theme.accent;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor veil = theme.window;
    veil.setAlpha(232);
    painter.fillRect(rect(), veil);
    painter.setPen(QPen(colour, 2, Qt::DashLine));
    painter.drawRoundedRect(QRectF(rect()).adjusted(kMargin, kMargin, -kMargin, -kMargin), 14, 14);
    const QPoint centre = rect().center();
    painter.setPen(theme.border);
    painter.setBrush(theme.card);
    painter.drawRoundedRect(QRect(centre.x() - kCardWidth / 2, centre.y() - kCardHeight / 2, kCardWidth, kCardHeight),
                            12, 12);
    painter.drawPixmap(centre.x() - kIcon / 2, centre.y() - kIcon - 14,
                       iconPixmap(isBad ? "warning" : "open", colour, kIcon, devicePixelRatioF()));
    painter.setFont(uiFont(18, QFont::DemiBold));
    painter.setPen(theme.text);
    const QRect words(centre.x() - kCardWidth / 2 + 20, centre.y() + 6, kCardWidth - 40, kCardHeight / 2 - 12);
    if (!isBad) {
        painter.drawText(words, Qt::AlignHCenter | Qt::TextWordWrap, m_offered.hint);
        return;
    }
    painter.setFont(uiFont(15, QFont::Medium));
    painter.drawText(words, Qt::AlignHCenter | Qt::TextWordWrap, m_offered.problem);
}

} // namespace lathe::widgets
