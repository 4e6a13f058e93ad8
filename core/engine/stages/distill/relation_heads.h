#pragma once

namespace lathe::engine {

// How many relation heads two attention widths are cut into: `wanted`, or for 0 the most up to 48, as Wang et
// al. 2021 take, that divide both and leave each at least 8 columns. Throws Error when `wanted` does not divide
// both.
[[nodiscard]] int relationHeads(int wanted, int studentWidth, int teacherWidth);

} // namespace lathe::engine
