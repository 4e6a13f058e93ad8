#include "widgets/history/history_find.h"

#include "widgets/history/search_query.h"

#include <QCoreApplication>
#include <QDate>

#include <algorithm>
#include <cmath>

namespace lathe::widgets {

namespace {

QString translated(const char* text)
{
    return QCoreApplication::translate("History", text);
}

// From the newest to the oldest, each within the next.
FacetValues datesOf(const HistoryRows& rows, const QString& today)
{
    FacetValues dates;
    dates.values = {translated("Today"), translated("Last 7 days"), translated("Last 30 days"),
                    translated("Older")};
    const QDate now = QDate::fromString(today, Qt::ISODate);
    std::vector<std::vector<int>> ofRun;
    for (const history::RunSummary& run : rows.summary->runs) {
        const QDate day =
            QDate::fromString(QString::fromStdString(run.started.substr(0, 10)), Qt::ISODate);
        const qint64 age = day.daysTo(now);
        ofRun.push_back(!day.isValid() ? std::vector<int>{}
                        : age < 1      ? std::vector{0, 1, 2}
                        : age < 7      ? std::vector{1, 2}
                        : age < 30     ? std::vector{2}
                                       : std::vector{3});
    }
    for (const RowId item : rows.items)
        dates.of.push_back(ofRun[size_t(item.run)]);
    return dates;
}

// Marks of a run count for its variants.
FacetValues marksOf(const HistoryRows& rows, const HistoryNotes& notes, bool wantsTags)
{
    FacetValues found;
    found.of.resize(rows.items.size());
    if (notes.marks.empty())
        return found;
    const auto numberOf = [&](const QString& value) {
        const auto place = found.values.indexOf(value);
        if (place >= 0)
            return int(place);
        found.values += value;
        return int(found.values.size()) - 1;
    };
    const auto add = [&](std::vector<int>& values, const history::Mark* mark) {
        if (!mark)
            return;
        const auto put = [&](const QString& value) {
            const int number = numberOf(value);
            if (std::find(values.begin(), values.end(), number) == values.end())
                values.push_back(number);
        };
        if (!wantsTags && mark->isStarred)
            put(translated("Starred"));
        if (wantsTags)
            for (const std::string& tag : mark->tags)
                put(QString::fromStdString(tag));
    };
    for (size_t i = 0; i < rows.items.size(); ++i) {
        const RowId row = rows.items[i];
        add(found.of[i], notes.mark(rows.run(row).id));
        if (!row.isRun())
            add(found.of[i], notes.mark(rows.variant(row)->id));
    }
    return found;
}

// Counts of a facet's values, and which of them are asked for.
struct Tally {
    const FacetValues* values = nullptr;
    std::vector<char> isChosen; // [values]
    std::vector<int> counts;    // [values]
    bool isAsked = false;

    [[nodiscard]] bool passes(size_t item) const
    {
        return !isAsked || std::any_of(values->of[item].begin(), values->of[item].end(),
                                       [&](int value) { return isChosen[size_t(value)] != 0; });
    }
    void count(size_t item)
    {
        for (const int value : values->of[item])
            ++counts[size_t(value)];
    }
};

// A value that was chosen and is gone stays in the list with no items, so that it can be taken
// back.
std::vector<FacetCount> countsOf(const Tally& tally, Facet facet, const QStringList& chosen)
{
    std::vector<FacetCount> counts;
    for (qsizetype i = 0; i < tally.values->values.size(); ++i)
        if (tally.counts[size_t(i)] > 0 || tally.isChosen[size_t(i)])
            counts.push_back(
                {tally.values->values[i], tally.counts[size_t(i)], tally.isChosen[size_t(i)] != 0});
    for (const QString& value : chosen)
        if (!tally.values->values.contains(value))
            counts.push_back({value, 0, true});
    if (facet != Facet::Date)
        std::stable_sort(
            counts.begin(), counts.end(),
            [](const FacetCount& a, const FacetCount& b) { return a.count > b.count; });
    return counts;
}

// Rows by number where they have one, else by text; those without stay last either way.
class Order {
public:
    Order(const HistoryRows& rows, const HistoryNotes& notes, const HistoryState& state)
        : m_rows(rows), m_notes(notes), m_isDescending(state.isDescending)
    {
        if (const int column = rows.columnOf(state.sort); column >= 0)
            m_column = &rows.columns[size_t(column)];
    }
    [[nodiscard]] bool isAsked() const { return m_column; }

    template <class Rows, class RowOf>
    void sort(Rows& sorted, const RowOf& rowOf) const
    {
        struct Key {
            double number;
            QString text;
            size_t place;
        };
        const bool isDate = m_column->key == "started"; // in the order of the runs, newest first
        std::vector<Key> keys;
        keys.reserve(sorted.size());
        for (size_t i = 0; i < sorted.size(); ++i) {
            const RowId row = rowOf(sorted[i]);
            keys.push_back({isDate ? -double(row.run) : cellNumber(m_rows, row, *m_column),
                            m_column->isNumber || isDate
                                ? QString()
                                : cellText(m_rows, m_notes, row, *m_column).toLower(),
                            i});
        }
        const bool byNumber = m_column->isNumber || isDate;
        std::stable_sort(keys.begin(), keys.end(), [&](const Key& a, const Key& b) {
            const bool noA = byNumber ? std::isnan(a.number) : a.text.isEmpty();
            const bool noB = byNumber ? std::isnan(b.number) : b.text.isEmpty();
            if (noA || noB)
                return noB && !noA;
            if (byNumber)
                return m_isDescending ? a.number > b.number : a.number < b.number;
            return m_isDescending ? a.text > b.text : a.text < b.text;
        });
        Rows result;
        result.reserve(sorted.size());
        for (const Key& key : keys)
            result.push_back(std::move(sorted[key.place]));
        sorted = std::move(result);
    }

private:
    const HistoryRows& m_rows;
    const HistoryNotes& m_notes;
    const HistoryColumn* m_column = nullptr;
    bool m_isDescending;
};

void arrange(HistoryFound& found, const std::vector<size_t>& items, const HistoryRows& rows,
             const HistoryNotes& notes, const HistoryState& state)
{
    const Order order(rows, notes, state);
    int lastRun = -1;
    for (const size_t item : items) {
        const RowId row = rows.items[item];
        found.runs += row.run != lastRun;
        found.variants += !row.isRun();
        if (state.isFlat || row.run != lastRun)
            found.groups.push_back({row.run, {}});
        lastRun = row.run;
        if (!row.isRun())
            found.groups.back().variants.push_back(row.variant);
    }
    if (!order.isAsked())
        return;
    const auto rowOfGroup = [&](const HistoryFound::Group& group) {
        return RowId{group.run, state.isFlat && !group.variants.empty() ? group.variants[0] : -1};
    };
    order.sort(found.groups, rowOfGroup);
    if (state.isFlat)
        return;
    for (HistoryFound::Group& group : found.groups)
        order.sort(group.variants, [&](int variant) { return RowId{group.run, variant}; });
}

// Runs are compared with runs where a column is about runs, variants with variants elsewhere.
std::set<std::string> alikeColumns(const HistoryFound& found, const HistoryRows& rows,
                                   const HistoryNotes& notes)
{
    std::set<std::string> alike;
    for (const HistoryColumn& column : rows.columns) {
        if (column.kind == HistoryColumn::Kind::Name)
            continue;
        const bool ofRun = column.kind == HistoryColumn::Kind::Run ||
                           column.kind == HistoryColumn::Kind::Environment;
        std::optional<RowId> first;
        const auto differs = [&](RowId row) {
            if (!first)
                first = row;
            return !areAlike(rows, notes, *first, row, column);
        };
        const bool anyDiffers = std::any_of(
            found.groups.begin(), found.groups.end(), [&](const HistoryFound::Group& group) {
                return ofRun
                           ? differs({group.run, -1})
                           : std::any_of(group.variants.begin(), group.variants.end(), [&](int v) {
                                 return differs({group.run, v});
                             });
            });
        if (!anyDiffers)
            alike.insert(column.key);
    }
    return alike;
}

} // namespace

HistoryFound find(const HistoryRows& rows, const HistoryNotes& notes, const HistoryState& state,
                  const QString& today, const std::stop_token& stop)
{
    HistoryFound found;
    found.isFlat = state.isFlat;
    const SearchQuery query = parseSearch(state.search, rows.columns);
    found.problems = query.problems;
    const FacetValues dates = datesOf(rows, today), starred = marksOf(rows, notes, false),
                      tags = marksOf(rows, notes, true);
    std::vector<Tally> tallies(kFacetCount);
    for (int f = 0; f < kFacetCount; ++f) {
        Tally& tally = tallies[size_t(f)];
        const auto facet = Facet(f);
        tally.values = facet == Facet::Date      ? &dates
                       : facet == Facet::Starred ? &starred
                       : facet == Facet::Tags    ? &tags
                                                 : &rows.facets[size_t(f)];
        const auto chosen = state.chosen.find(facet);
        tally.isAsked = chosen != state.chosen.end() && !chosen->second.isEmpty();
        tally.counts.resize(size_t(tally.values->values.size()));
        for (const QString& value : tally.values->values)
            tally.isChosen.push_back(tally.isAsked && chosen->second.contains(value));
    }
    std::vector<size_t> items;
    for (size_t item = 0; item < rows.items.size(); ++item) {
        if (item % 1024 == 0 && stop.stop_requested())
            return found;
        if (!notes.removed.empty() && notes.removed.contains(rows.run(rows.items[item]).id))
            continue;
        int failed = 0;
        Tally* last = nullptr;
        for (Tally& tally : tallies)
            if (!tally.passes(item)) {
                last = &tally;
                if (++failed > 1)
                    break;
            }
        if (failed > 1 || !matches(query, rows, notes, item))
            continue;
        if (failed == 1) {
            last->count(item);
            continue;
        }
        for (Tally& tally : tallies)
            tally.count(item);
        items.push_back(item);
    }
    for (int f = 0; f < kFacetCount; ++f) {
        const auto chosen = state.chosen.find(Facet(f));
        found.facets.push_back(
            countsOf(tallies[size_t(f)], Facet(f),
                     chosen == state.chosen.end() ? QStringList() : chosen->second));
    }
    arrange(found, items, rows, notes, state);
    if (state.onlyDifferences)
        found.alike = alikeColumns(found, rows, notes);
    return found;
}

} // namespace lathe::widgets
