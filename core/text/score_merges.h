#pragma once

#include <string>
#include <unordered_map>
#include <vector>

namespace lathe::text {

// The merges that a byte-pair encoding of SentencePiece does, whose order the scores give: each
// entry from each pair of entries that makes it up, the highest score first; as transformers lists
// them.
struct ScoredEntry {
    std::string text;
    double score = 0;
};
[[nodiscard]] std::vector<std::pair<std::string, std::string>>
mergesByScore(const std::vector<ScoredEntry>& entries);

} // namespace lathe::text
