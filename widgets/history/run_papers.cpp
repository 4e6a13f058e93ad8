#include "widgets/history/run_papers.h"

#include "widgets/common/format.h"
#include "widgets/history/history_columns.h"
#include "widgets/session/past_run.h"
#include "widgets/theme/said.h"
#include "widgets/theme/theme.h"

#include <QCoreApplication>

#include <cmath>

namespace lathe::widgets {

namespace {

QString translated(const char* text)
{
    return QCoreApplication::translate("History", text);
}

QString escaped(const std::string& text)
{
    return QString::fromStdString(text).toHtmlEscaped();
}

QString colour(const QColor& colour)
{
    return "color:" + colour.name();
}

QString line(const QString& name, const QString& value, const QString& more = {})
{
    const Theme& theme = Theme::of(nullptr);
    QString cells =
        QString("<td style='%1;padding:2px 14px 2px 0'>%2</td><td style='padding:2px 0'>"
                "%3</td>")
            .arg(colour(theme.mutedText), name, value);
    if (!more.isEmpty())
        cells += QString("<td align='right' style='%1;padding:2px 0 2px 14px'>%2</td>")
                     .arg(colour(theme.mutedText), more);
    return "<tr>" + cells + "</tr>";
}

QString table(const QString& rows)
{
    return "<table width='100%' cellspacing='0'>" + rows + "</table>";
}

QString heading(const QString& text)
{
    return QString("<p style='font-weight:600;margin:10px 0 3px 0'>%1</p>").arg(text);
}

QString valuesOf(const std::vector<recipe::ParamValue>& values)
{
    QStringList all;
    for (const recipe::ParamValue& value : values)
        all += paramText(value).toHtmlEscaped();
    return all.join(", ");
}

QString changeOf(const analysis::MetricInfo& metric, double value, double before)
{
    if (std::isnan(before) || value == before)
        return {};
    if (metric.unit == "fraction")
        return formatPoints(value - before);
    if (metric.better == analysis::Better::Lower && value > 0 && before > 0 &&
        (metric.group == analysis::MetricGroup::Size ||
         metric.group == analysis::MetricGroup::Speed))
        return translated("%1 less").arg(formatRatio(before / value));
    return {};
}

} // namespace

RunPapers readPapers(const std::filesystem::path& file, const history::RunRow& run,
                     const recipe::StageCatalog& catalog)
{
    const history::History history(file, history::History::Mode::ReadOnly);
    RunRecord record = pastRun(history, run, catalog);
    return {run.id, std::move(record.recipe), std::move(record.log)};
}

QString recipePage(const RunPapers& papers, const recipe::StageCatalog& catalog)
{
    const recipe::Recipe& recipe = papers.recipe;
    QString html;
    if (!recipe.description.empty())
        html += "<p>" + escaped(recipe.description) + "</p>";
    html += table(line(translated("Model"), toQString(recipe.model).toHtmlEscaped()) +
                  line(translated("Data"), toQString(recipe.data.train).toHtmlEscaped()) +
                  line(translated("Longest text"), translated("%1 tokens").arg(recipe.maxLength)) +
                  line(translated("Seed"), QString::number(recipe.seed)));
    for (const recipe::Node& node : recipe.nodes) {
        const recipe::StageInfo* stage = catalog.find(node.stage);
        html += heading(QString("%1 <span style='font-weight:400;%2'>%3</span>")
                            .arg((stage ? said(stage->title) : QString::fromStdString(node.stage))
                                     .toHtmlEscaped(),
                                 colour(Theme::of(nullptr).mutedText), escaped(node.id)));
        QString rows;
        for (const auto& [port, from] : node.inputs)
            rows += line(translated("from"), escaped(from));
        for (const auto& [key, values] : node.params)
            rows += line(escaped(key), valuesOf(values));
        html += table(rows);
    }
    return html;
}

QString machinePage(const nlohmann::json& environment)
{
    QString rows;
    for (const auto& [key, value] : environment.items()) {
        std::string text = value.is_string() ? value.get<std::string>()
                                             : value.dump(-1, ' ', false,
                                                          nlohmann::json::error_handler_t::replace);
        if (value.is_array()) {
            text.clear();
            for (const auto& part : value)
                text += (text.empty() ? "" : ", ") +
                        (part.is_string() ? part.get<std::string>() : part.dump());
        }
        rows += line(escaped(key), key == "memoryBytes" && value.is_number()
                                       ? formatMegabytes(value.get<double>())
                                       : escaped(text));
    }
    return rows.isEmpty() ? "<p>" + translated("Nothing was noted.") + "</p>" : table(rows);
}

QString logPage(const RunPapers& papers)
{
    const Theme& theme = Theme::of(nullptr);
    QString html;
    for (const runner::LogLine& entry : papers.log)
        html += QString("<p style='margin:0 0 4px 0;%1'>%2</p>")
                    .arg(colour(entry.level == runner::LogLine::Level::Error     ? theme.bad
                                : entry.level == runner::LogLine::Level::Warning ? theme.warn
                                                                                 : theme.mutedText),
                         escaped(entry.text));
    return html.isEmpty() ? "<p>" + translated("The run had nothing to say.") + "</p>" : html;
}

QString figuresPage(const HistoryRows& rows, RowId row)
{
    const history::VariantSummary& variant = *rows.variant(row);
    const auto original = rows.variantOf.find(variant.original);
    QString html, figures, params;
    if (!variant.warning.empty())
        html += QString("<p style='%1'>%2</p>")
                    .arg(colour(Theme::of(nullptr).warn), escaped(variant.warning));
    for (const HistoryColumn& column : rows.columns) {
        if (!column.metric)
            continue;
        const double value = variant.figures[column.figure];
        if (std::isnan(value))
            continue;
        const double before = original == rows.variantOf.end()
                                  ? std::nan("")
                                  : rows.summary->variants[original->second].figures[column.figure];
        figures += line(column.title.toHtmlEscaped(),
                        saidFigure(analysis::formatMetric(*column.metric, value)).toHtmlEscaped(),
                        changeOf(*column.metric, value, before));
    }
    html += table(figures + line(translated("Stored as"), escaped(variant.storage)) +
                  line(translated("Runs on"), escaped(variant.kernels)));
    for (const auto& [key, value] : *variant.params)
        params += line(escaped(key), paramText(value).toHtmlEscaped());
    if (!params.isEmpty())
        html += heading(translated("Parameters of its own step")) + table(params);
    return html;
}

QString variantsPage(const HistoryRows& rows, int run)
{
    QString html;
    for (size_t i = rows.firstVariant[size_t(run)]; i < rows.firstVariant[size_t(run) + 1]; ++i) {
        const history::VariantSummary& variant = rows.summary->variants[i];
        QStringList figures;
        for (const char* key : {"accuracy", "microF1", "sizeBytes", "latencyP50Ms"}) {
            const int column = rows.columnOf(key);
            if (column < 0 || (std::string_view(key) == "microF1" && variant.task != "multilabel"))
                continue;
            const HistoryColumn& shown = rows.columns[size_t(column)];
            const double value = variant.figures[shown.figure];
            if (!std::isnan(value))
                figures += saidFigure(analysis::formatMetric(*shown.metric, value));
        }
        html +=
            QString("<p style='margin:0 0 8px 0'><a href='%1' style='text-decoration:none;%2'>%3"
                    "</a><br><span style='%4'>%5</span></p>")
                .arg(escaped(variant.id), colour(Theme::of(nullptr).text),
                     cellText(rows, {}, {run, int(i)}, rows.columns[0]).toHtmlEscaped(),
                     colour(Theme::of(nullptr).mutedText), figures.join(" · "));
    }
    return html.isEmpty() ? "<p>" + translated("No variant was measured.") + "</p>" : html;
}

} // namespace lathe::widgets
