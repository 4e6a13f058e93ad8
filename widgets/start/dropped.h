#pragma once

#include <QStringList>

#include <filesystem>

#include "core/data/dataset.h"

namespace lathe::widgets {

// What was dropped onto the window, told by its name and its content.
struct Dropped {
    enum class Kind { Workspace, Recipe, Model, Data, Nothing };
    Kind kind = Kind::Nothing;
    std::filesystem::path path; // of the workspace, the recipe or the model folder
    data::DataSpec data;        // its files, told apart by their names
    QString hint;               // what dropping it does
    QString problem;            // why nothing can be done with it, and what can be dropped
};

// Looks at names and the first bytes of a recipe; never at whole files.
[[nodiscard]] Dropped classify(const QStringList& files);

} // namespace lathe::widgets
