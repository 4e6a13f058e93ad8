#include "widgets/compare/variant_model.h"

#include "core/export/record.h"
#include "widgets/common/format.h"
#include "widgets/common/kit.h"
#include "widgets/compare/csv.h"
#include "widgets/theme/said.h"

#include <algorithm>

namespace lathe::widgets {

namespace {

const QString kNone(QChar(0x2013));

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

QString withoutVersion(const QString& runtime)
{
    const qsizetype end = runtime.lastIndexOf(' ');
    return end > 0 && end + 1 < runtime.size() && runtime[end + 1].isDigit() ? runtime.left(end) : runtime;
}

QString deltaText(const Comparison& comparison, size_t row)
{
    const ComparedVariant& compared = comparison.variants[row];
    if (compared.isOriginal)
        return {};
    QString text = lossText(compared.lost);
    const Judgement* judgement = comparison.judgement(row);
    if (judgement && judgement->difference) {
        const double half = (judgement->difference->high - judgement->difference->low) / 2;
        text += QString(" %1 %2").arg(QChar(0x00b1)).arg(saidNumber(half * 100, 1));
    }
    return text;
}

} // namespace

VariantModel::VariantModel(QObject* parent)
    : QAbstractTableModel(parent), m_comparison(std::make_shared<const Comparison>())
{
    m_columns.push_back({"name", nullptr});
    const auto& all = analysis::allMetrics();
    const auto add = [&](bool ofQuality) {
        for (const analysis::MetricInfo& metric : all)
            if (isQuality(metric.key) == ofQuality)
                m_columns.push_back({std::string(metric.key), &metric});
    };
    add(true);
    m_columns.push_back({"delta", nullptr});
    m_columns.push_back({"p", nullptr});
    add(false);
    m_columns.push_back({"storage", nullptr});
    m_columns.push_back({"kernels", nullptr});
}

void VariantModel::setComparison(std::shared_ptr<const Comparison> comparison)
{
    const auto sameId = [](const ComparedVariant& a, const ComparedVariant& b) {
        return a.variant->id == b.variant->id;
    };
    const bool isSame =
        std::equal(comparison->variants.begin(), comparison->variants.end(),
                   m_comparison->variants.begin(), m_comparison->variants.end(), sameId);
    if (isSame) {
        m_comparison = std::move(comparison);
        if (rowCount() > 0)
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
        return;
    }
    beginResetModel();
    m_comparison = std::move(comparison);
    endResetModel();
}

int VariantModel::rowOf(const std::string& variantId) const
{
    const auto found = m_comparison->indexOf(variantId);
    return found ? int(*found) : -1;
}

int VariantModel::columnOf(std::string_view key) const
{
    const auto found = std::find_if(m_columns.begin(), m_columns.end(),
                                    [&](const VariantColumn& column) { return column.key == key; });
    return found == m_columns.end() ? -1 : int(found - m_columns.begin());
}

bool VariantModel::isKnown(int column) const
{
    const VariantColumn& shown = m_columns[size_t(column)];
    if (shown.key == "p")
        return !m_comparison->judgements.empty();
    if (!shown.metric)
        return true;
    return std::find(m_comparison->known.begin(), m_comparison->known.end(), shown.metric) !=
           m_comparison->known.end();
}

bool VariantModel::differs(int column) const
{
    for (size_t row = 1; row < m_comparison->variants.size(); ++row)
        if (text(row, column) != text(0, column))
            return true;
    return false;
}

int VariantModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_comparison->variants.size());
}

int VariantModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_columns.size());
}

QString VariantModel::text(size_t row, int column) const
{
    const ComparedVariant& compared = m_comparison->variants[row];
    const VariantColumn& shown = m_columns[size_t(column)];
    if (shown.metric)
        return metricText(shown.key, m_comparison->metric(row, shown.key));
    if (shown.key == "name") {
        const QString name = variantName(*compared.variant);
        if (exports::isFailedExport(*compared.variant))
            return tr("Failed: %1").arg(name);
        const QString runtime = runtimeOf(*compared.variant);
        return compared.isOriginal                         ? tr("Original: %1").arg(name)
               : compared.isPeer && !name.contains(runtime) ? QString("%1: %2").arg(runtime, name)
                                                            : name;
    }
    if (shown.key == "delta")
        return deltaText(*m_comparison, row);
    if (shown.key == "p") {
        const Judgement* judgement = m_comparison->judgement(row);
        return judgement ? formatP(judgement->p) : kNone;
    }
    if (shown.key == "storage")
        return QString::fromStdString(compared.variant->facts.storage);
    return compared.isPeer ? withoutVersion(runtimeOf(*compared.variant)) : kernelsInShort(kernelsOf(*compared.variant));
}

QVariant VariantModel::sortable(size_t row, int column) const
{
    constexpr double kAbsent = -1e300; // below every figure
    const VariantColumn& shown = m_columns[size_t(column)];
    if (shown.metric)
        return m_comparison->metric(row, shown.key).value_or(kAbsent);
    if (shown.key == "delta")
        return -m_comparison->variants[row].lost.value_or(1e300);
    if (shown.key == "p") {
        const Judgement* judgement = m_comparison->judgement(row);
        return judgement ? judgement->p : kAbsent;
    }
    return text(row, column);
}

QString VariantModel::toolTip(size_t row, int column) const
{
    const ComparedVariant& compared = m_comparison->variants[row];
    const VariantColumn& shown = m_columns[size_t(column)];
    if (shown.key == "kernels")
        return kernelsOf(*compared.variant);
    if (!compared.variant->warning.empty() && shown.metric && isQuality(shown.key))
        return saidMessage(compared.variant->warning);
    if (shown.key == "delta" || shown.key == "p")
        if (const Judgement* judgement = m_comparison->judgement(row))
            return judgementText(*judgement);
    return text(row, column);
}

QVariant VariantModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || size_t(index.row()) >= m_comparison->variants.size())
        return {};
    const auto row = size_t(index.row());
    const ComparedVariant& compared = m_comparison->variants[row];
    const VariantColumn& shown = m_columns[size_t(index.column())];
    const Theme& theme = Theme::of(nullptr);
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case SortRole:
        return sortable(row, index.column());
    case GroupRole:
        return int(compared.group);
    case Qt::DecorationRole:
        return index.column() == kName ? QVariant(makeDot(groupColour(compared.group, theme)))
                                       : QVariant();
    case Qt::ToolTipRole:
        return toolTip(row, index.column());
    case Qt::TextAlignmentRole:
        return int((index.column() == kName ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case Qt::ForegroundRole:
        if (index.column() == kName && exports::isFailedExport(*compared.variant))
            return theme.bad;
        if (!compared.variant->warning.empty() && shown.metric && isQuality(shown.key))
            return theme.warn;
        return index.column() != kName && !shown.metric ? theme.mutedText : theme.text;
    default:
        return {};
    }
}

QString VariantModel::title(int column) const
{
    const VariantColumn& shown = m_columns[size_t(column)];
    if (shown.metric)
        return metricTitle(shown.key);
    return shown.key == "name"      ? tr("Variant")
           : shown.key == "delta"   ? tr("Change against the original")
           : shown.key == "p"       ? tr("p, corrected")
           : shown.key == "storage" ? tr("Stored as")
                                    : tr("Runs on");
}

QVariant VariantModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || size_t(section) >= m_columns.size())
        return {};
    const VariantColumn& shown = m_columns[size_t(section)];
    if (role == Qt::TextAlignmentRole)
        return int((section == kName ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole)
        return shown.metric ? said(std::string(shown.metric->meaning)) : title(section);
    if (role != Qt::DisplayRole)
        return {};
    if (shown.key == "delta")
        return tr("Δ to original");
    if (shown.key == "latencyP50Ms")
        return tr("latency");
    if (shown.key == "latencyP95Ms")
        return tr("p95 latency");
    if (shown.key == "sizeBytes")
        return tr("size");
    QString title = this->title(section);
    return screenLocale().language() != QLocale::English || title.left(1).toLower() == "p" ||
                   title.startsWith("ROC") || title.startsWith("PR")
               ? title
               : title.replace(0, 1, title.left(1).toLower());
}

QByteArray tableCsv(const VariantModel& model, const std::vector<int>& rows,
                    const std::vector<int>& columns)
{
    QStringList head{"id", "run"};
    for (const int column : columns)
        head += QString::fromStdString(model.columns()[size_t(column)].key);
    QByteArray csv = csvLine(head);
    for (const int row : rows) {
        const runner::Variant& variant = *model.at(row).variant;
        QStringList cells{QString::fromStdString(variant.id),
                          QString::fromStdString(variant.runId)};
        for (const int column : columns) {
            const QModelIndex index = model.index(row, column);
            const QVariant value = index.data(VariantModel::SortRole);
            const bool isNumber = value.typeId() == QMetaType::Double;
            cells += !isNumber                            ? index.data().toString()
                     : std::abs(value.toDouble()) > 1e299 ? QString()
                                                          : csvNumber(value.toDouble());
        }
        csv += csvLine(cells);
    }
    return csv;
}

} // namespace lathe::widgets
