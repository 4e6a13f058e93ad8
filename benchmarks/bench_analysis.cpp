// What it takes to analyse one variant: 5,000 rows of 77 labels, about as many decisions changed
// as compression usually changes. Prints milliseconds, the median of 5.

#include "core/analysis/agreement.h"
#include "core/analysis/calibration.h"
#include "core/analysis/figures.h"
#include "core/analysis/flips.h"
#include "core/analysis/thresholds.h"
#include "core/data/random.h"

#include <algorithm>
#include <chrono>
#include <fmt/format.h>
#include <functional>

using namespace lathe;
using namespace lathe::analysis;

namespace {

float uniform(data::Random& random)
{
    return float(random.below(1 << 24)) / float(1 << 24);
}

Predictions sample(data::TaskKind kind)
{
    data::Random random(1);
    Predictions p{kind, 77, {}, {}};
    for (int i = 0; i < 5000; ++i) {
        std::vector<int>& truth = p.truth.emplace_back();
        if (kind == data::TaskKind::Multiclass)
            truth = {int(random.below(77))};
        else
            for (int k = 0; k < 77; ++k)
                if (random.below(40) == 0)
                    truth.push_back(k);
        for (int k = 0; k < 77; ++k)
            p.logits.push_back(4 * uniform(random) - 4 + (isMarked(truth, k) ? 4.5f : 0));
    }
    return p;
}

Predictions shaken(Predictions p)
{
    data::Random random(2);
    for (float& logit : p.logits)
        logit += uniform(random) - 0.5f;
    return p;
}

void time(const char* what, const std::function<void()>& work)
{
    std::vector<double> ms;
    for (int n = 0; n < 5; ++n) {
        const auto start = std::chrono::steady_clock::now();
        work();
        ms.push_back(
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
                .count());
    }
    std::nth_element(ms.begin(), ms.begin() + 2, ms.end());
    fmt::print("  {:40} {:7.1f} ms\n", what, ms[2]);
}

} // namespace

int main()
{
    for (const auto kind : {data::TaskKind::Multiclass, data::TaskKind::Multilabel}) {
        fmt::print("{}\n", data::toString(kind));
        const Predictions original = sample(kind), variant = shaken(original);
        const std::vector<double> none;
        std::vector<double> thresholds;
        if (kind == data::TaskKind::Multilabel)
            time("thresholds", [&] { thresholds = fitThresholds(variant); });
        time("temperature", [&] { (void)fitTemperature(variant); });
        time("figures, with temperature", [&] { (void)figuresOf(variant, thresholds, 1.5); });
        time("difference, 2000 resamples", [&] {
            (void)compareQuality({variant, thresholds}, {original, none}, 13, 2000);
        });
        time("agreement and flips", [&] {
            (void)agreement({variant, thresholds}, {original, none});
            (void)flips({variant, thresholds}, {original, none});
        });
    }
}
