#include "core/engine/stages/prune/latency_table.h"

#include "core/engine/model/matrix.h"
#include "core/engine/model/round_rows.h"
#include "core/engine/runtime/packed_model.h"
#include "core/engine/stages/distill/layer_choice.h"
#include "core/engine/stages/layer_names.h"
#include "core/engine/stages/prune/shrink.h"

#include <algorithm>
#include <chrono>
#include <numeric>

namespace lathe::engine {

namespace {

constexpr int kCopies = 3;  // of the measured layer
constexpr int kRounds = 7;
constexpr int kFfnSteps = 16;

std::vector<int64_t> firstUnits(int count)
{
    std::vector<int64_t> units(static_cast<size_t>(count));
    std::iota(units.begin(), units.end(), 0);
    return units;
}

int mostUnits(const Checkpoint& model)
{
    int most = 0;
    for (const LayerShape& layer : model.architecture.layers)
        most = std::max(most, layer.kvHeads());
    return most;
}

int mostNeurons(const Checkpoint& model)
{
    int most = 0;
    for (const LayerShape& layer : model.architecture.layers)
        most = std::max(most, layer.ffn);
    return most;
}

// Some layers of a given size and a last one without heads and with hardly any neurons.
Checkpoint specimen(const Checkpoint& model, int heads, int ffn, bool int8)
{
    const auto& layers = model.architecture.layers;
    const int widestHeads = mostUnits(model), widestFfn = mostNeurons(model);
    const auto source = std::find_if(layers.begin(), layers.end(), [&](const LayerShape& layer) {
        return layer.kvHeads() == widestHeads && layer.ffn == widestFfn;
    });
    const int from = source == layers.end() ? 0 : int(source - layers.begin());
    const std::vector<int> chosen(size_t(kCopies) + 1, from);
    Kept kept;
    for (int i = 0; i < kCopies; ++i) {
        kept.heads.push_back(firstUnits(std::min(heads, layers[size_t(from)].kvHeads())));
        kept.ffn.push_back(firstUnits(std::min(ffn, layers[size_t(from)].ffn)));
    }
    kept.heads.emplace_back();
    kept.ffn.push_back(firstUnits(std::min(16, layers[size_t(from)].ffn)));
    Checkpoint made = shrink(withLayers(model, chosen), kept);
    if (int8)
        for (const std::string& layer : linearLayers(made.architecture))
            for (const char* part : {".weight", ".weight_left", ".weight_right"}) // whole, or as two factors
                if (const auto found = made.weights.find(layer + part); found != made.weights.end()) {
                    const Int8Rows rows = roundRows(found->second);
                    putInt8(made.weights, layer + part, rows.codes, rows.scale);
                }
    return made;
}

double seconds(const PackedModel& model, const std::vector<const std::vector<int32_t>*>& texts)
{
    const auto start = std::chrono::steady_clock::now();
    (void)model.logits(texts);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void neverFalls(std::vector<double>& costs)
{
    std::partial_sum(costs.begin(), costs.end(), costs.begin(), [](double a, double b) { return std::max(a, b); });
}

} // namespace

CostTable latencyTable(const Checkpoint& model, const Workload& workload, const Task& task)
{
    CostTable table;
    const int mostHeads = mostUnits(model), mostFfn = mostNeurons(model);
    table.ffnStep = std::max(1, mostFfn / kFfnSteps);
    std::vector<PackedModel> specimens;
    for (int heads = 0; heads <= mostHeads; ++heads)
        specimens.emplace_back(specimen(model, heads, table.ffnStep, workload.int8));
    for (int ffn = 0; ffn <= mostFfn; ffn += table.ffnStep)
        specimens.emplace_back(specimen(model, 0, ffn, workload.int8));
    const std::vector<int32_t> text(size_t(std::min(workload.tokens, model.architecture.maxTokens())), 0);
    const std::vector<const std::vector<int32_t>*> texts(size_t(workload.batch), &text);
    std::vector<double> least(specimens.size(), 1e9);
    for (int round = 0; round < kRounds; ++round)
        for (size_t i = 0; i < specimens.size(); ++i) {
            task.checkpoint();
            const size_t at = (i + size_t(round)) % specimens.size();
            least[at] = std::min(least[at], seconds(specimens[at], texts));
            task.report(double(size_t(round) * specimens.size() + i) / double(kRounds * specimens.size()), "timing this CPU");
        }
    const auto ffnAt = size_t(mostHeads) + 1;
    const auto cost = [&](size_t i, size_t nothing) { return std::max(0.0, least[i] - least[nothing]) / kCopies * 1e3; };
    for (size_t i = 0; i < ffnAt; ++i)
        table.heads.push_back(cost(i, 0));
    for (size_t i = ffnAt; i < least.size(); ++i)
        table.ffn.push_back(cost(i, ffnAt));
    neverFalls(table.heads);
    neverFalls(table.ffn);
    return table;
}

CostTable sizeTable(const Checkpoint& model, bool int8)
{
    CostTable table;
    const double each = int8 ? 1 : 4, hidden = model.architecture.hiddenSize;
    const int mostFfn = mostNeurons(model);
    table.ffnStep = std::max(1, mostFfn / kFfnSteps);
    const LayerShape& shape = model.architecture.layers.front();
    const double matrices = 2.0 * shape.group + 2; // rows of query and output, of key and value
    for (int heads = 0; heads <= mostUnits(model); ++heads)
        table.heads.push_back(each * matrices * hidden * heads * shape.headSize);
    for (int ffn = 0; ffn <= mostFfn; ffn += table.ffnStep)
        table.ffn.push_back(each * (model.architecture.ffn.gated ? 3 : 2) * hidden * ffn);
    return table;
}

} // namespace lathe::engine
