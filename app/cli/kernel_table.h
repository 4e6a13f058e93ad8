#pragma once

#include "core/runner/engine.h"

namespace lathe::cli {

// Which kernel computes what; layers that are alike share a line.
[[nodiscard]] std::string kernelTable(const std::vector<runner::KernelFacts>& kernels);

} // namespace lathe::cli
