#pragma once

#include "core/data/dataset.h"
#include "core/data/table.h"

#include <unordered_map>

namespace lathe::data {

// The label names of a cell, trimmed, sorted, each once; empty when it names none. Throws Error
// with `place` in front when a multiclass cell is a list of several.
[[nodiscard]] std::vector<std::string>
labelNames(const Cell& cell, TaskKind kind, std::string_view separator, const std::string& place);

// Looks up label names quickly.
class LabelIndex {
public:
    explicit LabelIndex(const LabelSet& labels);
    [[nodiscard]] std::optional<int> find(const std::string& name) const;

private:
    std::unordered_map<std::string, int> m_index;
};

} // namespace lathe::data
