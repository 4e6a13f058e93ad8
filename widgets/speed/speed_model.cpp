#include "widgets/speed/speed_model.h"

#include "widgets/common/format.h"
#include "widgets/theme/said.h"
#include "widgets/theme/theme.h"

#include <QFont>
#include <QRegularExpression>

#include <algorithm>

namespace lathe::widgets {

namespace {

QString dash()
{
    return QString(QChar(0x2013));
}

bool isAlike(const std::vector<SpeedRow>& a, const std::vector<SpeedRow>& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const SpeedRow& x, const SpeedRow& y) {
                          return x.name == y.name && x.model == y.model &&
                                 x.figures.workload == y.figures.workload;
                      });
}

} // namespace

QString formatMilliseconds(double seconds)
{
    const double ms = seconds * 1e3;
    if (ms >= 1000)
        return QString("%1 s").arg(saidNumber(seconds, 2));
    return QString("%1 ms").arg(saidNumber(ms, ms < 1 ? 3 : ms < 100 ? 2 : 1));
}

void SpeedModel::setRows(std::vector<SpeedRow> rows)
{
    if (!m_rows.empty() && isAlike(m_rows, rows)) {
        m_rows = std::move(rows);
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

void SpeedModel::setPrecision(double precision)
{
    m_precision = precision;
}

bool SpeedModel::hasEnergy() const
{
    return std::any_of(m_rows.begin(), m_rows.end(),
                       [](const SpeedRow& row) { return row.figures.joules.has_value(); });
}

int SpeedModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int SpeedModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString SpeedModel::display(const SpeedRow& row, int column) const
{
    const runner::BenchFigures& f = row.figures;
    switch (column) {
    case Workload:
        return QString::fromStdString(f.workload)
            .replace(QRegularExpression("x(?=\\d)"), QChar(0x00d7));
    case Name:
        return row.name;
    case Size:
        return formatMegabytes(double(row.sizeBytes));
    case PeakMemory:
        return row.peakMemoryBytes ? formatMegabytes(*row.peakMemoryBytes) : dash();
    case Work:
        return tr("%1 M").arg(saidNumber(f.macs * 1e-6, f.macs < 1e8 ? 1 : 0));
    default:
        break;
    }
    if (f.rounds == 0)
        return dash();
    switch (column) {
    case Median:
        return formatMilliseconds(f.call.median);
    case P95:
        return formatMilliseconds(f.call.p95);
    case Interval:
        if (f.call.uncertainty() >= 1)
            return tr("over 100 %");
        return QString("%1%2 %").arg(QChar(0x00b1)).arg(saidNumber(f.call.uncertainty() * 100, 1));
    case TextsPerSecond:
        return f.throughput < 100 ? saidNumber(f.throughput, 1)
                                  : formatCount(int64_t(f.throughput + 0.5));
    case Faster:
        return row.faster ? QString("%1%2").arg(saidNumber(*row.faster, 2)).arg(QChar(0x00d7))
                          : dash();
    case Energy:
        return f.joules ? tr("%1 mJ").arg(saidNumber(*f.joules * 1e3, 1)) : dash();
    default:
        return {};
    }
}

QString SpeedModel::toolTip(const SpeedRow& row, int column) const
{
    const runner::BenchFigures& f = row.figures;
    if (column == Name)
        return tr("%1, on %2").arg(row.name, row.kernels);
    if (f.rounds == 0)
        return {};
    if (column == Interval)
        return tr("95 % interval of the median: %1 to %2, after %3 rounds")
            .arg(formatMilliseconds(f.call.low), formatMilliseconds(f.call.high))
            .arg(f.rounds);
    if (column == Median)
        return tr("of one call: %1 calls in %2 rounds, half of them within %3 % of each other")
            .arg(f.call.samples)
            .arg(f.rounds)
            .arg(saidNumber(f.call.spread * 100, 1));
    if (column == Energy)
        return tr("of one text, all processor packages with all that they do besides");
    return display(row, column);
}

QVariant SpeedModel::sortKey(const SpeedRow& row, int column)
{
    const runner::BenchFigures& f = row.figures;
    switch (column) {
    case Workload:
        return f.macs;
    case Median:
        return f.call.median;
    case P95:
        return f.call.p95;
    case Interval:
        return f.call.uncertainty();
    case TextsPerSecond:
        return f.throughput;
    case Faster:
        return row.faster.value_or(0);
    case Work:
        return f.macs;
    case Size:
        return qlonglong(row.sizeBytes);
    case PeakMemory:
        return row.peakMemoryBytes.value_or(0);
    case Energy:
        return f.joules.value_or(0);
    default:
        return row.name;
    }
}

QVariant SpeedModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || size_t(index.row()) >= m_rows.size())
        return {};
    const SpeedRow& row = m_rows[size_t(index.row())];
    const int column = index.column();
    const Theme& theme = Theme::of(nullptr);
    const bool isText = column == Name || column == Workload;
    switch (role) {
    case Qt::DisplayRole:
        return display(row, column);
    case SortRole:
        return sortKey(row, column);
    case ModelRole:
        return row.model;
    case Qt::ToolTipRole:
        return toolTip(row, column);
    case Qt::TextAlignmentRole:
        return int((isText ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case Qt::FontRole: {
        QFont font = uiFont(12, QFont::DemiBold);
        return column == Median ? QVariant(font) : QVariant();
    }
    case Qt::ForegroundRole:
        if (column == Interval && row.figures.call.uncertainty() > m_precision)
            return theme.warn;
        return isText || column == Median || column == Faster || column == P95 ||
                       column == TextsPerSecond
                   ? theme.text
                   : theme.mutedText;
    default:
        return {};
    }
}

QVariant SpeedModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    const bool isText = section == Name || section == Workload;
    if (role == Qt::TextAlignmentRole)
        return int((isText ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    const std::pair<QString, QString> titles[] = {
        {tr("workload"), tr("Texts of a call × tokens of a text")},
        {tr("model"), tr("The first is what the others are compared with")},
        {tr("median"), tr("Half of the calls were faster")},
        {tr("p95"), tr("19 of 20 calls were faster")},
        {tr("interval"), tr("Half the 95 % interval of the median; orange: wider than asked for")},
        {tr("faster"), tr("Than the first model, in the median")},
        {tr("texts/s"), tr("All texts over the sum of each call's median")},
        {tr("MACs"), tr("Multiplications that a text takes, on average")},
        {tr("on disk"), tr("Weights")},
        {tr("peak memory"), tr("Above an idle process: weights, activations and code")},
        {tr("energy"), tr("Of a text, as the processor's counters say (RAPL)")}};
    if (role == Qt::DisplayRole)
        return titles[section].first;
    if (role == Qt::ToolTipRole)
        return titles[section].second;
    return {};
}

} // namespace lathe::widgets
