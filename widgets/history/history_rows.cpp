#include "widgets/history/history_rows.h"

#include "widgets/common/format.h"
#include "widgets/history/history_columns.h"
#include "widgets/runs/step_model.h"
#include "widgets/session/freed_apart.h"

#include <QCoreApplication>

#include <algorithm>

namespace lathe::widgets {

namespace {

using history::VariantSummary;

QString text(const std::string& from)
{
    return QString::fromStdString(from);
}

// Apart, since a run has them for all of its variants.
QString wordsOfRun(const history::RunSummary& run)
{
    return (text(run.name + "\n" + run.id + "\n" + run.model + "\n" + run.data + "\n" + run.error +
                 "\n") +
            stateText(run.state) + "\n" + formatTime(run.started))
        .toLower();
}

QString wordsOf(const VariantSummary& variant)
{
    QString words = text("\n" + variant.id + "\n" + variant.lineage + "\n" + variant.label + "\n" +
                         variant.stage + "\n" + variant.base + "\n" + variant.kernels + "\n" +
                         variant.warning + "\n" + variant.runtime + "\n");
    for (const auto& [key, value] : *variant.params)
        words += text(key) + "=" + paramText(value) + " ";
    return words.toLower();
}

void fillWords(HistoryRows& rows)
{
    rows.words.reserve(rows.items.size());
    int run = -1;
    QString ofRun;
    for (const RowId item : rows.items) {
        if (std::exchange(run, item.run) != item.run)
            ofRun = wordsOfRun(rows.run(item));
        const VariantSummary* variant = rows.variant(item);
        rows.words.push_back(variant ? ofRun + wordsOf(*variant) : ofRun);
    }
}

// Numbers of values, handed out in the order in which they come. Each is made into text once.
template <class Value>
class Values {
public:
    explicit Values(FacetValues& into) : m_into(into) {}
    // Negative: it says nothing.
    template <class TextOf>
    int of(const Value& value, TextOf&& textOf)
    {
        const auto known = m_known.find(value);
        return known != m_known.end()
                   ? known->second
                   : m_known.emplace(value, numberOf(textOf(value))).first->second;
    }

private:
    int numberOf(const QString& shown)
    {
        if (shown.isEmpty())
            return -1;
        const auto same = m_into.values.indexOf(shown);
        if (same >= 0)
            return int(same);
        m_into.values += shown;
        return int(m_into.values.size()) - 1;
    }

    FacetValues& m_into;
    std::unordered_map<Value, int> m_known;
};

QString lastPart(const std::string& path)
{
    return toQString(std::filesystem::path(path).filename());
}

QString taskText(const std::string& task)
{
    return task == "multilabel"   ? QCoreApplication::translate("History", "Several labels")
           : task == "multiclass" ? QCoreApplication::translate("History", "One label")
                                  : QString();
}

// The titles of the stages from the source to each variant, each once. A parent comes before its
// variants, so theirs are known.
std::vector<std::vector<int>> methodsOf(const HistoryRows& rows, Values<std::string>& values,
                                        const QHash<QString, QString>& titles)
{
    const auto title = [&](const std::string& stage) {
        return titles.value(text(stage), text(stage));
    };
    std::vector<std::vector<int>> all(rows.summary->variants.size());
    for (size_t i = 0; i < all.size(); ++i) {
        const VariantSummary& variant = rows.summary->variants[i];
        if (const auto parent = rows.variantOf.find(variant.parent);
            parent != rows.variantOf.end() && parent->second < i)
            all[i] = all[parent->second];
        const int own = values.of(variant.stage, title);
        if (own >= 0 && std::find(all[i].begin(), all[i].end(), own) == all[i].end())
            all[i].push_back(own);
    }
    return all;
}

void fillFacets(HistoryRows& rows, const QHash<QString, QString>& stageTitles)
{
    const auto ofRun = [&]<class Value, class Row>(Facet facet, Value Row::*field, auto&& textOf) {
        FacetValues& found = rows.facets[size_t(facet)];
        Values<Value> values(found);
        std::vector<int> numbers;
        for (const history::RunSummary& run : rows.summary->runs)
            numbers.push_back(values.of(run.*field, textOf));
        found.of.resize(rows.items.size());
        for (size_t i = 0; i < rows.items.size(); ++i)
            if (const int number = numbers[size_t(rows.items[i].run)]; number >= 0)
                found.of[i] = {number};
    };
    const auto ofVariant = [&](Facet facet, std::string VariantSummary::*field, auto&& textOf) {
        FacetValues& found = rows.facets[size_t(facet)];
        Values<std::string> values(found);
        found.of.resize(rows.items.size());
        for (size_t i = 0; i < rows.items.size(); ++i)
            if (const VariantSummary* variant = rows.variant(rows.items[i]))
                if (const int number = values.of(variant->*field, textOf); number >= 0)
                    found.of[i] = {number};
    };
    using history::RunSummary;
    ofRun(Facet::State, &RunSummary::state,
          [](runner::RunState state) { return stateText(state); });
    ofRun(Facet::Recipe, &RunSummary::name, text);
    ofRun(Facet::Model, &RunSummary::model, lastPart);
    ofRun(Facet::Data, &RunSummary::data, lastPart);
    ofVariant(Facet::Task, &VariantSummary::task, taskText);
    ofVariant(Facet::Storage, &VariantSummary::storage, text);
    ofVariant(Facet::Runtime, &VariantSummary::runtime, [](const std::string& runtime) {
        return runtime.empty() ? QStringLiteral("Lathe") : text(runtime);
    });
    FacetValues& methods = rows.facets[size_t(Facet::Methods)];
    Values<std::string> values(methods);
    const auto used = methodsOf(rows, values, stageTitles);
    methods.of.resize(rows.items.size());
    for (size_t i = 0; i < rows.items.size(); ++i)
        if (!rows.items[i].isRun())
            methods.of[i] = used[size_t(rows.items[i].variant)];
}

} // namespace

int HistoryRows::columnOf(std::string_view key) const
{
    const auto found = std::find_if(columns.begin(), columns.end(),
                                    [&](const HistoryColumn& column) { return column.key == key; });
    return found == columns.end() ? -1 : int(found - columns.begin());
}

std::optional<RowId> HistoryRows::rowOf(const std::string& id) const
{
    if (const auto found = runOf.find(id); found != runOf.end())
        return RowId{int(found->second), -1};
    const auto found = variantOf.find(id);
    if (found == variantOf.end())
        return {};
    return RowId{int(summary->variants[found->second].run), int(found->second)};
}

const history::Mark* HistoryNotes::mark(const std::string& id) const
{
    const auto found = marks.find(id);
    return found == marks.end() ? nullptr : &found->second;
}

HistoryNotes notesOf(const history::Summary& summary)
{
    HistoryNotes notes;
    const auto add = [&](const auto& all) {
        for (const auto& row : all)
            if (row.mark != history::Mark())
                notes.marks.emplace(row.id, row.mark);
    };
    add(summary.runs);
    add(summary.variants);
    return notes;
}

std::shared_ptr<const HistoryRows> rowsOf(std::shared_ptr<const history::Summary> summary,
                                          const QHash<QString, QString>& stageTitles)
{
    HistoryRows rows;
    rows.summary = std::move(summary);
    const auto& variants = rows.summary->variants;
    size_t next = 0;
    for (size_t run = 0; run < rows.summary->runs.size(); ++run) {
        rows.runOf.emplace(rows.summary->runs[run].id, run);
        rows.firstVariant.push_back(next);
        if (next == variants.size() || variants[next].run != run)
            rows.items.push_back({int(run), -1});
        for (; next < variants.size() && variants[next].run == run; ++next) {
            rows.variantOf.emplace(variants[next].id, next);
            rows.items.push_back({int(run), int(next)});
        }
    }
    rows.firstVariant.push_back(next);
    fillWords(rows);
    rows.columns = columnsOf(*rows.summary);
    fillFacets(rows, stageTitles);
    return freedApart(std::move(rows));
}

} // namespace lathe::widgets
