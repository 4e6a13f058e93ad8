#pragma once

#include "widgets/history/history_rows.h"

namespace lathe::widgets {

// One condition of a search. All of them must hold.
struct SearchTerm {
    enum class Op { Word, Is, Less, LessEqual, Equal, GreaterEqual, Greater };
    Op op = Op::Word;
    bool isNegated = false;
    QString key;       // of a field or a column; empty for a word
    QString text;      // lower case
    double number = 0; // in the column's own unit
    bool hasNumber = false;
};

// What someone typed: words, "several words", -without, tag:prod, state:failed, acc>0.9,
// size<30MB, started>=2026-11-20.
struct SearchQuery {
    std::vector<SearchTerm> terms;
    QStringList problems; // sentences about what was not understood; those terms are left out
};

[[nodiscard]] SearchQuery parseSearch(const QString& text,
                                      const std::vector<HistoryColumn>& columns);

// Whether an item meets all terms.
[[nodiscard]] bool matches(const SearchQuery& query, const HistoryRows& rows,
                           const HistoryNotes& notes, size_t item);

// What a word may be completed to: the fields with ":", the numbers with ">" or "<".
[[nodiscard]] QStringList searchWords(const std::vector<HistoryColumn>& columns);

} // namespace lathe::widgets
