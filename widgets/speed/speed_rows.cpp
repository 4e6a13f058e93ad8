#include "widgets/speed/speed_model.h"

namespace lathe::widgets {

namespace {

QString quoted(QString text)
{
    if (!text.contains(',') && !text.contains('"') && !text.contains('\n'))
        return text;
    return '"' + text.replace('"', "\"\"") + '"';
}

QString number(double value)
{
    return QString::number(value, 'g', 7);
}

QString number(const std::optional<double>& value)
{
    return value ? number(*value) : QString();
}

} // namespace

std::vector<SpeedRow> speedRows(const runner::BenchReport& report, const QStringList& names)
{
    std::vector<SpeedRow> rows;
    const size_t workloads = report.models.empty() ? 0 : report.models.front().figures.size();
    for (size_t w = 0; w < workloads; ++w)
        for (size_t m = 0; m < report.models.size(); ++m) {
            const runner::BenchModel& model = report.models[m];
            rows.push_back({int(m), names.value(qsizetype(m)), model.figures.at(w),
                            runner::fasterThanFirst(report, m, w), model.facts.weightBytes,
                            model.peakMemoryBytes, QString::fromStdString(model.kernels)});
        }
    return rows;
}

QString speedCsv(const std::vector<SpeedRow>& rows)
{
    QString text = "model,workload,rounds,calls,median_ms,p95_ms,low_ms,high_ms,spread,"
                   "texts_per_second,faster,macs_per_text,size_bytes,peak_memory_bytes,"
                   "joules_per_text,kernels\r\n";
    for (const SpeedRow& row : rows) {
        const runner::BenchFigures& f = row.figures;
        QStringList cells{quoted(row.name), QString::fromStdString(f.workload),
                          QString::number(f.rounds)};
        if (f.rounds > 0)
            cells << QString::number(f.call.samples) << number(f.call.median * 1e3)
                  << number(f.call.p95 * 1e3) << number(f.call.low * 1e3)
                  << number(f.call.high * 1e3) << number(f.call.spread) << number(f.throughput);
        else
            cells << QStringList(7, QString());
        cells << number(row.faster) << number(f.macs) << QString::number(row.sizeBytes)
              << number(row.peakMemoryBytes) << number(f.joules) << quoted(row.kernels);
        text += cells.join(',') + "\r\n";
    }
    return text;
}

} // namespace lathe::widgets
