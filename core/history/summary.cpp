#include "core/history/summary.h"

#include "core/history/connection.h"
#include "core/history/model_place.h"
#include "core/history/marks.h"
#include "core/history/rows.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <unordered_map>

namespace lathe::history {

using nlohmann::json;

namespace {

constexpr double kAbsent = std::numeric_limits<double>::quiet_NaN();

// Equal texts are parsed once and share what they say.
template <class T>
class Shared {
public:
    template <class Parse>
    std::shared_ptr<const T> of(const std::string& text, Parse&& parse)
    {
        auto& known = m_known[text];
        if (!known)
            known = std::make_shared<const T>(parse(text));
        return known;
    }

private:
    std::unordered_map<std::string, std::shared_ptr<const T>> m_known;
};

std::vector<RunSummary> readRuns(SQLite::Database& db)
{
    SQLite::Statement query(
        db, std::string("SELECT ") + kRunColumns +
                ", json_extract(recipe, '$.model'), json_extract(recipe, '$.data.train'),"
                " environment FROM runs WHERE removed = '' ORDER BY seq DESC");
    Shared<json> environments;
    std::vector<RunSummary> runs;
    while (query.executeStep()) {
        RunSummary run;
        static_cast<RunRow&>(run) = readRun(query);
        run.model = query.getColumn(kRunColumnCount).getString();
        run.data = query.getColumn(kRunColumnCount + 1).getString();
        run.environment =
            environments.of(query.getColumn(kRunColumnCount + 2).getString(),
                            [](const std::string& text) { return json::parse(text); });
        runs.push_back(std::move(run));
    }
    return runs;
}

std::vector<VariantSummary> readVariants(SQLite::Database& db, const std::vector<RunSummary>& runs,
                                         const ModelPlace& place)
{
    std::unordered_map<std::string_view, size_t> runOf;
    for (size_t i = 0; i < runs.size(); ++i)
        runOf.emplace(runs[i].id, i);
    SQLite::Statement query(
        db, "SELECT v.run_id, v.id, v.parent, v.original, v.node, v.stage, v.families, v.label,"
            " v.lineage, v.params, v.model, b.base, b.task, b.storage, b.compute, b.kernels,"
            " b.warning, b.runtime, CASE WHEN b.runtime = '' THEN ''" // of the few others details are read
            " ELSE coalesce(json_extract(v.details, '$.export.disagreement'), '') END"
            " FROM variants v JOIN briefs b ON b.variant = v.seq"
            " ORDER BY v.seq");
    Shared<recipe::Params> params;
    Shared<std::vector<recipe::StageFamily>> families;
    std::vector<VariantSummary> variants;
    while (query.executeStep()) {
        const auto run = runOf.find(query.getColumn(0).getText());
        if (run == runOf.end())
            continue; // removed
        VariantSummary& v = variants.emplace_back();
        v.run = run->second;
        int next = 1;
        const auto text = [&] { return query.getColumn(next++).getString(); };
        for (std::string* field : {&v.id, &v.parent, &v.original, &v.node, &v.stage})
            *field = text();
        v.families = *families.of(text(), familiesFrom);
        v.label = text();
        v.lineage = text();
        v.params = params.of(text(), paramsFrom);
        for (std::string* field : {&v.model, &v.base, &v.task, &v.storage, &v.compute, &v.kernels,
                                   &v.warning, &v.runtime, &v.disagreement})
            *field = text();
        v.model = place.of(std::move(v.model));
    }
    std::stable_sort(
        variants.begin(), variants.end(),
        [](const VariantSummary& a, const VariantSummary& b) { return a.run < b.run; });
    return variants;
}

// Numbers of keys, in the order in which they come. A variant mostly has the keys of the one
// before, so they are guessed first.
class Keys {
public:
    size_t of(std::string_view key, size_t position)
    {
        if (position < m_usual.size() && m_all[m_usual[position]] == key)
            return m_usual[position];
        const auto known = std::find(m_all.begin(), m_all.end(), key);
        const size_t found = size_t(known - m_all.begin());
        if (known == m_all.end())
            m_all.emplace_back(key);
        m_usual.resize(std::max(m_usual.size(), position + 1));
        return m_usual[position] = found;
    }
    [[nodiscard]] const std::vector<std::string>& all() const { return m_all; }

private:
    std::vector<std::string> m_all;
    std::vector<size_t> m_usual; // [position among a variant's keys]
};

// The largest part by far: half a million rows for 20,000 variants. They come sorted by variant,
// which is looked up only when it changes.
Keys readFigures(SQLite::Database& db, std::vector<VariantSummary>& variants)
{
    std::unordered_map<std::string_view, VariantSummary*> byId;
    byId.reserve(variants.size());
    for (VariantSummary& v : variants)
        byId.emplace(v.id, &v);
    Keys keys;
    SQLite::Statement query(db, "SELECT variant_id, key, value FROM metrics");
    std::string id;
    VariantSummary* variant = nullptr;
    size_t position = 0;
    while (query.executeStep()) {
        if (const char* text = query.getColumn(0).getText(); id != text) {
            id = text;
            const auto found = byId.find(id);
            variant = found == byId.end() ? nullptr : found->second;
            position = 0;
        }
        if (!variant)
            continue; // of a removed run
        const size_t place = keys.of(query.getColumn(1).getText(), position++);
        if (place >= variant->figures.size())
            variant->figures.resize(place + 1, kAbsent);
        variant->figures[place] = query.getColumn(2).getDouble();
    }
    return keys;
}

// From the order in which keys were met to that of their names.
void sortFigures(Summary& summary, const Keys& keys)
{
    std::vector<size_t> order(keys.all().size());
    std::iota(order.begin(), order.end(), size_t(0));
    std::sort(order.begin(), order.end(),
              [&](size_t a, size_t b) { return keys.all()[a] < keys.all()[b]; });
    for (const size_t key : order)
        summary.metrics.push_back(keys.all()[key]);
    for (VariantSummary& v : summary.variants) {
        std::vector<double> sorted(order.size(), kAbsent);
        for (size_t i = 0; i < order.size(); ++i)
            if (order[i] < v.figures.size())
                sorted[i] = v.figures[order[i]];
        v.figures = std::move(sorted);
    }
}

template <class Rows>
void addMarks(SQLite::Database& db, const char* table, Rows& rows)
{
    const auto marks = readMarks(db, table);
    if (marks.empty())
        return;
    for (auto& row : rows)
        if (const auto found = marks.find(row.id); found != marks.end())
            row.mark = found->second;
}

} // namespace

Summary History::summary() const
{
    const ModelPlace place(m_connection->file);
    return m_connection->guarded([&](SQLite::Database& db) {
        SQLite::Transaction oneMoment(db); // what is being written is in all parts or in none
        Summary summary;
        summary.runs = readRuns(db);
        summary.variants = readVariants(db, summary.runs, place);
        sortFigures(summary, readFigures(db, summary.variants));
        addMarks(db, "run_marks", summary.runs);
        addMarks(db, "variant_marks", summary.variants);
        return summary;
    });
}

} // namespace lathe::history
