#pragma once

#include "widgets/report/pages/boxes.h"

namespace lathe::widgets {

// Caption, head and rows; a row that comes first on a new page brings the head with it.
[[nodiscard]] std::vector<PageBox> tableBoxes(const report::Table& table);

} // namespace lathe::widgets
