#include "core/engine/stages/quantize/input_figures.h"

#include "core/engine/stages/layer_names.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/maximum.h>
#include <ATen/ops/minimum.h>

namespace lathe::engine {

namespace {

constexpr int64_t kSample = 512; // tokens
constexpr int64_t kBatch = 32;   // texts that forEachInput shows at once

struct Sums {
    at::Tensor low, high, sum;
    int64_t tokens = 0;
    std::vector<at::Tensor> sample;

    void add(const at::Tensor& x, int64_t wanted)
    {
        const at::Tensor smallest = x.amin(0).clamp_max(0), largest = x.amax(0).clamp_min(0), total = x.abs().sum(0);
        low = tokens > 0 ? at::minimum(low, smallest) : smallest;
        high = tokens > 0 ? at::maximum(high, largest) : largest;
        sum = tokens > 0 ? sum + total : total;
        tokens += x.size(0);
        const int64_t step = std::max<int64_t>(1, x.size(0) / wanted);
        sample.push_back(x.slice(0, 0, step * wanted, step).clone());
    }
};

} // namespace

at::Tensor InputFigures::largest() const { return at::maximum(-low, high); }

std::map<std::string, InputFigures> inputFigures(const Checkpoint& checkpoint, const TrainingRows& rows,
                                                 const StageContext& context)
{
    const at::NoGradGuard noGrad;
    const int64_t batches = (int64_t(rows.ids.size()) + kBatch - 1) / kBatch;
    const int64_t wanted = (kSample + batches - 1) / batches;
    std::map<std::string, Sums> sums;
    forEachInput(checkpoint, rows, context, [&](const std::string& layer, const at::Tensor& x) {
        sums[layer].add(x, wanted);
    });
    std::map<std::string, InputFigures> figures;
    for (const auto& [layer, found] : sums)
        figures[layer] = {found.low.cpu(), found.high.cpu(), (found.sum / double(found.tokens)).cpu(), at::cat(found.sample).cpu()};
    return figures;
}

std::string inputOfAny(const std::map<std::string, InputFigures>& figures, const std::vector<std::string>& layers)
{
    for (const std::string& name : sharingInput(layers.front()))
        if (figures.contains(name))
            return name;
    return layers.front();
}

const InputFigures& figuresOf(const std::map<std::string, InputFigures>& figures,
                              const std::vector<std::string>& layers)
{
    return figures.at(inputOfAny(figures, layers));
}

} // namespace lathe::engine
