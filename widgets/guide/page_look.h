#pragma once

#include "widgets/theme/theme.h"

class QTextDocument;

namespace lathe::widgets {

// Gives a document that was made from Markdown the look of the program: sizes, distances, colours of headings, links,
// code and tables.
void dressPage(QTextDocument& document, const Theme& theme);

} // namespace lathe::widgets
