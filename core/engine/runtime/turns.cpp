#include "core/engine/runtime/turns.h"

#include <algorithm>
#include <cmath>

namespace lathe::engine {

namespace {

// [tokens, 2 n]: those of the positions from 0 on.
float* tableOf(const std::vector<double>& frequencies, double magnitude, int64_t tokens, Workspace& workspace)
{
    const auto n = int64_t(frequencies.size());
    auto* table = workspace.take<float>(tokens * 2 * n);
    for (int64_t t = 0; t < tokens; ++t)
        for (int64_t i = 0; i < n; ++i) {
            // Single precision, as published.
            const float angle = float(t) * float(frequencies[size_t(i)]);
            table[t * 2 * n + i] = std::cos(angle) * float(magnitude);
            table[t * 2 * n + n + i] = std::sin(angle) * float(magnitude);
        }
    return table;
}

} // namespace

const float** turnsOf(const Rotary& rotary, std::span<const int64_t> offsets, Workspace& workspace)
{
    const bool hasLong = !rotary.longFrequencies.empty();
    int64_t shortest = 0, longest = 0; // the largest of the texts on either side of the border
    for (size_t i = 0; i + 1 < offsets.size(); ++i) {
        const int64_t length = offsets[i + 1] - offsets[i];
        int64_t& most = hasLong && length > rotary.longFrom ? longest : shortest;
        most = std::max(most, length);
    }
    const float* usual = tableOf(rotary.frequencies, rotary.magnitude, shortest, workspace);
    const float* far = tableOf(rotary.longFrequencies, rotary.magnitude, longest, workspace);
    auto** turns = workspace.take<const float*>(offsets.back());
    for (size_t i = 0; i + 1 < offsets.size(); ++i) {
        const bool isLong = hasLong && offsets[i + 1] - offsets[i] > rotary.longFrom;
        const auto width = int64_t(2 * (isLong ? rotary.longFrequencies : rotary.frequencies).size());
        for (int64_t row = offsets[i]; row < offsets[i + 1]; ++row)
            turns[row] = (isLong ? far : usual) + (row - offsets[i]) * width;
    }
    return turns;
}

} // namespace lathe::engine
