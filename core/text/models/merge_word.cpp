#include "core/text/models/merge_word.h"

#include <algorithm>

namespace lathe::text::models {

namespace {

constexpr size_t kShort = 48; // up to here searching all pairs again is faster than a heap

void mergeShort(const Merges& merges, std::vector<int32_t>& ids, std::vector<uint32_t>& ranks,
                std::vector<int32_t>* made)
{
    size_t pairs = ids.size() - 1;
    ranks.resize(ids.size());
    for (size_t i = 0; i < pairs; ++i)
        ranks[i] = merges.rank(ids[i], ids[i + 1]);
    while (pairs > 0) {
        size_t best = 0;
        for (size_t i = 1; i < pairs; ++i)
            if (ranks[i] < ranks[best])
                best = i;
        if (ranks[best] == Merges::kNone)
            break;
        ids[best] = merges.made(ranks[best]);
        if (made)
            made->push_back(ids[best]);
        --pairs;
        for (size_t i = best + 1; i <= pairs; ++i)
            ids[i] = ids[i + 1];
        for (size_t i = best + 1; i < pairs; ++i)
            ranks[i] = ranks[i + 1];
        if (best < pairs)
            ranks[best] = merges.rank(ids[best], ids[best + 1]);
        if (best > 0)
            ranks[best - 1] = merges.rank(ids[best - 1], ids[best]);
    }
    ids.resize(pairs + 1);
}

bool later(const Scratch::Candidate& a, const Scratch::Candidate& b)
{
    return a.rank != b.rank ? a.rank > b.rank : a.place > b.place;
}

void mergeLong(const Merges& merges, Scratch& scratch, std::vector<int32_t>* made)
{
    auto& symbols = scratch.symbols;
    auto& heap = scratch.candidates;
    const auto count = static_cast<int32_t>(scratch.ids.size());
    symbols.clear();
    heap.clear();
    for (int32_t i = 0; i < count; ++i)
        symbols.push_back({scratch.ids[size_t(i)], i - 1, i + 1 < count ? i + 1 : -1, false});
    const auto candidate = [&](int32_t left) -> bool {
        const auto& symbol = symbols[size_t(left)];
        const uint32_t rank = merges.rank(symbol.id, symbols[size_t(symbol.after)].id);
        if (rank != Merges::kNone)
            heap.push_back({rank, static_cast<uint32_t>(left), merges.made(rank)});
        return rank != Merges::kNone;
    };
    for (int32_t i = 0; i + 1 < count; ++i)
        candidate(i);
    std::make_heap(heap.begin(), heap.end(), later);
    while (!heap.empty()) {
        std::pop_heap(heap.begin(), heap.end(), later);
        const Scratch::Candidate top = heap.back();
        heap.pop_back();
        auto& left = symbols[top.place];
        if (left.gone || left.after < 0)
            continue;
        auto& right = symbols[size_t(left.after)];
        const uint32_t rank = merges.rank(left.id, right.id);
        if (rank == Merges::kNone || merges.made(rank) != top.id) // merged otherwise meanwhile
            continue;
        left.id = top.id;
        if (made)
            made->push_back(top.id);
        right.gone = true;
        left.after = right.after;
        if (left.after >= 0) {
            symbols[size_t(left.after)].before = static_cast<int32_t>(top.place);
            if (candidate(static_cast<int32_t>(top.place)))
                std::push_heap(heap.begin(), heap.end(), later);
        }
        if (left.before >= 0 && candidate(left.before))
            std::push_heap(heap.begin(), heap.end(), later);
    }
    scratch.ids.clear();
    for (int32_t at = 0; at >= 0; at = symbols[size_t(at)].after)
        scratch.ids.push_back(symbols[size_t(at)].id);
}

} // namespace

void mergeWord(const Merges& merges, Scratch& scratch, std::vector<int32_t>* made)
{
    if (scratch.ids.size() < 2)
        return;
    if (scratch.ids.size() <= kShort)
        mergeShort(merges, scratch.ids, scratch.ranks, made);
    else
        mergeLong(merges, scratch, made);
}

} // namespace lathe::text::models
