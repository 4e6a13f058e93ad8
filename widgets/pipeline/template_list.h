#pragma once

#include "core/recipe/recipe.h"

#include <QString>

#include <vector>

namespace lathe::widgets {

// A recipe to start from, of resources/templates, and what is known of it.
struct PipelineTemplate {
    QString id; // the name of its file
    QString title;
    QString summary;
    QString measured; // figures of one run that is on record
    QString origin;   // where that record is
    QString effort;   // what it takes: trainings, not minutes, which depend on data and machine
    recipe::Recipe recipe;
};

// In the order in which they are offered: those for several labels a text first where the data has
// such. Throws lathe::Error when one of them cannot be read, which a test excludes.
[[nodiscard]] std::vector<PipelineTemplate> pipelineTemplates(bool multilabel);

} // namespace lathe::widgets
