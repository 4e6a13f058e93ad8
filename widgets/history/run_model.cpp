#include "widgets/history/run_model.h"

#include "widgets/common/format.h"
#include "widgets/compare/comparison.h"
#include "widgets/compare/variant_group.h"
#include "widgets/runs/step_model.h"

#include <QFont>

#include <algorithm>

namespace lathe::widgets {

namespace {

constexpr quintptr kRun = 0; // internal id of a run; its variants carry its row + 1

QByteArray cell(const QString& text)
{
    QByteArray bytes = text.toUtf8();
    if (bytes.contains('"') || bytes.contains(',') || bytes.contains('\n') || bytes.contains('\r'))
        bytes = '"' + bytes.replace('"', "\"\"") + '"';
    return bytes;
}

} // namespace

void RunModel::setHistory(std::vector<history::RunRow> runs,
                          const std::vector<runner::Variant>& variants)
{
    beginResetModel();
    m_entries.clear();
    std::map<std::string, size_t> places;
    for (history::RunRow& run : runs) {
        places[run.id] = m_entries.size();
        m_entries.push_back({std::move(run), {}});
    }
    for (const runner::Variant& variant : variants)
        if (const auto place = places.find(variant.runId); place != places.end())
            m_entries[place->second].variants.push_back(variant);
    endResetModel();
}

QModelIndex RunModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) + 1 : kRun);
}

QModelIndex RunModel::parent(const QModelIndex& child) const
{
    if (!child.isValid() || child.internalId() == kRun)
        return {};
    return createIndex(int(child.internalId()) - 1, 0, kRun);
}

int RunModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return int(m_entries.size());
    if (parent.column() != 0 || parent.internalId() != kRun)
        return 0;
    return int(m_entries[size_t(parent.row())].variants.size());
}

int RunModel::columnCount(const QModelIndex&) const
{
    return ColumnCount;
}

QVariant RunModel::runText(const Entry& entry, int column) const
{
    const history::RunRow& run = entry.run;
    switch (column) {
    case Name:
        return QString::fromStdString(run.name);
    case Started:
        return formatTime(run.started);
    case State:
        return stateText(run.state);
    case Variants:
        return run.variants;
    case Time:
        return run.seconds > 0 ? formatDuration(run.seconds) : QString();
    default:
        return {};
    }
}

QVariant RunModel::variantText(const runner::Variant& variant, int column) const
{
    switch (column) {
    case Name:
        return variantName(variant);
    case Accuracy:
        return metricText(variant, "accuracy");
    case Size:
        return metricText(variant, "sizeBytes");
    case Latency:
        return metricText(variant, "latencyP50Ms");
    default:
        return {};
    }
}

QVariant RunModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const bool isRun = index.internalId() == kRun;
    const Entry& entry = m_entries[isRun ? size_t(index.row()) : index.internalId() - 1];
    const runner::Variant* variant = isRun ? nullptr : &entry.variants[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return isRun ? runText(entry, index.column()) : variantText(*variant, index.column());
    case Qt::TextAlignmentRole:
        return int((index.column() >= Variants ? Qt::AlignRight : Qt::AlignLeft) |
                   Qt::AlignVCenter);
    case Qt::FontRole:
        return isRun && index.column() == Name ? QVariant(uiFont(12, QFont::DemiBold)) : QVariant();
    case Qt::ForegroundRole:
        if (isRun && index.column() == State)
            return stateColour(entry.run.state, nullptr);
        return isRun && index.column() != Name ? Theme::of(nullptr).mutedText
                                               : Theme::of(nullptr).text;
    case Qt::ToolTipRole:
        return QString::fromStdString(
            isRun ? (entry.run.error.empty() ? entry.run.id : entry.run.error)
                  : (variant->warning.empty() ? variant->lineage : variant->warning));
    case RunIdRole:
        return QString::fromStdString(entry.run.id);
    case VariantIdRole:
        return variant ? QString::fromStdString(variant->id) : QString();
    case SearchRole:
        return isRun ? QString::fromStdString(entry.run.name + " " + entry.run.id + " " +
                                              entry.run.error) +
                           " " + stateText(entry.run.state) + " " + formatTime(entry.run.started)
                     : QString::fromStdString(variant->lineage + " " + variant->id + " " +
                                              variant->kernels);
    default:
        return {};
    }
}

QVariant RunModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section >= Variants ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const QString titles[] = {tr("run, variant"), tr("started"), tr("state"),   tr("variants"),
                              tr("accuracy"),     tr("size"),    tr("latency"), tr("took")};
    return section >= 0 && section < ColumnCount ? titles[section] : QVariant();
}

QByteArray toCsv(const std::vector<history::RunRow>& runs,
                 const std::vector<runner::Variant>& variants)
{
    QByteArray csv =
        "run,recipe,started,state,variant,parent,original,stage,lineage,model,kernels,warning";
    for (const analysis::MetricInfo& metric : analysis::allMetrics())
        csv += ',' + QByteArray(metric.key.data(), qsizetype(metric.key.size()));
    csv += "\r\n";
    for (const runner::Variant& variant : variants) {
        const auto run = std::find_if(runs.begin(), runs.end(), [&](const history::RunRow& row) {
            return row.id == variant.runId;
        });
        const bool isKnown = run != runs.end();
        const auto state = isKnown ? runner::toString(run->state) : std::string_view();
        for (const std::string& text : {variant.runId, isKnown ? run->name : std::string(),
                                        isKnown ? run->started : std::string(), std::string(state),
                                        variant.id, variant.parent, variant.original, variant.stage,
                                        variant.lineage, variant.model.string(), variant.kernels})
            csv += cell(QString::fromStdString(text)) + ',';
        csv += cell(QString::fromStdString(variant.warning));
        for (const analysis::MetricInfo& metric : analysis::allMetrics()) {
            const auto value = variant.metrics.find(metric.key);
            csv +=
                ',' + (value == variant.metrics.end() ? QByteArray()
                                                      : QByteArray::number(value->second, 'g', 12));
        }
        csv += "\r\n";
    }
    return csv;
}

} // namespace lathe::widgets
