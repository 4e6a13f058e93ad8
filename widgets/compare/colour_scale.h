#pragma once

#include "widgets/theme/theme.h"

namespace lathe::widgets {

// A colour for 0..1 from dark blue to light yellow: lightness rises evenly in Oklab (Ottosson
// 2020), so equal steps look equal, and blue to yellow is told apart with every kind of colour
// vision. In the dark theme its dark end is lighter, to stand out from the card.
[[nodiscard]] QColor scaleColour(double part, const Theme& theme);

} // namespace lathe::widgets
