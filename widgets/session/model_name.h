#pragma once

#include "widgets/session/session.h"

namespace lathe::widgets {

// What the recipe's model is called: how it came about where a run built it, since its folder is named by a hash; else
// the name of its folder. Empty: it is not read.
[[nodiscard]] QString modelName(Session& session);

} // namespace lathe::widgets
