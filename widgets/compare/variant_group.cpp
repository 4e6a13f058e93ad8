#include "widgets/compare/variant_group.h"

#include <QCoreApplication>

namespace lathe::widgets {

namespace {

using recipe::StageFamily;

QString translated(const char* text)
{
    return QCoreApplication::translate("Comparison", text);
}

} // namespace

VariantGroup groupOf(const runner::Variant& variant)
{
    if (!runtimeOf(variant).isEmpty())
        return VariantGroup::OtherRuntime;
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
    case VariantGroup::OtherRuntime:
        return translated("Other runtimes");
    }
    return {};
}

std::string_view groupKey(VariantGroup group)
{
    constexpr std::array<std::string_view, kAllGroups.size()> kKeys{
        "original", "trained", "pruned", "distilled", "quantized", "combined", "otherRuntime"};
    return kKeys[size_t(group)];
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
    case VariantGroup::OtherRuntime:
        return theme.mutedText;
    }
    return theme.faintText;
}

QString runtimeOf(const runner::Variant& variant)
{
    const auto found = variant.details.find("runtime");
    return found != variant.details.end() && found->is_string()
               ? QString::fromStdString(found->get_ref<const std::string&>())
               : QString();
}

bool isFromOtherRuntime(const runner::Variant& variant)
{
    return variant.details.contains("runtime");
}

bool isFailed(const runner::Variant& variant)
{
    if (!variant.warning.empty() && !variant.warning.starts_with("simulated:"))
        return true;
    return !analysis::valueOf(variant.metrics, "accuracy") &&
           !analysis::valueOf(variant.metrics, "microF1");
}

QString variantName(const runner::Variant& variant)
{
    if (!variant.lineage.empty())
        return QString::fromStdString(variant.lineage);
    const std::string& name = variant.label.empty() ? variant.facts.name : variant.label;
    return QString::fromStdString(name);
}

} // namespace lathe::widgets
