#pragma once

#include <QString>

class QToolButton;
class QWidget;

namespace lathe::widgets {

// Which page of the guide tells about a widget and what is in it: F1 opens the one that is set nearest to the focus.
void setGuidePage(QWidget* widget, const QString& page);
// Of the widget or the nearest around it; empty where none has one.
[[nodiscard]] QString guidePageOf(const QWidget* widget);

// A small question mark that opens the guide page of the widget it stands in.
[[nodiscard]] QToolButton* makeGuideButton(QWidget* parent);

// Links of the program, as pages of the guide and buttons have them, are handed to the window that set itself as
// QDesktopServices' handler of this scheme: "lathe:guide/compare", "lathe:place/data".
inline constexpr auto kLinkScheme = "lathe";

} // namespace lathe::widgets
