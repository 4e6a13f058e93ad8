#include "core/engine/stages/training/training_memory.h"

#include "core/base/error.h"
#include "core/engine/model/checkpoint.h"
#include "core/engine/stages/training/adapters.h"
#include "core/engine/stages/training/trained_weights.h"

#include <algorithm>

namespace lathe::engine {

namespace {

int64_t valuesOf(const std::vector<int64_t>& shape)
{
    int64_t values = 1;
    for (const int64_t size : shape)
        values *= size;
    return values;
}

// Values of the model, of its trained weights or adapters, and of matrices that adapters are merged into.
struct Values {
    int64_t all = 0, trained = 0, merged = 0, tokens = 0;
};

Values valuesIn(const Architecture& model, const TrainingOptions& options)
{
    const int rank = options.adapterRank;
    std::vector<std::string> adapted;
    if (rank > 0)
        adapted = adaptedLayers(model, options.adaptsFfn, options.frozenLayers);
    Values found;
    for (const auto& [name, shape] : weightShapes(model)) {
        const int64_t values = valuesOf(shape);
        found.all += values;
        if (name == "embeddings.token") {
            found.tokens = options.frozenLayers == 0 && rank == 0 ? values : 0;
        } else if (rank == 0) {
            found.trained += isAbove(name, options.frozenLayers) ? values : 0;
        } else if (name.starts_with("head.")) {
            found.trained += values;
        } else if (std::find(adapted.begin(), adapted.end(), name.substr(0, name.rfind('.'))) != adapted.end() &&
                   shape.size() == 2) {
            found.trained += rank * (shape[0] + shape[1]);
            found.merged += values;
        }
    }
    return found;
}

double gibibytes(double bytes)
{
    return bytes / double(1 << 30);
}

} // namespace

int64_t trainingBytes(const Architecture& model, const TrainingOptions& options, double storedBytes)
{
    constexpr int64_t kFloat = sizeof(float), kAveragesAndGradient = 3;
    const Values values = valuesIn(model, options);
    const bool adapts = options.adapterRank > 0;
    const int64_t still = values.all - values.tokens - (adapts ? 0 : values.trained);
    return int64_t(double(still) * storedBytes) + (values.tokens + values.merged) * kFloat +
           values.trained * (1 + kAveragesAndGradient) * kFloat;
}

size_t tokensInMemory(const Architecture& model, const TrainingOptions& options, uint64_t memoryBytes)
{
    constexpr size_t kMost = 4096, kLeast = 256; // no product then keeps a stop waiting, and threads have enough to do
    int64_t values = 0;
    for (size_t i = size_t(options.frozenLayers); i < model.layers.size(); ++i) {
        const LayerShape& layer = model.layers[i];
        values += 10 * int64_t(model.hiddenSize) + 6 * layer.attention() + (model.ffn.gated ? 5 : 3) * int64_t(layer.ffn);
        if (options.adapterRank > 0) // what each adapter reads is dropped out for itself: a copy and its mask
            values += 2 * (5 * int64_t(model.hiddenSize) + layer.attention() + layer.ffn);
    }
    if (memoryBytes == 0 || values == 0)
        return kMost;
    return std::clamp(size_t(memoryBytes / (sizeof(float) * uint64_t(values))), kLeast, kMost);
}

void checkTrainingMemory(const Architecture& model, const TrainingOptions& options, uint64_t memoryBytes, double storedBytes)
{
    const auto needed = double(trainingBytes(model, options, storedBytes));
    if (memoryBytes == 0 || needed <= double(memoryBytes))
        return;
    throw Error(ErrorKind::BadInput,
                fmt::format("training takes at least {:.1f} GiB, and this machine has {:.1f}", gibibytes(needed),
                            gibibytes(double(memoryBytes))),
                "Remove layers or vocabulary before this stage, freeze more layers, or train adapters (LoRA)");
}

} // namespace lathe::engine
