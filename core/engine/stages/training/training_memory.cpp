#include "core/engine/stages/training/training_memory.h"

#include "core/base/error.h"
#include "core/engine/model/checkpoint.h"

namespace lathe::engine {

namespace {

bool isTrained(const std::string& name, int frozenLayers)
{
    constexpr std::string_view kLayers = "layers.";
    if (name == "embeddings.token")
        return false;
    if (frozenLayers == 0)
        return true;
    if (!name.starts_with(kLayers))
        return !name.starts_with("embeddings.");
    return std::stoi(name.substr(kLayers.size())) >= frozenLayers;
}

double gibibytes(double bytes)
{
    return bytes / double(1 << 30);
}

} // namespace

int64_t trainingBytes(const Architecture& model, const TrainingOptions& options)
{
    int64_t all = 0, trained = 0;
    for (const auto& [name, shape] : weightShapes(model)) {
        int64_t values = 1;
        for (const int64_t size : shape)
            values *= size;
        all += values;
        trained += isTrained(name, options.frozenLayers) ? values : 0;
    }
    constexpr int64_t kAveragesAndGradient = 3;
    return (all + kAveragesAndGradient * trained) * int64_t(sizeof(float));
}

void checkTrainingMemory(const Architecture& model, const TrainingOptions& options, uint64_t memoryBytes)
{
    const auto needed = double(trainingBytes(model, options));
    if (memoryBytes == 0 || needed <= double(memoryBytes))
        return;
    throw Error(ErrorKind::BadInput,
                fmt::format("training takes at least {:.1f} GiB, and this machine has {:.1f}", gibibytes(needed),
                            gibibytes(double(memoryBytes))),
                "Remove layers or vocabulary before this stage, or freeze more layers");
}

} // namespace lathe::engine
