#include "widgets/guide/context.h"

#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QCoreApplication>
#include <QDesktopServices>
#include <QEvent>
#include <QToolButton>
#include <QUrl>

static void initializeResources()
{
    Q_INIT_RESOURCE(guide);
}

namespace lathe::widgets {

namespace {

constexpr auto kProperty = "guidePage";

class GuideButton : public QToolButton {
public:
    explicit GuideButton(QWidget* parent) : QToolButton(parent)
    {
        initializeResources();
        setToolTip(QCoreApplication::translate("Guide", "What the guide says about this (F1)"));
        setAccessibleName(QCoreApplication::translate("Guide", "Guide"));
        setFocusPolicy(Qt::TabFocus);
        setIconSize({16, 16});
        dress();
        connect(this, &QToolButton::clicked, this, [this] {
            QDesktopServices::openUrl(QUrl(QString("%1:guide/%2").arg(kLinkScheme, guidePageOf(this))));
        });
    }

protected:
    void changeEvent(QEvent* event) override
    {
        QToolButton::changeEvent(event);
        if (event->type() == QEvent::PaletteChange)
            dress();
    }

private:
    void dress() { setIcon(widgets::icon("help", Theme::of(this).mutedText, {}, 16)); }
};

} // namespace

void setGuidePage(QWidget* widget, const QString& page)
{
    widget->setProperty(kProperty, page);
}

QString guidePageOf(const QWidget* widget)
{
    for (; widget; widget = widget->parentWidget())
        if (const QString page = widget->property(kProperty).toString(); !page.isEmpty())
            return page;
    return {};
}

QToolButton* makeGuideButton(QWidget* parent)
{
    return new GuideButton(parent);
}

} // namespace lathe::widgets
