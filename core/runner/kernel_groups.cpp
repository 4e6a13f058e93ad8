#include "core/runner/kernel_groups.h"

#include <algorithm>

namespace lathe::runner {

namespace {

// "0" and "ffn.up" of "layers.0.ffn.up"
std::pair<std::string, std::string> split(const std::string& part)
{
    const std::string prefix = "layers.";
    if (!part.starts_with(prefix))
        return {"", part};
    const size_t dot = part.find('.', prefix.size());
    return {part.substr(prefix.size(), dot - prefix.size()), part.substr(dot + 1)};
}

bool alike(const KernelFacts& a, const KernelFacts& b)
{
    return a.part == b.part && a.storage == b.storage && a.compute == b.compute && a.kernel == b.kernel &&
           a.rows == b.rows && a.columns == b.columns;
}

} // namespace

std::vector<KernelGroup> groupedKernels(const std::vector<KernelFacts>& kernels)
{
    std::vector<KernelGroup> groups;
    for (KernelFacts facts : kernels) {
        const auto [layer, part] = split(facts.part);
        facts.part = part;
        const auto same = std::find_if(groups.begin(), groups.end(),
                                       [&](const KernelGroup& group) { return alike(group.facts, facts); });
        if (same == groups.end())
            groups.push_back({std::move(facts), layer});
        else
            same->layers += "," + layer;
    }
    return groups;
}

} // namespace lathe::runner
