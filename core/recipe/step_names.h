#pragma once

#include "core/recipe/plan.h"

namespace lathe::recipe {

// Fills in Step::label: the stage's title, the values of its telling parameters (ParamSpec::telling), and
// every other parameter that takes more than one value among the plan's steps of that stage; so short
// when a stage is used once, and never the same for two settings.
void nameSteps(Plan& plan, const StageCatalog& catalog);

} // namespace lathe::recipe
