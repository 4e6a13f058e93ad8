#include "core/history/connection.h"
#include "core/history/predictions_store.h"
#include "core/history/process_identity.h"
#include "core/history/utc_now.h"
#include "core/recipe/recipe_file.h"
#include "core/runner/facts_json.h"

#include <bit>
#include <cmath>

namespace lathe::history {

using nlohmann::json;

namespace {

// A name that is not UTF-8 must not stop a run from being recorded.
std::string dump(const json& value)
{
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

void startRun(SQLite::Database& db, const runner::RunStarted& event)
{
    SQLite::Statement insert(
        db, "INSERT INTO runs(id, name, started, state, seed, recipe, environment, host, boot,"
            " pid, process_start) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    const ProcessIdentity process = ProcessIdentity::current();
    insert.bind(1, event.runId);
    insert.bind(2, event.recipe.name);
    insert.bind(3, utcNow());
    insert.bind(4, std::string(toString(runner::RunState::Running)));
    insert.bind(5, std::bit_cast<int64_t>(event.recipe.seed));
    insert.bind(6, dump(recipe::toJson(event.recipe)));
    insert.bind(7, dump(event.environment));
    insert.bind(8, process.host);
    insert.bind(9, process.boot);
    insert.bind(10, process.pid);
    insert.bind(11, process.startTicks);
    insert.exec();
}

void endRun(SQLite::Database& db, const std::string& runId, const runner::RunEnded& event)
{
    SQLite::Statement update(
        db, "UPDATE runs SET ended = ?, state = ?, error = ?, seconds = ? WHERE id = ?");
    update.bind(1, utcNow());
    update.bind(2, std::string(toString(event.state)));
    update.bind(3, event.error);
    update.bind(4, event.seconds);
    update.bind(5, runId);
    update.exec();
}

// What lists show of it; see the migration that made the table.
void storeBrief(SQLite::Database& db, const runner::Variant& v)
{
    SQLite::Statement replace(
        db, "INSERT OR REPLACE INTO briefs(variant, base, task, storage, compute, kernels, warning,"
            " runtime) SELECT seq, ?, ?, ?, ?, ?, ?, ? FROM variants WHERE id = ?");
    const auto runtime = v.details.find("runtime");
    int next = 1;
    for (const std::string& value :
         {v.facts.name, v.facts.labels ? std::string(data::toString(v.facts.labels->kind)) : "",
          v.facts.storage, v.facts.compute, v.kernels, v.warning,
          runtime != v.details.end() && runtime->is_string() ? runtime->get<std::string>() : "",
          v.id})
        replace.bind(next++, value);
    replace.exec();
}

void storeVariant(SQLite::Database& db, const runner::Variant& v)
{
    json families = json::array();
    for (const auto family : v.families)
        families.push_back(recipe::toString(family));
    SQLite::Statement upsert(
        db, "INSERT INTO variants(id, run_id, parent, original, node, stage, families, label, "
            "lineage, params, model,"
            " facts, kernels, warning, details) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT(id) DO UPDATE SET label = excluded.label, lineage = excluded.lineage,"
            " params = excluded.params, model = excluded.model, facts = excluded.facts,"
            " kernels = excluded.kernels, warning = excluded.warning, details = excluded.details");
    int next = 1;
    for (const std::string& value :
         {v.id, v.runId, v.parent, v.original, v.node, v.stage, families.dump(), v.label, v.lineage,
          dump(recipe::toJson(v.params)), v.model.string(), dump(runner::toJson(v.facts)),
          v.kernels, v.warning, dump(v.details)})
        upsert.bind(next++, value);
    upsert.exec();
    storeBrief(db, v);

    SQLite::Statement forget(db, "DELETE FROM metrics WHERE variant_id = ?"); // a figure may be absent now
    forget.bind(1, v.id);
    forget.exec();
    SQLite::Statement metric(db, "INSERT INTO metrics(variant_id, key, value) VALUES(?, ?, ?)");
    for (const auto& [key, value] : v.metrics) {
        if (!std::isfinite(value))
            continue; // absent, never zero
        metric.bind(1, v.id);
        metric.bind(2, key);
        metric.bind(3, value);
        metric.exec();
        metric.reset();
    }
    if (v.evaluation)
        storeEvaluation(db, v.id, *v.evaluation);
}

void storeCurve(SQLite::Database& db, const std::string& runId, const runner::StepCurve& curve)
{
    SQLite::Statement insert(
        db, "INSERT INTO curves(run_id, step, series, x, y) VALUES(?, ?, ?, ?, ?)");
    insert.bind(1, runId);
    insert.bind(2, curve.step);
    insert.bind(3, curve.point.series);
    insert.bind(4, curve.point.x);
    insert.bind(5, curve.point.y); // SQLite keeps a NaN as NULL
    insert.exec();
}

void storeLog(SQLite::Database& db, const std::string& runId, const runner::LogLine& line)
{
    SQLite::Statement insert(db, "INSERT INTO log(run_id, level, text) VALUES(?, ?, ?)");
    insert.bind(1, runId);
    insert.bind(2, line.level == runner::LogLine::Level::Error     ? "error"
                   : line.level == runner::LogLine::Level::Warning ? "warning"
                                                                   : "info");
    insert.bind(3, line.text);
    insert.exec();
}

// Among the log's lines, where the order of things is kept; see History::failures.
void storeFailure(SQLite::Database& db, const std::string& runId, const runner::Failure& failure)
{
    SQLite::Statement insert(db, "INSERT INTO log(run_id, level, text) VALUES(?, 'failure', ?)");
    insert.bind(1, runId);
    insert.bind(2, dump(runner::toJson(failure)));
    insert.exec();
}

} // namespace

void Recorder::onEvent(const runner::Event& event)
{
    const auto* step = std::get_if<runner::StepChanged>(&event);
    if ((step && !step->failure) || std::holds_alternative<runner::StepProgress>(event))
        return; // live only
    m_history.m_connection->guarded([&](SQLite::Database& db) {
        SQLite::Transaction transaction(db, SQLite::TransactionBehavior::IMMEDIATE);
        if (const auto* started = std::get_if<runner::RunStarted>(&event)) {
            startRun(db, *started);
            m_runId = started->runId;
        } else if (const auto* measured = std::get_if<runner::VariantMeasured>(&event)) {
            storeVariant(db, measured->variant);
        } else if (const auto* curve = std::get_if<runner::StepCurve>(&event)) {
            storeCurve(db, m_runId, *curve);
        } else if (const auto* line = std::get_if<runner::LogLine>(&event)) {
            storeLog(db, m_runId, *line);
        } else if (step) {
            storeFailure(db, m_runId, *step->failure);
        } else if (const auto* ended = std::get_if<runner::RunEnded>(&event)) {
            if (ended->failure && ended->failure->step < 0) // those of steps are there already
                storeFailure(db, m_runId, *ended->failure);
            endRun(db, m_runId, *ended);
        }
        transaction.commit();
    });
}

} // namespace lathe::history
