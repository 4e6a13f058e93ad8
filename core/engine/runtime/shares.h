#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

// How the packed model cuts a batch.
namespace lathe::engine {

using TextSpan = std::span<const std::vector<int32_t>* const>;

// Where to cut a batch so that each of the threads gets a share of whole texts, which it takes
// through the whole model alone; empty where the shares would be too unequal, or so small that
// starting threads costs more. memory: [threads + 1].
[[nodiscard]] std::span<const size_t> shares(TextSpan texts, size_t threads,
                                             std::span<size_t> memory);

// Texts from the first on, so many that what one layer hands to the next stays in the second-level
// cache.
[[nodiscard]] TextSpan pieceOf(TextSpan texts);

} // namespace lathe::engine
