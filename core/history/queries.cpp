#include "core/history/connection.h"
#include "core/history/model_place.h"
#include "core/history/predictions_store.h"
#include "core/history/rows.h"
#include "core/recipe/recipe_file.h"
#include "core/runner/facts_json.h"
#include "core/runner/variant_maker.h"

#include <unordered_map>

namespace lathe::history {

using nlohmann::json;
using runner::RunState;
using runner::Variant;

namespace {

constexpr const char* kVariantColumns =
    "SELECT v.id, v.run_id, v.parent, v.original, v.node, v.stage, v.families, v.label, v.lineage, "
    "v.params, v.model,"
    " v.facts, v.kernels, v.warning, v.details FROM variants v JOIN runs r ON r.id = v.run_id"
    " WHERE r.removed = '' ";

Variant readVariant(const SQLite::Statement& row)
{
    int next = 0;
    const auto text = [&] { return row.getColumn(next++).getString(); };
    Variant v;
    v.id = text();
    v.runId = text();
    v.parent = text();
    v.original = text();
    v.node = text();
    v.stage = text();
    v.families = familiesFrom(text());
    v.label = text();
    v.lineage = text();
    v.params = paramsFrom(text());
    v.model = text();
    v.facts = runner::factsFromJson(json::parse(text()));
    v.kernels = text();
    v.warning = text();
    v.details = json::parse(text());
    return v;
}

// `condition` selects among variants v and runs r; its one placeholder, if any, takes `value`.
std::vector<Variant> readVariants(SQLite::Database& db, const ModelPlace& place,
                                  const std::string& condition, std::string_view value)
{
    const auto query = [&](const std::string& sql) {
        SQLite::Statement statement(db, sql);
        if (statement.getBindParameterCount() == 1)
            statement.bind(1, std::string(value));
        return statement;
    };
    std::vector<Variant> variants;
    std::unordered_map<std::string, size_t> indexOf;
    auto rows = query(kVariantColumns + condition + " ORDER BY r.seq DESC, v.seq");
    while (rows.executeStep()) {
        variants.push_back(readVariant(rows));
        variants.back().model = place.of(variants.back().model.string());
        indexOf.emplace(variants.back().id, variants.size() - 1);
    }
    auto metrics = query(
        "SELECT m.variant_id, m.key, m.value FROM metrics m JOIN variants v ON v.id = m.variant_id"
        " JOIN runs r ON r.id = v.run_id WHERE r.removed = '' " +
        condition);
    while (metrics.executeStep())
        if (const auto it = indexOf.find(metrics.getColumn(0).getString()); it != indexOf.end())
            variants[it->second].metrics[metrics.getColumn(1).getString()] =
                metrics.getColumn(2).getDouble();
    return variants;
}

json readRunColumn(SQLite::Database& db, const std::string& column, std::string_view runId)
{
    SQLite::Statement query(db, "SELECT " + column + " FROM runs WHERE id = ? AND removed = ''");
    query.bind(1, std::string(runId));
    if (!query.executeStep())
        throw unknown("run", runId);
    return json::parse(query.getColumn(0).getString());
}

} // namespace

bool History::isBuilt()
{
    return true;
}

History::History(const std::filesystem::path& file, Mode mode)
    : m_connection(std::make_unique<Connection>(file, mode))
{
}

History::~History() = default;

std::vector<RunRow> History::runs() const
{
    return m_connection->guarded([](SQLite::Database& db) {
        SQLite::Statement query(db, std::string("SELECT ") + kRunColumns +
                                        " FROM runs WHERE removed = '' ORDER BY seq DESC");
        std::vector<RunRow> rows;
        while (query.executeStep())
            rows.push_back(readRun(query));
        return rows;
    });
}

std::vector<Variant> History::variants() const
{
    const ModelPlace place(m_connection->file);
    return m_connection->guarded([&](SQLite::Database& db) { return readVariants(db, place, "", {}); });
}

std::vector<Variant> History::variants(std::string_view runId) const
{
    const ModelPlace place(m_connection->file);
    return m_connection->guarded(
        [&](SQLite::Database& db) { return readVariants(db, place, "AND v.run_id = ?", runId); });
}

std::vector<Variant> History::newestVariants(size_t most) const
{
    const ModelPlace place(m_connection->file);
    return m_connection->guarded([&](SQLite::Database& db) {
        return readVariants(db, place, "AND v.seq > (SELECT max(seq) FROM variants) - ?",
                            std::to_string(most));
    });
}

Variant History::variant(std::string_view id) const
{
    const ModelPlace place(m_connection->file);
    return m_connection->guarded([&](SQLite::Database& db) {
        std::vector<Variant> found = readVariants(db, place, "AND v.id = ?", id);
        if (found.empty())
            throw unknown("variant", id);
        found[0].evaluation = loadEvaluation(db, id);
        runner::deriveFigures(found[0]);
        return std::move(found[0]);
    });
}

recipe::Recipe History::recipe(std::string_view runId) const
{
    const ModelPlace place(m_connection->file);
    return m_connection->guarded([&](SQLite::Database& db) {
        recipe::Recipe recipe = recipe::fromJson(readRunColumn(db, "recipe", runId), "/");
        for (std::filesystem::path* path :
             {&recipe.model, &recipe.data.train, &recipe.data.validation, &recipe.data.test})
            *path = place.file(*path);
        return recipe;
    });
}

json History::environment(std::string_view runId) const
{
    return m_connection->guarded(
        [&](SQLite::Database& db) { return readRunColumn(db, "environment", runId); });
}

std::vector<runner::LogLine> History::log(std::string_view runId) const
{
    return m_connection->guarded([&](SQLite::Database& db) {
        SQLite::Statement query(
            db, "SELECT level, text FROM log WHERE run_id = ? AND level <> 'failure' ORDER BY seq");
        query.bind(1, std::string(runId));
        std::vector<runner::LogLine> lines;
        while (query.executeStep()) {
            const std::string level = query.getColumn(0).getString();
            lines.push_back({level == "error"     ? runner::LogLine::Level::Error
                             : level == "warning" ? runner::LogLine::Level::Warning
                                                  : runner::LogLine::Level::Info,
                             query.getColumn(1).getString()});
        }
        return lines;
    });
}

std::vector<runner::Failure> History::failures(std::string_view runId) const
{
    return m_connection->guarded([&](SQLite::Database& db) {
        SQLite::Statement query(
            db, "SELECT text FROM log WHERE run_id = ? AND level = 'failure' ORDER BY seq");
        query.bind(1, std::string(runId));
        std::vector<runner::Failure> failures;
        while (query.executeStep())
            failures.push_back(
                runner::failureFromJson(json::parse(query.getColumn(0).getString())));
        return failures;
    });
}

std::vector<runner::StepCurve> History::curves(std::string_view runId) const
{
    return m_connection->guarded([&](SQLite::Database& db) {
        SQLite::Statement query(
            db, "SELECT step, series, x, y FROM curves WHERE run_id = ? ORDER BY seq");
        query.bind(1, std::string(runId));
        std::vector<runner::StepCurve> points;
        while (query.executeStep())
            points.push_back(
                {query.getColumn(0).getInt(),
                 {query.getColumn(1).getString(), query.getColumn(2).getDouble(),
                  query.getColumn(3).isNull() ? std::numeric_limits<double>::quiet_NaN()
                                              : query.getColumn(3).getDouble()}});
        return points;
    });
}

} // namespace lathe::history
