#pragma once

#include "core/report/document.h"

namespace lathe::report {

// One HTML file that needs nothing else: no script, no network, no font file; charts are inline
// SVG. Well-formed XML after its first line. Light or dark as the reader's system asks, always
// light on paper (A4).
[[nodiscard]] std::string toHtml(const Document& document);

// Text between tags or in an attribute: markup is escaped, what HTML forbids becomes U+FFFD.
[[nodiscard]] std::string escaped(std::string_view text);

} // namespace lathe::report
