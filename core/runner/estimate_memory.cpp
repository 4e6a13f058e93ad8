#include "core/runner/estimate_memory.h"

#include <algorithm>

namespace lathe::runner {

namespace {

constexpr int64_t kFloat = 4;
constexpr int64_t kTrainingCopies = 6; // start, weights, gradients, AdamW's two states, best so far
constexpr int64_t kOtherCopies = 3; // the model that came in, the one in the making, the packed one
constexpr int64_t kTokensAtOnce = 4096; // a batch is trained in parts of so many (trainer.cpp)

double numberOf(const recipe::Params& params, std::string_view key, double fallback)
{
    const auto found = params.find(key);
    if (found == params.end())
        return fallback;
    if (const auto* number = std::get_if<double>(&found->second))
        return *number;
    if (const auto* integer = std::get_if<int64_t>(&found->second))
        return double(*integer);
    return fallback;
}

} // namespace

int64_t activationBytesPerToken(const ModelFacts& facts, int maxLength)
{
    int64_t floats = 0;
    for (const LayerFacts& layer : facts.layers) {
        const int64_t attention = int64_t(layer.heads) * layer.headSize;
        // Input, two sums and two normalised rows; query, key, value and context; the FFN before
        // and behind its activation; attention scores before and behind the softmax.
        floats += 5LL * facts.hiddenSize + 4 * attention + 2LL * layer.ffn +
                  2LL * layer.heads * maxLength;
    }
    return floats * kFloat;
}

int64_t stepMemory(const recipe::Params& params, const ModelFacts& source, int64_t parameters,
                   int64_t teacherParameters, int maxLength)
{
    const int64_t teachers = 2 * teacherParameters * kFloat; // as it came, and ready to be asked
    if (numberOf(params, "epochs", 0) <= 0)
        return kOtherCopies * parameters * kFloat + teachers;
    const auto batch = int64_t(numberOf(params, "batchSize", 32));
    const int64_t tokens = std::min(std::max<int64_t>(kTokensAtOnce, maxLength), batch * maxLength);
    return kTrainingCopies * parameters * kFloat + teachers +
           tokens * activationBytesPerToken(source, maxLength);
}

} // namespace lathe::runner
