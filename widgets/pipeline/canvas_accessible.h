#pragma once

namespace lathe::widgets {

// Makes the cards of every canvas known to screen readers: a list whose items say what they are, what is
// wired to them and how far a run is.
void installCanvasAccessibility();

} // namespace lathe::widgets
