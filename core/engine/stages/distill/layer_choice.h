#pragma once

#include "core/engine/model/checkpoint.h"

namespace lathe::engine {

// Which of n layers a student of k <= n starts from, ascending: "even" spreads them from the first layer to the
// last, "first" and "last" take them in a row.
[[nodiscard]] std::vector<int> chosenLayers(const std::string& choice, int k, int n);

// The checkpoint with these layers only, in this order.
[[nodiscard]] Checkpoint withLayers(const Checkpoint& model, const std::vector<int>& layers);

// Sizes that no choice of `layers` layers exceeds.
[[nodiscard]] Architecture ofDepth(const Architecture& model, int layers);

// A layer of the student and the layer of the teacher that it learns from, both from 0.
struct LayerPair {
    int student = 0;
    int teacher = 0;
    bool operator==(const LayerPair&) const = default;
};

// The map g(m) of Jiao et al. 2020 (TinyBERT, section 3.1) from k student layers to n teacher layers:
//   "uniform"  every student layer learns, the last from the last: g(m) = ceil(m n / k), layers counted from 1
//   "top"      the topmost layers of both, in a row: g(m) = m + n - k
//   "last"     the student's last layer from the teacher's last, the others are free
[[nodiscard]] std::vector<LayerPair> layerMap(const std::string& kind, int k, int n);

} // namespace lathe::engine
