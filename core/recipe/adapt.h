#pragma once

#include "core/recipe/findings.h"

namespace lathe::recipe {

// The recipe of a template, written for a model of six layers that has no head yet, made to fit another
// model: layers to keep in the same proportion and fewer than there are (a model of one layer keeps it:
// the stage goes), texts no longer than it has positions for, and no fine-tuning where the model
// already answers with the labels. What is unknown changes nothing.
[[nodiscard]] Recipe adapted(Recipe recipe, const StageCatalog& catalog, const Surroundings& surroundings);

} // namespace lathe::recipe
