#pragma once

#include <QString>

namespace lathe::widgets {

class MainWindow;

// Shows each place of a window in turn and writes it as PLACE.png into the folder, once model, data
// and history have been read; then measures the speed of the variant that Compare shows and writes
// speed.png. Ends the event loop: 0, or 1 when a picture could not be written.
void takeScreenshots(MainWindow& window, const QString& folder);

} // namespace lathe::widgets
