#include "widgets/compare/comparison.h"

#include "core/analysis/pareto.h"
#include "widgets/common/format.h"
#include "widgets/theme/said.h"

#include <QCoreApplication>

#include <algorithm>
#include <unordered_map>

namespace lathe::widgets {

namespace {

using analysis::Metrics;

QString translated(const char* text)
{
    return QCoreApplication::translate("Comparison", text);
}

using Index = std::unordered_map<std::string_view, const runner::Variant*>;

// Only what a part of it may be asked of.
Metrics qualityOf(const Metrics& all)
{
    Metrics quality;
    for (const auto& [key, value] : all)
        if (isQuality(key))
            quality.emplace(key, value);
    return quality;
}

void relate(ComparedVariant& compared, const Metrics& now, const Metrics& before,
            const std::string& quality)
{
    const auto ratio = [&](std::string_view key) -> std::optional<double> {
        const auto was = analysis::valueOf(before, key), is = analysis::valueOf(now, key);
        return was && is && *is > 0 && *was > 0 ? std::optional(*was / *is) : std::nullopt;
    };
    compared.faster = ratio("latencyP50Ms");
    compared.smaller = ratio("sizeBytes");
    const auto was = analysis::valueOf(before, quality), is = analysis::valueOf(now, quality);
    if (was && is)
        compared.lost = *was - *is;
}

void findFront(Comparison& comparison, const CompareState& state)
{
    const analysis::MetricInfo* x = analysis::findMetric(state.x);
    const analysis::MetricInfo* y = analysis::findMetric(state.y);
    if (!x || !y || x == y)
        return;
    std::vector<Metrics> items;
    for (const ComparedVariant& compared : comparison.variants) {
        Metrics& item = items.emplace_back();
        if (compared.x && compared.y && !compared.isPeer && !compared.isFailed)
            item = {{std::string(x->key), *compared.x}, {std::string(y->key), *compared.y}};
    }
    comparison.front = analysis::paretoFront(items, {x, y});
    for (const size_t index : comparison.front)
        comparison.variants[index].isOnFront = true;
}

// Sorts variants and candidates alike.
void sortByQuality(Comparison& comparison, const std::string& quality)
{
    struct Key {
        bool isOriginal;
        double quality;
        size_t index;
    };
    std::vector<Key> order;
    for (size_t i = 0; i < comparison.variants.size(); ++i)
        order.push_back(
            {comparison.variants[i].isOriginal, comparison.metric(i, quality).value_or(-1e300), i});
    std::stable_sort(order.begin(), order.end(), [](const Key& a, const Key& b) {
        return a.isOriginal != b.isOriginal ? b.isOriginal : a.quality > b.quality;
    });
    std::vector<ComparedVariant> variants;
    std::vector<analysis::Candidate> candidates;
    variants.reserve(order.size());
    candidates.reserve(order.size());
    for (const Key& key : order) {
        variants.push_back(comparison.variants[key.index]);
        candidates.push_back(std::move(comparison.candidates[key.index]));
    }
    comparison.variants = std::move(variants);
    comparison.candidates = std::move(candidates);
}

void findKnown(Comparison& comparison)
{
    for (const analysis::MetricInfo& info : analysis::allMetrics())
        if (std::any_of(comparison.candidates.begin(), comparison.candidates.end(),
                        [&](const analysis::Candidate& candidate) {
                            return analysis::valueOf(candidate.metrics, info.key).has_value();
                        }))
            comparison.known.push_back(&info);
}

} // namespace

std::optional<double> Comparison::metric(size_t index, std::string_view key) const
{
    return analysis::valueOf(candidates[index].metrics, key);
}

std::optional<size_t> Comparison::indexOf(std::string_view variantId) const
{
    for (size_t i = 0; i < variants.size(); ++i)
        if (variants[i].variant->id == variantId)
            return i;
    return std::nullopt;
}

const Judgement* Comparison::judgement(size_t index) const
{
    const auto found = judgements.find(variants[index].variant->id);
    return found == judgements.end() ? nullptr : &found->second;
}

std::string firstQuality(const VariantList& variants, const std::string& run)
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

Comparison compare(const VariantList& pool, const CompareState& state, const Verdicts& verdicts)
{
    Comparison result;
    result.pool = pool;
    Index byId;
    byId.reserve(pool.size());
    for (const runner::Variant& variant : pool)
        byId.emplace(variant.id, &variant);
    std::unordered_map<const runner::Variant*, std::shared_ptr<const Metrics>> originals;
    Verdicts shown;
    for (const runner::Variant& variant : pool) {
        if (!state.run.empty() && variant.runId != state.run)
            continue;
        ComparedVariant compared;
        compared.variant = &variant;
        compared.group = groupOf(variant);
        compared.isOriginal = variant.original == variant.id;
        compared.isPeer = compared.group == VariantGroup::OtherRuntime;
        compared.isFailed = !compared.isOriginal && isFailed(variant);
        result.failed += compared.isFailed;
        result.hasPeers |= compared.isPeer;
        if ((compared.isFailed && !state.showsFailed) ||
            std::find(state.hidden.begin(), state.hidden.end(), compared.group) !=
                state.hidden.end()) {
            ++result.hidden;
            continue;
        }
        analysis::Candidate candidate;
        candidate.metrics = analysis::SharedMetrics::of(variant.metrics);
        if (const auto verdict = verdicts.find(variant.id);
            verdict != verdicts.end() && verdict->second) {
            shown.insert(*verdict);
            candidate.differences = verdict->second->difference.figures;
            Metrics figures = variant.metrics;
            for (const auto& [key, value] : verdict->second->figures)
                figures.emplace(key, value);
            candidate.metrics = std::move(figures);
        }
        candidate.isChoice = !compared.isOriginal && !compared.isPeer && !compared.isFailed;
        if (const auto found = byId.find(variant.original); found != byId.end()) {
            const runner::Variant& original = *found->second;
            auto& quality = originals[&original];
            if (!quality)
                quality = std::make_shared<const Metrics>(qualityOf(original.metrics));
            candidate.original = quality;
            if (!compared.isOriginal) {
                compared.original = &original;
                relate(compared, candidate.metrics, original.metrics, state.quality);
            }
        }
        compared.x = analysis::valueOf(candidate.metrics, state.x);
        compared.y = analysis::valueOf(candidate.metrics, state.y);
        compared.size = analysis::valueOf(candidate.metrics, state.size);
        compared.colour = analysis::valueOf(candidate.metrics, state.colour);
        result.variants.push_back(compared);
        result.candidates.push_back(std::move(candidate));
    }
    result.judgements = judge(shown, state.quality);
    sortByQuality(result, state.quality);
    findFront(result, state);
    findKnown(result);
    return result;
}

QString metricTitle(std::string_view key)
{
    const analysis::MetricInfo* info = analysis::findMetric(key);
    return info ? said(std::string(info->title)) : QString();
}

QString metricText(std::string_view key, std::optional<double> value)
{
    const analysis::MetricInfo* info = analysis::findMetric(key);
    if (!value || !info)
        return QChar(0x2013);
    QString text = saidFigure(analysis::formatMetric(*info, *value));
    if (const std::string unit(info->unit); !unit.empty() && text.endsWith(QString::fromStdString(unit)))
        text.replace(text.size() - qsizetype(unit.size()), qsizetype(unit.size()), said(unit)); // units are ASCII
    return text;
}

QString metricText(const runner::Variant& variant, std::string_view key)
{
    return metricText(key, analysis::valueOf(variant.metrics, key));
}

QString ratioText(std::optional<double> ratio)
{
    return ratio ? formatRatio(*ratio) : QString(QChar(0x2013));
}

QString lossText(std::optional<double> lost)
{
    return lost ? formatPoints(-*lost) : QString(QChar(0x2013));
}

QString ratioLine(const ComparedVariant& compared)
{
    QStringList words;
    if (compared.faster)
        words += translated("%1 faster").arg(formatRatio(*compared.faster));
    if (compared.smaller)
        words += translated("%1 smaller").arg(formatRatio(*compared.smaller));
    if (compared.lost)
        words += formatPoints(-*compared.lost);
    return words.join(", ");
}

} // namespace lathe::widgets
