#pragma once

#include "widgets/session/variant_list.h"

#include <QString>

namespace lathe::widgets {

class Session;

// A model that can answer texts.
struct Candidate {
    QString name;
    std::filesystem::path model;
    bool operator==(const Candidate&) const = default;
};

// The models of a recipe and a history that have a head and whose folders exist: the recipe's own
// first, then newest run first, each once, the first thousand and what is wanted. Looks at the disk.
struct ModelSearch {
    // What is known now.
    explicit ModelSearch(Session& session, std::vector<std::filesystem::path> wanted = {});
    [[nodiscard]] std::vector<Candidate> find() const; // on any thread

    std::optional<Candidate> own; // the recipe's, where it classifies
    VariantList variants;
    std::vector<std::filesystem::path> wanted;
};

} // namespace lathe::widgets
