#pragma once

#include "widgets/session/session.h"

namespace lathe::widgets {

// A model that can be exported.
struct ExportSubject {
    QString name;
    QString figures; // what is known of it, in a line
    std::filesystem::path model;
    runner::ModelFacts facts;
    std::string variant; // its id; empty: the recipe's model, which no run measured

    // "fine-tune-int8", for a folder.
    [[nodiscard]] QString slug() const;
};

// The variants of a run that can answer, then the recipe's model where it is none of them. What another runtime
// answered is an export already, and left out.
[[nodiscard]] std::vector<ExportSubject> exportSubjects(Session& session, const std::string& run);

} // namespace lathe::widgets
