#pragma once

#include "widgets/history/history_state.h"

#include <stop_token>

namespace lathe::widgets {

struct FacetCount {
    QString value;
    int count = 0; // of items that would be there if only this facet were changed to it
    bool isChosen = false;
};

// What a state shows of a history.
struct HistoryFound {
    struct Group {
        int run = -1;
        std::vector<int> variants;
    };
    std::vector<Group> groups; // one for each run; when flat, one for each row
    bool isFlat = false;
    int runs = 0, variants = 0;
    std::vector<std::vector<FacetCount>> facets; // [Facet]
    std::set<std::string> alike; // columns in which all shown rows are equal; only when asked for
    QStringList problems;        // of the search
};

// Pure, and quick enough for tens of thousands: about 50 ms. `today` is "2026-11-23", in UTC.
[[nodiscard]] HistoryFound find(const HistoryRows& rows, const HistoryNotes& notes,
                                const HistoryState& state, const QString& today,
                                const std::stop_token& stop = {});

} // namespace lathe::widgets
