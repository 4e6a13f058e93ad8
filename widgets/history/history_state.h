#pragma once

#include "widgets/history/history_rows.h"

#include <QJsonObject>

namespace lathe::widgets {

// All that decides what History shows, except what is selected. A value.
struct HistoryState {
    QString search;
    std::map<Facet, QStringList> chosen; // values of which one must apply; none empty
    std::string sort;                    // key of a column; empty: newest first
    bool isDescending = true;
    bool isFlat = false; // variants without their runs
    bool onlyDifferences = false;
    std::vector<std::string> columns; // keys in their order, without the name
    std::map<std::string, int> widths;

    bool operator==(const HistoryState&) const = default;
    [[nodiscard]] bool isFiltered() const { return !search.trimmed().isEmpty() || !chosen.empty(); }
};

[[nodiscard]] HistoryState firstHistoryState();

// What is remembered from one day to the next: columns, widths, order and grouping.
[[nodiscard]] QJsonObject toJson(const HistoryState& state);
// What is missing or of another type is as in a new state.
[[nodiscard]] HistoryState historyStateFrom(const QJsonObject& json);

} // namespace lathe::widgets
