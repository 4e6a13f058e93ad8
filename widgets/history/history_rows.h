#pragma once

#include "core/analysis/metric_info.h"
#include "core/history/summary.h"

#include <QHash>
#include <QStringList>

#include <memory>
#include <set>
#include <unordered_map>

namespace lathe::widgets {

// A row: a variant, or its run where `variant` is negative. Indices into the summary.
struct RowId {
    int run = -1;
    int variant = -1;
    [[nodiscard]] bool isRun() const { return variant < 0; }
    bool operator==(const RowId&) const = default;
};

// What can be shown of a row.
struct HistoryColumn {
    enum class Kind { Name, Run, Variant, Mark, Metric, Param, Environment };
    std::string key; // as remembered and searched: "started", "accuracy", "param.epochs", "env.cpu"
    QString title;
    Kind kind = Kind::Name;
    bool isNumber = false;
    const analysis::MetricInfo* metric = nullptr;
    size_t figure = 0; // of a metric: place in VariantSummary::figures
    QString toolTip;
};

enum class Facet {
    State,
    Recipe,
    Model,
    Data,
    Task,
    Methods,
    Storage,
    Runtime,
    Date,
    Starred,
    Tags
};
inline constexpr int kFacetCount = 11;

// The values of one facet: for each item those that it has.
struct FacetValues {
    QStringList values;
    std::vector<std::vector<int>> of; // [items]
};

// The history with what is derived from it once, on the way in. Shared, never changed.
struct HistoryRows {
    std::shared_ptr<const history::Summary> summary = std::make_shared<const history::Summary>();
    std::vector<RowId> items;         // what filters decide on: variants, and runs that have none
    std::vector<size_t> firstVariant; // [runs + 1]
    std::vector<QString> words;       // [items] lower case: all that words are looked for in
    std::vector<HistoryColumn> columns;
    std::vector<FacetValues> facets = std::vector<FacetValues>(kFacetCount); // [Facet], apart from those of marks and date
    std::unordered_map<std::string, size_t> variantOf; // by id
    std::unordered_map<std::string, size_t> runOf;

    [[nodiscard]] int columnOf(std::string_view key) const; // -1: none
    [[nodiscard]] const history::RunSummary& run(RowId row) const
    {
        return summary->runs[size_t(row.run)];
    }
    [[nodiscard]] const history::VariantSummary* variant(RowId row) const
    {
        return row.isRun() ? nullptr : &summary->variants[size_t(row.variant)];
    }
    [[nodiscard]] const std::string& idOf(RowId row) const
    {
        return row.isRun() ? run(row).id : variant(row)->id;
    }
    // A run has no id of a variant and the other way round; absent for neither.
    [[nodiscard]] std::optional<RowId> rowOf(const std::string& id) const;
};

// What people noted and took away since, kept beside the rows so that an edit costs nothing.
struct HistoryNotes {
    std::unordered_map<std::string, history::Mark> marks; // by id; none that is empty
    std::set<std::string> removed;                        // runs

    [[nodiscard]] const history::Mark* mark(const std::string& id) const;
};

// `stageTitles` by stage id.
[[nodiscard]] std::shared_ptr<const HistoryRows> rowsOf(std::shared_ptr<const history::Summary> summary,
                                                        const QHash<QString, QString>& stageTitles);
[[nodiscard]] HistoryNotes notesOf(const history::Summary& summary);

// A cell. The number of a run in a column of a metric is the best of its variants. NaN: absent.
[[nodiscard]] double cellNumber(const HistoryRows& rows, RowId row, const HistoryColumn& column);
[[nodiscard]] QString cellText(const HistoryRows& rows, const HistoryNotes& notes, RowId row,
                               const HistoryColumn& column);

// Whether the two cells say the same, without making text of them where that can be helped.
[[nodiscard]] bool areAlike(const HistoryRows& rows, const HistoryNotes& notes, RowId a, RowId b,
                            const HistoryColumn& column);

} // namespace lathe::widgets
