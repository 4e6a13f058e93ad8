#include "widgets/history/history_rows.h"

#include "widgets/common/format.h"
#include "widgets/history/history_columns.h"
#include "widgets/runs/step_model.h"

#include <QCoreApplication>

#include <algorithm>

namespace lathe::widgets {

namespace {

using history::VariantSummary;

QString text(const std::string& from)
{
    return QString::fromStdString(from);
}

QString wordsOf(const HistoryRows& rows, RowId row)
{
    const history::RunSummary& run = rows.run(row);
    QString words = text(run.name + "\n" + run.id + "\n" + run.model + "\n" + run.data + "\n" +
                         run.error + "\n") +
                    stateText(run.state) + "\n" + formatTime(run.started);
    if (const VariantSummary* variant = rows.variant(row)) {
        words += "\n" + text(variant->id + "\n" + variant->lineage + "\n" + variant->label + "\n" +
                             variant->stage + "\n" + variant->base + "\n" + variant->kernels +
                             "\n" + variant->warning + "\n" + variant->runtime + "\n");
        for (const auto& [key, value] : *variant->params)
            words += text(key) + "=" + paramText(value) + " ";
    }
    return words.toLower();
}

// Numbers of values, handed out in the order in which they come.
class Values {
public:
    explicit Values(FacetValues& into) : m_into(into) {}
    int of(const QString& value)
    {
        const auto found = m_known.find(value);
        if (found != m_known.end())
            return *found;
        m_into.values += value;
        return *m_known.insert(value, int(m_into.values.size()) - 1);
    }

private:
    FacetValues& m_into;
    QHash<QString, int> m_known;
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
std::vector<std::vector<int>> methodsOf(const HistoryRows& rows, Values& values,
                                        const QHash<QString, QString>& titles)
{
    std::vector<std::vector<int>> all(rows.summary.variants.size());
    for (size_t i = 0; i < all.size(); ++i) {
        const VariantSummary& variant = rows.summary.variants[i];
        if (const auto parent = rows.variantOf.find(variant.parent);
            parent != rows.variantOf.end() && parent->second < i)
            all[i] = all[parent->second];
        if (variant.stage.empty())
            continue;
        const int own = values.of(titles.value(text(variant.stage), text(variant.stage)));
        if (std::find(all[i].begin(), all[i].end(), own) == all[i].end())
            all[i].push_back(own);
    }
    return all;
}

void fillFacets(HistoryRows& rows, const QHash<QString, QString>& stageTitles)
{
    const auto fill = [&](Facet facet, auto&& valueOf) {
        FacetValues& found = rows.facets[size_t(facet)];
        found.of.resize(rows.items.size());
        Values values(found);
        for (size_t i = 0; i < rows.items.size(); ++i)
            if (const QString value = valueOf(rows.items[i]); !value.isEmpty())
                found.of[i] = {values.of(value)};
    };
    const auto ofVariant = [&](Facet facet, auto&& valueOf) {
        fill(facet, [&](RowId row) {
            const VariantSummary* variant = rows.variant(row);
            return variant ? valueOf(*variant) : QString();
        });
    };
    fill(Facet::State, [&](RowId row) { return stateText(rows.run(row).state); });
    fill(Facet::Recipe, [&](RowId row) { return text(rows.run(row).name); });
    fill(Facet::Model, [&](RowId row) { return lastPart(rows.run(row).model); });
    fill(Facet::Data, [&](RowId row) { return lastPart(rows.run(row).data); });
    ofVariant(Facet::Task, [](const VariantSummary& v) { return taskText(v.task); });
    ofVariant(Facet::Storage, [](const VariantSummary& v) { return text(v.storage); });
    ofVariant(Facet::Runtime, [](const VariantSummary& v) {
        return v.runtime.empty() ? QStringLiteral("Lathe") : text(v.runtime);
    });
    FacetValues& methods = rows.facets[size_t(Facet::Methods)];
    Values values(methods);
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
    return RowId{int(summary.variants[found->second].run), int(found->second)};
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

std::shared_ptr<const HistoryRows> rowsOf(history::Summary summary,
                                          const QHash<QString, QString>& stageTitles)
{
    auto made = std::make_shared<HistoryRows>();
    HistoryRows& rows = *made;
    rows.summary = std::move(summary);
    const auto& variants = rows.summary.variants;
    size_t next = 0;
    for (size_t run = 0; run < rows.summary.runs.size(); ++run) {
        rows.runOf.emplace(rows.summary.runs[run].id, run);
        rows.firstVariant.push_back(next);
        if (next == variants.size() || variants[next].run != run)
            rows.items.push_back({int(run), -1});
        for (; next < variants.size() && variants[next].run == run; ++next) {
            rows.variantOf.emplace(variants[next].id, next);
            rows.items.push_back({int(run), int(next)});
        }
    }
    rows.firstVariant.push_back(next);
    rows.words.reserve(rows.items.size());
    for (const RowId item : rows.items)
        rows.words.push_back(wordsOf(rows, item));
    rows.columns = columnsOf(rows.summary);
    fillFacets(rows, stageTitles);
    return made;
}

} // namespace lathe::widgets
