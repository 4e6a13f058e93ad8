#include "core/engine/stages/training/trained_weights.h"

#include "core/engine/model/matrix.h"

#include <ATen/core/grad_mode.h>
#include <map>
#include <set>

namespace lathe::engine {

bool isAbove(const std::string& name, int frozenLayers)
{
    int layer = 0;
    if (std::sscanf(name.c_str(), "layers.%d.", &layer) == 1)
        return layer >= frozenLayers;
    return frozenLayers == 0 || !name.starts_with("embeddings.");
}

AdamW makeOptimizer(const Transformer& model, const TrainingOptions& options,
                    std::vector<ParameterGroup> list)
{
    std::map<std::pair<bool, bool>, ParameterGroup> groups; // by (head, decays)
    std::set<const void*> seen;                             // layers may share a tensor
    for (const auto& [name, leaf] : model.weights()) {
        if (!leaf.requires_grad() || !seen.insert(leaf.unsafeGetTensorImpl()).second)
            continue;
        const bool head = name.starts_with("head."), decays = leaf.dim() > 1;
        ParameterGroup& group = groups[{head, decays}];
        group.rate = head ? options.headRate : 1;
        group.weightDecay = decays ? options.weightDecay : 0;
        group.leaves.push_back(leaf);
    }
    for (auto& [key, group] : groups)
        list.push_back(std::move(group));
    return AdamW(std::move(list));
}

Checkpoint snapshot(const Checkpoint& start, const Transformer& model, const std::string& table,
                    const std::optional<TokenSubset>& subset, double decay)
{
    const at::NoGradGuard noGrad;
    Checkpoint made = start;
    std::map<const void*, at::Tensor> copies;
    for (const auto& [name, leaf] : model.weights()) {
        if (!leaf.requires_grad())
            continue;
        at::Tensor& copy = copies[leaf.unsafeGetTensorImpl()];
        if (!copy.defined())
            copy = name == table && subset
                       ? subset->putBack(floatMatrix(start.weights, table),
                                         leaf.detach().cpu(), decay)
                       : leaf.detach().to(at::kCPU, at::kFloat, false, true);
        eraseMatrix(made.weights, name);
        made.weights[name] = copy;
    }
    return made;
}

} // namespace lathe::engine
