#include "widgets/common/kit.h"

#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QEvent>
#include <QHeaderView>
#include <QStylePainter>

#include <algorithm>

namespace lathe::widgets {

QLabel* makeLabel(const QString& text, const char* role, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setProperty("role", QByteArray(role));
    label->setTextFormat(Qt::PlainText);
    return label;
}

QPushButton* makeButton(const QString& text, const char* role, QWidget* parent)
{
    auto* button = new QPushButton(text, parent);
    button->setProperty("role", QByteArray(role));
    button->setCursor(Qt::PointingHandCursor);
    return button;
}

QFrame* makeFrame(const char* role, QWidget* parent)
{
    auto* frame = new QFrame(parent);
    frame->setProperty("role", QByteArray(role));
    return frame;
}

QFrame* makeLine(QWidget* parent)
{
    return makeFrame("line", parent);
}

void setSectionWidth(QHeaderView* header, int section, int width)
{
    header->ensurePolished();
    header->resizeSection(section, std::max(width, header->sectionSizeHint(section)));
}

QPixmap makeDot(const QColor& colour)
{
    QPixmap pixmap(24, 24);
    pixmap.setDevicePixelRatio(2);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawEllipse(QPointF(6, 6), 4.5, 4.5);
    return pixmap;
}

Card::Card(QWidget* parent) : QFrame(parent), m_column(new QVBoxLayout(this))
{
    setProperty("role", QByteArray("card"));
    m_column->setContentsMargins(20, 16, 20, 16);
    m_column->setSpacing(10);
}

Figure::Figure(const QString& caption, QWidget* parent)
    : QWidget(parent), m_value(makeLabel(QString(QChar(0x2013)), "figure", this)),
      m_caption(makeLabel(caption, "faint", this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(1);
    column->addWidget(m_value);
    column->addWidget(m_caption);
    setAccessibleName(caption);
}

void Figure::setValue(const QString& value)
{
    m_value->setText(value);
}

void Figure::setCaption(const QString& caption)
{
    m_caption->setText(caption);
}

QString Figure::value() const
{
    return m_value->text();
}

ElidedLabel::ElidedLabel(const char* role, Qt::TextElideMode mode, QWidget* parent)
    : QLabel(parent), m_mode(mode)
{
    setProperty("role", QByteArray(role));
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
}

void ElidedLabel::setFullText(const QString& text)
{
    m_text = text;
    setToolTip(text);
    elide();
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {20, QLabel::minimumSizeHint().height()};
}

void ElidedLabel::resizeEvent(QResizeEvent* event)
{
    QLabel::resizeEvent(event);
    elide();
}

void ElidedLabel::elide()
{
    setText(fontMetrics().elidedText(m_text, m_mode, contentsRect().width()));
}

void ElidedComboBox::paintEvent(QPaintEvent*)
{
    QStylePainter painter(this);
    QStyleOptionComboBox option;
    initStyleOption(&option);
    const QRect room =
        style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this);
    option.currentText =
        fontMetrics().elidedText(option.currentText, Qt::ElideRight, room.width() - 4);
    painter.drawComplexControl(QStyle::CC_ComboBox, option);
    painter.drawControl(QStyle::CE_ComboBoxLabel, option);
}

EmptyState::EmptyState(const QString& icon, const QString& title, const QString& text,
                       const QString& action, QWidget* parent)
    : QWidget(parent), m_iconName(icon), m_icon(new QLabel(this))
{
    auto* column = new QVBoxLayout(this);
    column->setSpacing(10);
    column->addStretch(2);
    column->addWidget(m_icon, 0, Qt::AlignHCenter);
    column->addWidget(makeLabel(title, "title", this), 0, Qt::AlignHCenter);
    auto* body = makeLabel(text, "muted", this);
    body->setWordWrap(true);
    body->setAlignment(Qt::AlignHCenter);
    body->setMaximumWidth(400);
    auto* row = new QHBoxLayout; // not aligned: an aligned label is given one line's height
    row->addStretch(1);
    row->addWidget(body, 100);
    row->addStretch(1);
    column->addLayout(row);
    if (!action.isEmpty()) {
        column->addSpacing(6);
        auto* button = makeButton(action, "primary", this);
        connect(button, &QPushButton::clicked, this, &EmptyState::triggered);
        column->addWidget(button, 0, Qt::AlignHCenter);
    }
    column->addStretch(3);
    dress();
}

void EmptyState::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        dress();
}

void EmptyState::dress()
{
    m_icon->setPixmap(iconPixmap(m_iconName, Theme::of(this).faintText, 40));
}

} // namespace lathe::widgets
