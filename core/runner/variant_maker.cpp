#include "core/runner/variant_maker.h"

#include "core/analysis/quality.h"

#include <algorithm>
#include <cmath>

namespace lathe::runner {

using nlohmann::json;

namespace {

void setMetric(Variant& variant, const char* key, double value)
{
    if (std::isfinite(value))
        variant.metrics[key] = value;
}

} // namespace

void addQuality(Variant& variant, std::shared_ptr<const Evaluation> evaluation,
                const data::LabelSet& labels)
{
    const analysis::Quality quality =
        analysis::quality(evaluation->test, evaluation->thresholds, labels.names);
    setMetric(variant, "accuracy", quality.accuracy);
    setMetric(variant, "macroF1", quality.macroF1);
    setMetric(variant, "microF1", quality.microF1);
    json perClass = json::array();
    for (size_t i = 0; i < quality.perClass.size() && i < labels.names.size(); ++i)
        perClass.push_back({{"label", labels.names[i]},
                            {"precision", quality.perClass[i].precision},
                            {"recall", quality.perClass[i].recall},
                            {"f1", quality.perClass[i].f1},
                            {"support", quality.perClass[i].support}});
    variant.details["perClass"] = std::move(perClass);
    if (!evaluation->thresholds.empty())
        variant.details["thresholds"] = evaluation->thresholds;
    variant.warning = quality.collapse;
    if (const json training = variant.details.value("training", json::object()); training.contains("simulated"))
        variant.warning += (variant.warning.empty() ? "simulated: " : "; simulated: ") +
                           training["simulated"].get<std::string>();
    variant.evaluation = std::move(evaluation);
}

void addSize(Variant& variant)
{
    setMetric(variant, "sizeBytes", static_cast<double>(variant.facts.weightBytes));
    setMetric(variant, "parameters", static_cast<double>(variant.facts.parameters));
}

void addSpeed(Variant& variant, const SpeedFigures& figures)
{
    setMetric(variant, "latencyP50Ms", figures.latencyP50Ms);
    setMetric(variant, "latencyP95Ms", figures.latencyP95Ms);
    setMetric(variant, "throughput", figures.throughput);
    if (figures.peakMemoryBytes)
        setMetric(variant, "peakMemoryBytes", *figures.peakMemoryBytes);
    variant.kernels = figures.kernels;
    variant.details["speedRounds"] = figures.rounds;
}

std::vector<std::string> textsForSpeed(const std::vector<data::Example>& examples, int count)
{
    std::vector<const data::Example*> sorted;
    for (const data::Example& example : examples)
        sorted.push_back(&example);
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto* a, const auto* b) { return a->text.size() < b->text.size(); });
    const size_t wanted = std::min(sorted.size(), static_cast<size_t>(std::max(count, 0)));
    std::vector<std::string> texts;
    for (size_t i = 0; i < wanted; ++i) // the middle of the i-th of `wanted` equal parts
        texts.push_back(sorted[(2 * i + 1) * sorted.size() / (2 * wanted)]->text);
    return texts;
}

} // namespace lathe::runner
