#include "widgets/compare/variant_model.h"

#include "widgets/common/kit.h"

#include <algorithm>

namespace lathe::widgets {

namespace {

std::string_view metricKey(int column)
{
    switch (column) {
    case VariantModel::Accuracy:
        return "accuracy";
    case VariantModel::MacroF1:
        return "macroF1";
    case VariantModel::Latency:
        return "latencyP50Ms";
    case VariantModel::Throughput:
        return "throughput";
    case VariantModel::Size:
        return "sizeBytes";
    default:
        return {};
    }
}

QString kernelsOf(const runner::Variant& variant)
{
    return QString::fromStdString(variant.kernels.empty() ? variant.facts.compute
                                                          : variant.kernels);
}

// "int8" of "Lathe int8 (avx512_vnni)", "int8 × int8" of what older runs recorded.
QString kernelsInShort(QString kernels)
{
    for (const char* maker : {"oneDNN ", "Lathe "})
        kernels.remove(maker);
    return kernels.section(" (", 0, 0).replace(" x ", QString(" %1 ").arg(QChar(0x00d7)));
}

} // namespace

QString variantName(const runner::Variant& variant)
{
    if (!variant.lineage.empty())
        return QString::fromStdString(variant.lineage);
    const std::string& name = variant.label.empty() ? variant.facts.name : variant.label;
    return QString::fromStdString(name);
}

void VariantModel::setComparison(const Comparison& comparison)
{
    beginResetModel();
    m_variants = comparison.variants;
    endResetModel();
}

int VariantModel::rowOf(const std::string& variantId) const
{
    const auto found =
        std::find_if(m_variants.begin(), m_variants.end(), [&](const ComparedVariant& compared) {
            return compared.variant.id == variantId;
        });
    return found == m_variants.end() ? -1 : int(found - m_variants.begin());
}

int VariantModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_variants.size());
}

int VariantModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant VariantModel::display(const ComparedVariant& compared, int column) const
{
    switch (column) {
    case Name:
        return compared.isOriginal ? tr("Original: %1").arg(variantName(compared.variant))
                                   : variantName(compared.variant);
    case Delta:
        return compared.delta;
    case Kernels:
        return kernelsInShort(kernelsOf(compared.variant));
    default:
        return metricText(compared.variant, metricKey(column));
    }
}

QVariant VariantModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || size_t(index.row()) >= m_variants.size())
        return {};
    const ComparedVariant& compared = m_variants[size_t(index.row())];
    const Theme& theme = Theme::of(nullptr);
    switch (role) {
    case Qt::DisplayRole:
        return display(compared, index.column());
    case SortRole: {
        const auto found = compared.variant.metrics.find(metricKey(index.column()));
        return found == compared.variant.metrics.end() ? display(compared, index.column())
                                                       : QVariant(found->second);
    }
    case GroupRole:
        return int(compared.group);
    case Qt::DecorationRole:
        return index.column() == Name ? QVariant(makeDot(groupColour(compared.group, theme)))
                                      : QVariant();
    case Qt::ToolTipRole:
        if (index.column() == Kernels)
            return kernelsOf(compared.variant);
        return compared.variant.warning.empty()
                   ? display(compared, index.column())
                   : QVariant(QString::fromStdString(compared.variant.warning));
    case Qt::TextAlignmentRole:
        return int((index.column() == Name ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case Qt::ForegroundRole:
        if (!compared.variant.warning.empty() && index.column() == Accuracy)
            return theme.warn;
        return index.column() == Delta || index.column() == Kernels ? theme.mutedText : theme.text;
    default:
        return {};
    }
}

QVariant VariantModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Name ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const QString titles[] = {tr("variant"), tr("accuracy"), tr("macro F1"), tr("Δ to original"),
                              tr("latency"), tr("texts/s"),  tr("size"),     tr("runs on")};
    return section >= 0 && section < ColumnCount ? titles[section] : QVariant();
}

} // namespace lathe::widgets
