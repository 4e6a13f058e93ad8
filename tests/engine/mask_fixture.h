#pragma once

#include "core/engine/stages/prune/mask.h"
#include "tests/engine/quantize_fixture.h"

#include <limits>

namespace lathe::tests {

// What the tests of unstructured pruning share.
class MaskFixture : protected QuantizeFixture {
protected:
    // The defaults, without recovery where there may be none.
    static recipe::Params oneShot(const Stage& stage, double share, const std::string& pattern = "anywhere")
    {
        recipe::Params params = defaults(stage);
        params[params.contains("saved") ? "saved" : "sparsity"] = share;
        params["pattern"] = pattern;
        if (stage.info.param("epochs")->minimum == 0.0)
            params["epochs"] = 0.0;
        return params;
    }

    // Whether `count` of each row of scores are gone, and none that scores more than one that stayed.
    static bool isCut(const at::Tensor& scores, const at::Tensor& gone, int64_t count, double tolerance = 1e-5)
    {
        const double most = std::numeric_limits<double>::infinity();
        const at::Tensor highest = scores.masked_fill(gone.logical_not(), -most).amax(1);
        const at::Tensor lowest = scores.masked_fill(gone, most).amin(1);
        return gone.sum(1).eq(count).all().item<bool>() && highest.le(lowest * (1 + tolerance)).all().item<bool>();
    }
};

} // namespace lathe::tests
