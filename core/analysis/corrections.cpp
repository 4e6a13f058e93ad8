#include "core/analysis/corrections.h"

#include "core/base/error.h"

#include <algorithm>

namespace lathe::analysis {

namespace {

// Indices of the present ones, ascending by p.
std::vector<size_t> ascending(const PValues& p)
{
    std::vector<size_t> order;
    for (size_t i = 0; i < p.size(); ++i) {
        if (p[i] && !(*p[i] >= 0 && *p[i] <= 1))
            throw badInput("a p value lies in 0..1, not at {}", *p[i]);
        if (p[i])
            order.push_back(i);
    }
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return *p[a] < *p[b]; });
    return order;
}

} // namespace

PValues holm(const PValues& p)
{
    const std::vector<size_t> order = ascending(p);
    PValues adjusted(p.size());
    double largest = 0;
    for (size_t rank = 0; rank < order.size(); ++rank) {
        largest = std::max(largest, *p[order[rank]] * double(order.size() - rank));
        adjusted[order[rank]] = std::min(1.0, largest);
    }
    return adjusted;
}

PValues benjaminiHochberg(const PValues& p)
{
    const std::vector<size_t> order = ascending(p);
    PValues adjusted(p.size());
    double smallest = 1;
    for (size_t rank = order.size(); rank-- > 0;) {
        smallest = std::min(smallest, *p[order[rank]] * double(order.size()) / double(rank + 1));
        adjusted[order[rank]] = smallest;
    }
    return adjusted;
}

} // namespace lathe::analysis
