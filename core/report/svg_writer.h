#pragma once

#include "core/report/drawing.h"

namespace lathe::report {

// An <svg> element for a page that has the style of html_style.h: colours are its classes.
[[nodiscard]] std::string toSvg(const Drawing& drawing);

} // namespace lathe::report
