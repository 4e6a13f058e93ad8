#include "core/engine/stages/quantize/activation_range.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

namespace lathe::engine {

namespace {

// Bins first .. last - 1 of a histogram.
struct Window {
    size_t first = 0, last = 0;
};

double edge(const InputHistogram& h, size_t bin)
{
    return h.low + (h.high - h.low) * double(bin) / double(h.counts.size());
}

size_t levels(const InputHistogram& h) { return h.symmetric ? 128 : 256; }

ActivationRange rangeOfWindow(const InputHistogram& h, const Window& w)
{
    return rangeOf(edge(h, w.first), edge(h, w.last), h.symmetric);
}

Window percentileWindow(const InputHistogram& h, double percentile)
{
    const double all = std::accumulate(h.counts.begin(), h.counts.end(), 0.0);
    const bool bothEnds = h.low < 0 && h.high > 0;
    const double cut = all * (100 - percentile) / 100 / (bothEnds ? 2 : 1);
    Window w{0, h.counts.size()};
    if (h.high > 0)
        for (double gone = 0; w.last > 1 && gone + h.counts[w.last - 1] <= cut; --w.last)
            gone += h.counts[w.last - 1];
    if (h.low < 0)
        for (double gone = 0; w.first + 1 < w.last && gone + h.counts[w.first] <= cut; ++w.first)
            gone += h.counts[w.first];
    return w;
}

double squaredError(const InputHistogram& h, const Window& w)
{
    const ActivationRange range = rangeOfWindow(h, w);
    const double width = (h.high - h.low) / double(h.counts.size());
    double sum = 0;
    for (size_t bin = 0; bin < h.counts.size(); ++bin) {
        if (h.counts[bin] == 0)
            continue;
        const double x = edge(h, bin) + width / 2;
        const double code = std::clamp(std::floor(x / range.scale + range.zero + 0.5), 0.0, 255.0);
        const double error = (code - range.zero) * range.scale - x;
        sum += h.counts[bin] * error * error;
    }
    return sum;
}

// KL(P || Q): P the counts with what is outside the window moved to its ends, Q the same after a fall into
// as many levels as there are codes, each level spread evenly over its bins that are not empty.
double divergence(const InputHistogram& h, const Window& w)
{
    const size_t bins = w.last - w.first, count = std::min(levels(h), bins);
    std::vector<double> p(h.counts.begin() + std::ptrdiff_t(w.first), h.counts.begin() + std::ptrdiff_t(w.last));
    const std::vector<double> inside = p;
    p.front() += std::accumulate(h.counts.begin(), h.counts.begin() + std::ptrdiff_t(w.first), 0.0);
    p.back() += std::accumulate(h.counts.begin() + std::ptrdiff_t(w.last), h.counts.end(), 0.0);
    const double allP = std::accumulate(p.begin(), p.end(), 0.0);
    const double allQ = std::accumulate(inside.begin(), inside.end(), 0.0);
    if (allQ <= 0)
        return INFINITY;
    double sum = 0;
    for (size_t level = 0; level < count; ++level) {
        const size_t from = level * bins / count, to = (level + 1) * bins / count;
        double mass = 0;
        size_t used = 0;
        for (size_t bin = from; bin < to; ++bin)
            mass += inside[bin], used += p[bin] > 0;
        const double q = std::max(used > 0 ? mass / double(used) / allQ : 0.0, 1e-9);
        for (size_t bin = from; bin < to; ++bin)
            if (p[bin] > 0)
                sum += p[bin] / allP * std::log(p[bin] / allP / q);
    }
    return sum;
}

// The window with the least cost: the upper end moves first, then the lower; no end passes zero, and no
// window has fewer bins than there are codes.
Window bestWindow(const InputHistogram& h, const std::function<double(const Window&)>& cost)
{
    constexpr size_t kStep = 8; // bins
    const size_t bins = h.counts.size(), least = std::min(levels(h), bins);
    const auto zero = size_t(std::clamp(-h.low / (h.high - h.low) * double(bins), 0.0, double(bins)));
    Window best{0, bins};
    double lowest = cost(best);
    const auto consider = [&](const Window& w) {
        if (const double own = cost(w); own < lowest)
            lowest = own, best = w;
    };
    if (h.high > 0)
        for (size_t last = std::max(least, zero + 1); last < bins; last += kStep)
            consider({0, last});
    const size_t last = best.last;
    if (h.low < 0)
        for (size_t first = kStep; first <= zero && first + least <= last; first += kStep)
            consider({first, last});
    return best;
}

} // namespace

ActivationRange rangeOf(double low, double high, bool symmetric)
{
    const double width = symmetric ? high / 127 : (high - low) / 255;
    if (!(width > 0))
        return {};
    return {width, symmetric ? 128 : std::clamp(std::nearbyint(-low / width), 0.0, 255.0)};
}

ActivationRange calibratedRange(const InputHistogram& h, const std::string& calibration, double percentile)
{
    if (!(h.high > h.low))
        return {};
    if (calibration == "percentile")
        return rangeOfWindow(h, percentileWindow(h, percentile));
    if (calibration == "MSE")
        return rangeOfWindow(h, bestWindow(h, [&](const Window& w) { return squaredError(h, w); }));
    if (calibration == "entropy")
        return rangeOfWindow(h, bestWindow(h, [&](const Window& w) { return divergence(h, w); }));
    return rangeOf(h.low, h.high, h.symmetric);
}

} // namespace lathe::engine
