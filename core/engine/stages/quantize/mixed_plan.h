#pragma once

#include <array>
#include <string>
#include <vector>

namespace lathe::engine {

// A part of a model that is stored in one form: 0 as it is, 1 int8, 2 int4.
struct MixedPart {
    std::string name;
    std::vector<std::string> matrices;
    std::array<double, 3> bytes{};
    std::array<double, 3> divergence{}; // of the model's answers when only this part is in that form
};

// One part's change to a smaller form.
struct MixedMove {
    size_t part = 0;
    int form = 0;
    bool operator==(const MixedMove&) const = default;
};

// From all parts as they are to all as small as they get: always the move that saves most bytes for the
// divergence that it adds.
[[nodiscard]] std::vector<MixedMove> greedyMoves(const std::vector<MixedPart>& parts);

// The form of each part after the first `count` moves.
[[nodiscard]] std::vector<int> formsAfter(const std::vector<MixedMove>& moves, size_t count, size_t parts);

} // namespace lathe::engine
