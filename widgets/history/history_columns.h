#pragma once

#include "widgets/history/history_rows.h"

namespace lathe::widgets {

// Every column that any of these has something for, the name first: of the run, of the variant,
// every metric, parameter and fact of the environment.
[[nodiscard]] std::vector<HistoryColumn> columnsOf(const history::Summary& summary);

// Those that are shown before anyone chooses.
[[nodiscard]] const std::vector<std::string>& usualColumns();

[[nodiscard]] QString paramText(const recipe::ParamValue& value);

} // namespace lathe::widgets
