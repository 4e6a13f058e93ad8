#include "core/runner/variant_maker.h"

#include "core/analysis/agreement.h"
#include "core/analysis/calibration.h"
#include "core/analysis/figures.h"
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

json orNull(std::optional<double> value)
{
    return value ? json(*value) : json();
}

// Whether a variant's own answers tell it.
bool isDerived(const analysis::MetricInfo& info)
{
    using analysis::MetricGroup;
    return info.group == MetricGroup::Quality || info.group == MetricGroup::Ranking ||
           info.group == MetricGroup::Calibration;
}

} // namespace

void addQuality(Variant& variant, std::shared_ptr<const Evaluation> evaluation,
                const data::LabelSet& labels)
{
    const analysis::Quality quality =
        analysis::quality(evaluation->test, evaluation->thresholds, labels.names);
    json perClass = json::array();
    for (size_t i = 0; i < quality.perClass.size() && i < labels.names.size(); ++i)
        perClass.push_back({{"label", labels.names[i]},
                            {"precision", orNull(quality.perClass[i].precision)},
                            {"recall", orNull(quality.perClass[i].recall)},
                            {"f1", orNull(quality.perClass[i].f1)},
                            {"support", quality.perClass[i].support}});
    variant.details["perClass"] = std::move(perClass);
    if (!evaluation->thresholds.empty())
        variant.details["thresholds"] = evaluation->thresholds;
    variant.warning = quality.collapse;
    if (const json training = variant.details.value("training", json::object());
        training.contains("simulated"))
        variant.warning += (variant.warning.empty() ? "simulated: " : "; simulated: ") +
                           training["simulated"].get<std::string>();
    variant.evaluation = std::move(evaluation);
    deriveFigures(variant);
}

void deriveFigures(Variant& variant)
{
    if (!variant.evaluation || variant.evaluation->test.rows() == 0)
        return;
    const Evaluation& evaluation = *variant.evaluation;
    const auto& all = analysis::allMetrics();
    if (std::none_of(all.begin(), all.end(), [&](const analysis::MetricInfo& info) {
            return isDerived(info) && analysis::appliesTo(info, evaluation.test.kind) &&
                   !variant.metrics.contains(info.key);
        }))
        return;
    const auto temperature = analysis::fitTemperature(evaluation.validation);
    if (temperature)
        variant.details["temperature"] = *temperature;
    variant.metrics.merge(analysis::figuresOf(evaluation.test, evaluation.thresholds, temperature));
}

void addAgreement(Variant& variant, const Variant& original)
{
    if (!variant.evaluation || !original.evaluation)
        return;
    const Evaluation &now = *variant.evaluation, &before = *original.evaluation;
    if (now.test.kind != before.test.kind || now.test.classes != before.test.classes ||
        now.test.truth != before.test.truth)
        return;
    if (const auto found =
            analysis::agreement({now.test, now.thresholds}, {before.test, before.thresholds})) {
        setMetric(variant, "agreement", found->decisions);
        if (found->klDivergence)
            setMetric(variant, "klDivergence", *found->klDivergence);
    }
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
    if (const auto& spread = figures.latency)
        variant.details["latency"] = {
            {"samples", spread->samples}, {"p5Ms", spread->p5 * 1e3},
            {"p25Ms", spread->p25 * 1e3}, {"medianMs", spread->median * 1e3},
            {"p75Ms", spread->p75 * 1e3}, {"p95Ms", spread->p95 * 1e3},
            {"lowMs", spread->low * 1e3}, {"highMs", spread->high * 1e3}};
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
