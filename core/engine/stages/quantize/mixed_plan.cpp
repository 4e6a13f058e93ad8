#include "core/engine/stages/quantize/mixed_plan.h"

#include <algorithm>

namespace lathe::engine {

std::vector<MixedMove> greedyMoves(const std::vector<MixedPart>& parts)
{
    constexpr double kNoise = 1e-7; // divergences below are not told apart
    std::vector<MixedMove> moves;
    std::vector<int> forms(parts.size(), 0);
    for (;;) {
        MixedMove best;
        double most = 0;
        for (size_t i = 0; i < parts.size(); ++i) {
            const auto now = size_t(forms[i]);
            for (size_t form = now + 1; form < 3; ++form) {
                const double saved = parts[i].bytes[now] - parts[i].bytes[form];
                const double added = std::max(parts[i].divergence[form] - parts[i].divergence[now], kNoise);
                if (saved / added > most)
                    most = saved / added, best = {i, int(form)};
            }
        }
        if (most <= 0)
            return moves;
        forms[best.part] = best.form;
        moves.push_back(best);
    }
}

std::vector<int> formsAfter(const std::vector<MixedMove>& moves, size_t count, size_t parts)
{
    std::vector<int> forms(parts, 0);
    for (size_t i = 0; i < count; ++i)
        forms[moves[i].part] = moves[i].form;
    return forms;
}

} // namespace lathe::engine
