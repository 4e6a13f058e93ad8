#include "widgets/compare/comparison.h"

#include "core/analysis/pareto.h"
#include "widgets/common/format.h"

#include <QCoreApplication>

#include <algorithm>

namespace lathe::widgets {

namespace {

using recipe::StageFamily;

constexpr double kTolerableLoss = 0.01; // a point of quality: what people usually give for speed

QString translated(const char* text)
{
    return QCoreApplication::translate("Comparison", text);
}

std::optional<double> metric(const runner::Variant& variant, std::string_view key)
{
    const auto found = variant.metrics.find(key);
    return found == variant.metrics.end() ? std::nullopt : std::optional(found->second);
}

const runner::Variant* originalOf(const runner::Variant& variant,
                                  const std::vector<runner::Variant>& all)
{
    const auto found = std::find_if(all.begin(), all.end(), [&](const runner::Variant& other) {
        return other.id == variant.original;
    });
    return found == all.end() ? nullptr : &*found;
}

void relate(ComparedVariant& compared, const runner::Variant& original, const std::string& quality)
{
    const auto ratio = [&](std::string_view key) -> std::optional<double> {
        const auto before = metric(original, key), now = metric(compared.variant, key);
        return before && now && *now > 0 ? std::optional(*before / *now) : std::nullopt;
    };
    if (const auto value = ratio("latencyP50Ms"))
        compared.faster = formatRatio(*value);
    if (const auto value = ratio("sizeBytes"))
        compared.smaller = formatRatio(*value);
    const auto before = metric(original, quality), now = metric(compared.variant, quality);
    if (before && now) {
        compared.delta = formatPoints(*now - *before);
        compared.lost = *before - *now;
    }
}

bool isQuality(std::string_view key)
{
    const analysis::MetricInfo* info = analysis::findMetric(key);
    return info && info->group == analysis::MetricGroup::Quality &&
           info->better == analysis::Better::Higher;
}

} // namespace

VariantGroup groupOf(const runner::Variant& variant)
{
    if (variant.original == variant.id || variant.stage.empty())
        return VariantGroup::Original;
    std::vector<StageFamily> families = variant.families;
    std::erase(families, StageFamily::Analyze);
    if (families.size() > 1)
        std::erase(families, StageFamily::Train);
    if (families.size() > 1)
        return VariantGroup::Combined;
    if (families.empty())
        return VariantGroup::Trained;
    switch (families.front()) {
    case StageFamily::Train:
        return VariantGroup::Trained;
    case StageFamily::Prune:
        return VariantGroup::Pruned;
    case StageFamily::Distill:
        return VariantGroup::Distilled;
    case StageFamily::Quantize:
        return VariantGroup::Quantized;
    case StageFamily::Analyze:
        break;
    }
    return VariantGroup::Combined;
}

QString groupTitle(VariantGroup group)
{
    switch (group) {
    case VariantGroup::Original:
        return translated("Original");
    case VariantGroup::Trained:
        return translated("Trained");
    case VariantGroup::Pruned:
        return translated("Pruned");
    case VariantGroup::Distilled:
        return translated("Distilled");
    case VariantGroup::Quantized:
        return translated("Quantized");
    case VariantGroup::Combined:
        return translated("Combined");
    }
    return {};
}

QColor groupColour(VariantGroup group, const Theme& theme)
{
    switch (group) {
    case VariantGroup::Original:
        return theme.star;
    case VariantGroup::Trained:
        return theme.family(StageFamily::Train);
    case VariantGroup::Pruned:
        return theme.family(StageFamily::Prune);
    case VariantGroup::Distilled:
        return theme.family(StageFamily::Distill);
    case VariantGroup::Quantized:
        return theme.family(StageFamily::Quantize);
    case VariantGroup::Combined:
        return theme.accent;
    }
    return theme.faintText;
}

AxisUnit axisUnit(const analysis::MetricInfo& info)
{
    if (info.unit == "bytes")
        return {1e6, "MB"};
    if (info.key == "parameters")
        return {1e6, translated("million")};
    if (info.unit == "fraction")
        return {1, {}};
    return {1, QString::fromUtf8(info.unit.data(), qsizetype(info.unit.size()))};
}

std::string firstQuality(const std::vector<runner::Variant>& variants, const std::string& run)
{
    bool any = false;
    for (const runner::Variant& variant : variants) {
        if (!run.empty() && variant.runId != run)
            continue;
        if (!variant.facts.labels || variant.facts.labels->kind != data::TaskKind::Multilabel)
            return "accuracy";
        any = true;
    }
    return any ? "microF1" : "accuracy";
}

Comparison compare(const std::vector<runner::Variant>& variants, const CompareOptions& options)
{
    Comparison result;
    const std::string quality = isQuality(options.y)   ? options.y
                                : isQuality(options.x) ? options.x
                                                       : "accuracy";
    for (const runner::Variant& variant : variants) {
        if (!options.run.empty() && variant.runId != options.run)
            continue;
        ComparedVariant compared;
        compared.group = groupOf(variant);
        if (std::find(options.hidden.begin(), options.hidden.end(), compared.group) !=
            options.hidden.end())
            continue;
        compared.variant = variant;
        compared.isOriginal = variant.original == variant.id;
        compared.x = metric(variant, options.x);
        compared.y = metric(variant, options.y);
        compared.size = metric(variant, options.size);
        if (const runner::Variant* original = originalOf(variant, variants);
            original && !compared.isOriginal)
            relate(compared, *original, quality);
        result.variants.push_back(std::move(compared));
    }
    std::stable_sort(result.variants.begin(), result.variants.end(),
                     [&](const ComparedVariant& a, const ComparedVariant& b) {
                         if (a.isOriginal != b.isOriginal)
                             return b.isOriginal;
                         return metric(a.variant, quality).value_or(-1) >
                                metric(b.variant, quality).value_or(-1);
                     });
    const analysis::MetricInfo* x = analysis::findMetric(options.x);
    const analysis::MetricInfo* y = analysis::findMetric(options.y);
    if (x && y && x != y) {
        std::vector<analysis::Metrics> items;
        for (const ComparedVariant& compared : result.variants)
            items.push_back(compared.variant.metrics);
        result.front = analysis::paretoFront(items, {x, y});
        for (const size_t index : result.front)
            result.variants[index].isOnFront = true;
    }
    return result;
}

const ComparedVariant* suggestion(const Comparison& comparison)
{
    // Ascending in x: the first one that is good enough is the cheapest.
    for (const size_t index : comparison.front) {
        const ComparedVariant& compared = comparison.variants[index];
        if (!compared.isOriginal && compared.lost && *compared.lost <= kTolerableLoss)
            return &compared;
    }
    for (const ComparedVariant& compared : comparison.variants)
        if (compared.isOnFront && !compared.isOriginal)
            return &compared;
    return nullptr;
}

QString metricText(const runner::Variant& variant, std::string_view key)
{
    const auto value = metric(variant, key);
    const analysis::MetricInfo* info = analysis::findMetric(key);
    return value && info ? QString::fromStdString(analysis::formatMetric(*info, *value))
                         : QString(QChar(0x2013));
}

QString ratioLine(const ComparedVariant& compared)
{
    QStringList words;
    if (!compared.faster.isEmpty())
        words += translated("%1 faster").arg(compared.faster);
    if (!compared.smaller.isEmpty())
        words += translated("%1 smaller").arg(compared.smaller);
    if (!compared.delta.isEmpty())
        words += compared.delta;
    return words.join(", ");
}

} // namespace lathe::widgets
