#include "widgets/history/history_columns.h"

#include "widgets/common/format.h"
#include "widgets/compare/comparison.h"
#include "widgets/runs/step_model.h"
#include "widgets/theme/said.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <limits>

namespace lathe::widgets {

namespace {

using history::VariantSummary;
using Kind = HistoryColumn::Kind;

constexpr double kAbsent = std::numeric_limits<double>::quiet_NaN();

QString translated(const char* text)
{
    return QCoreApplication::translate("History", text);
}

QString text(const std::string& from)
{
    return QString::fromStdString(from);
}

std::string_view inner(const HistoryColumn& column) // "epochs" of "param.epochs"
{
    return std::string_view(column.key).substr(column.key.find('.') + 1);
}

const recipe::ParamValue* paramOf(const HistoryRows& rows, RowId row, const HistoryColumn& column)
{
    const VariantSummary* variant = rows.variant(row);
    if (!variant)
        return nullptr;
    const auto found = variant->params->find(inner(column));
    return found == variant->params->end() ? nullptr : &found->second;
}

const nlohmann::json* environmentOf(const HistoryRows& rows, RowId row, const HistoryColumn& column)
{
    const nlohmann::json& all = *rows.run(row).environment;
    const auto found = all.find(std::string(inner(column)));
    return found == all.end() ? nullptr : &*found;
}

double bestOf(const HistoryRows& rows, int run, const HistoryColumn& column)
{
    double best = kAbsent;
    const bool higher = column.metric->better == analysis::Better::Higher;
    for (size_t i = rows.firstVariant[size_t(run)]; i < rows.firstVariant[size_t(run) + 1]; ++i) {
        const double value = rows.summary->variants[i].figures[column.figure];
        if (!std::isnan(value) && (std::isnan(best) || (higher ? value > best : value < best)))
            best = value;
    }
    return best;
}

QString runText(const history::RunSummary& run, const std::string& key)
{
    if (key == "started")
        return formatTime(run.started);
    if (key == "state")
        return stateText(run.state);
    if (key == "variants")
        return formatCount(run.variants);
    if (key == "took")
        return run.seconds > 0 ? formatDuration(run.seconds) : QString();
    if (key == "seed")
        return QString::number(run.seed);
    if (key == "recipe")
        return text(run.name);
    return text(std::filesystem::path(key == "model" ? run.model : run.data).filename().string());
}

const std::string& fieldOf(const VariantSummary& variant, const std::string& key)
{
    return key == "stage"     ? variant.stage
           : key == "node"    ? variant.node
           : key == "storage" ? variant.storage
           : key == "kernels" ? (variant.kernels.empty() ? variant.compute : variant.kernels)
           : key == "warning" ? variant.warning
                              : variant.id;
}

double numberOf(const recipe::ParamValue& value)
{
    if (const auto* real = std::get_if<double>(&value))
        return *real;
    const auto* whole = std::get_if<int64_t>(&value);
    return whole ? double(*whole) : kAbsent;
}

bool areAlike(double a, double b)
{
    return a == b || (std::isnan(a) && std::isnan(b));
}

template <class T, class Equal>
bool areAlike(const T* a, const T* b, Equal&& equal)
{
    return a == b || (a && b && equal(*a, *b));
}

void addParams(const history::Summary& summary, std::vector<HistoryColumn>& columns)
{
    std::map<std::string, bool, std::less<>> isNumber; // in every variant that has it
    std::set<const recipe::Params*> seen;
    for (const VariantSummary& variant : summary.variants) {
        if (!seen.insert(variant.params.get()).second)
            continue;
        for (const auto& [key, value] : *variant.params) {
            const bool number =
                std::holds_alternative<double>(value) || std::holds_alternative<int64_t>(value);
            const auto [found, isNew] = isNumber.emplace(key, number);
            found->second &= number;
        }
    }
    for (const auto& [key, number] : isNumber)
        columns.push_back({"param." + key, text(key), Kind::Param, number, nullptr, 0,
                           translated("Parameter %1 of the variant's own step").arg(text(key))});
}

void addEnvironment(const history::Summary& summary, std::vector<HistoryColumn>& columns)
{
    std::map<std::string, bool> isNumber;
    std::set<const nlohmann::json*> seen;
    for (const history::RunSummary& run : summary.runs) {
        if (!seen.insert(run.environment.get()).second || !run.environment->is_object())
            continue;
        for (const auto& [key, value] : run.environment->items())
            isNumber[key] = value.is_number();
    }
    for (const auto& [key, number] : isNumber)
        columns.push_back({"env." + key, text(key), Kind::Environment, number, nullptr, 0,
                           translated("Of the machine that ran it")});
}

} // namespace

std::vector<HistoryColumn> columnsOf(const history::Summary& summary)
{
    std::vector<HistoryColumn> columns{
        {"name", translated("Run, variant"), Kind::Name, false, nullptr, 0, {}}};
    const auto add = [&](Kind kind, const char* key, const char* title, bool isNumber = false) {
        columns.push_back({key, translated(title), kind, isNumber, nullptr, 0, {}});
    };
    add(Kind::Run, "started", QT_TRANSLATE_NOOP("History", "Started"));
    add(Kind::Run, "state", QT_TRANSLATE_NOOP("History", "State"));
    add(Kind::Run, "variants", QT_TRANSLATE_NOOP("History", "Variants"), true);
    add(Kind::Run, "took", QT_TRANSLATE_NOOP("History", "Took"), true);
    add(Kind::Mark, "tags", QT_TRANSLATE_NOOP("History", "Tags"));
    add(Kind::Mark, "note", QT_TRANSLATE_NOOP("History", "Note"));
    for (const analysis::MetricInfo& metric : analysis::allMetrics()) {
        const auto found =
            std::find(summary.metrics.begin(), summary.metrics.end(), std::string(metric.key));
        if (found != summary.metrics.end())
            columns.push_back({std::string(metric.key), metricTitle(metric.key), Kind::Metric, true,
                               &metric, size_t(found - summary.metrics.begin()),
                               said(std::string(metric.meaning))});
    }
    add(Kind::Variant, "storage", QT_TRANSLATE_NOOP("History", "Stored as"));
    add(Kind::Variant, "kernels", QT_TRANSLATE_NOOP("History", "Runs on"));
    add(Kind::Variant, "stage", QT_TRANSLATE_NOOP("History", "Stage"));
    add(Kind::Variant, "node", QT_TRANSLATE_NOOP("History", "Node"));
    add(Kind::Variant, "warning", QT_TRANSLATE_NOOP("History", "Warning"));
    add(Kind::Variant, "id", QT_TRANSLATE_NOOP("History", "Variant id"));
    add(Kind::Run, "recipe", QT_TRANSLATE_NOOP("History", "Recipe"));
    add(Kind::Run, "model", QT_TRANSLATE_NOOP("History", "Model"));
    add(Kind::Run, "data", QT_TRANSLATE_NOOP("History", "Data"));
    add(Kind::Run, "seed", QT_TRANSLATE_NOOP("History", "Seed"));
    addParams(summary, columns);
    addEnvironment(summary, columns);
    return columns;
}

const std::vector<std::string>& usualColumns()
{
    static const std::vector<std::string> columns{"started",      "state",   "variants",
                                                  "accuracy",     "macroF1", "sizeBytes",
                                                  "latencyP50Ms", "took",    "tags"};
    return columns;
}

QString paramText(const recipe::ParamValue& value)
{
    return std::visit(
        [](const auto& held) -> QString {
            using T = std::decay_t<decltype(held)>;
            if constexpr (std::is_same_v<T, std::string>)
                return text(held);
            else if constexpr (std::is_same_v<T, bool>)
                return held ? translated("yes") : translated("no");
            else
                return QString::number(held);
        },
        value);
}

double cellNumber(const HistoryRows& rows, RowId row, const HistoryColumn& column)
{
    if (column.kind == Kind::Metric)
        return row.isRun() ? bestOf(rows, row.run, column)
                           : rows.variant(row)->figures[column.figure];
    if (column.kind == Kind::Run) {
        const history::RunSummary& run = rows.run(row);
        return column.key == "variants" ? run.variants
               : column.key == "took"   ? (run.seconds > 0 ? run.seconds : kAbsent)
                                        : kAbsent;
    }
    if (column.kind == Kind::Param) {
        const recipe::ParamValue* value = paramOf(rows, row, column);
        return value ? numberOf(*value) : kAbsent;
    }
    if (column.kind == Kind::Environment) {
        const nlohmann::json* value = environmentOf(rows, row, column);
        return value && value->is_number() ? value->get<double>() : kAbsent;
    }
    return kAbsent;
}

QString cellText(const HistoryRows& rows, const HistoryNotes& notes, RowId row,
                 const HistoryColumn& column)
{
    const VariantSummary* variant = rows.variant(row);
    switch (column.kind) {
    case Kind::Name:
        if (!variant)
            return text(rows.run(row).name);
        return text(!variant->lineage.empty() ? variant->lineage
                    : !variant->label.empty() ? variant->label
                                              : variant->base);
    case Kind::Run:
        return runText(rows.run(row), column.key);
    case Kind::Variant:
        return variant ? text(fieldOf(*variant, column.key)) : QString();
    case Kind::Mark: {
        const history::Mark* mark = notes.mark(rows.idOf(row));
        if (!mark)
            return {};
        if (column.key == "note")
            return text(mark->note).simplified();
        QStringList tags;
        for (const std::string& tag : mark->tags)
            tags += text(tag);
        return tags.join(", ");
    }
    case Kind::Metric: {
        const double value = cellNumber(rows, row, column);
        return std::isnan(value) ? QString()
                                 : saidFigure(analysis::formatMetric(*column.metric, value));
    }
    case Kind::Param: {
        const recipe::ParamValue* value = paramOf(rows, row, column);
        return value ? paramText(*value) : QString();
    }
    case Kind::Environment: {
        const nlohmann::json* value = environmentOf(rows, row, column);
        if (!value)
            return {};
        if (column.key == "env.memoryBytes" && value->is_number())
            return formatMegabytes(value->get<double>());
        return text(value->is_string()
                        ? value->get<std::string>()
                        : value->dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
    }
    }
    return {};
}

bool areAlike(const HistoryRows& rows, const HistoryNotes& notes, RowId a, RowId b,
              const HistoryColumn& column)
{
    switch (column.kind) {
    case Kind::Metric:
        return areAlike(cellNumber(rows, a, column), cellNumber(rows, b, column));
    case Kind::Variant:
        return areAlike(rows.variant(a), rows.variant(b),
                        [&](const VariantSummary& one, const VariantSummary& other) {
                            return fieldOf(one, column.key) == fieldOf(other, column.key);
                        });
    case Kind::Param:
        if (!a.isRun() && !b.isRun() && rows.variant(a)->params == rows.variant(b)->params)
            return true; // shared by equal ones
        return areAlike(paramOf(rows, a, column), paramOf(rows, b, column),
                        [](const recipe::ParamValue& one, const recipe::ParamValue& other) {
                            return one == other || numberOf(one) == numberOf(other);
                        });
    case Kind::Environment:
        if (rows.run(a).environment == rows.run(b).environment)
            return true;
        return areAlike(environmentOf(rows, a, column), environmentOf(rows, b, column),
                        std::equal_to<>());
    case Kind::Mark:
        return areAlike(notes.mark(rows.idOf(a)), notes.mark(rows.idOf(b)),
                        [&](const history::Mark& one, const history::Mark& other) {
                            return column.key == "note" ? one.note == other.note
                                                        : one.tags == other.tags;
                        }) ||
               cellText(rows, notes, a, column) == cellText(rows, notes, b, column);
    case Kind::Run:
    case Kind::Name:
        break;
    }
    return areAlike(cellNumber(rows, a, column), cellNumber(rows, b, column)) &&
           cellText(rows, notes, a, column) == cellText(rows, notes, b, column);
}

} // namespace lathe::widgets
