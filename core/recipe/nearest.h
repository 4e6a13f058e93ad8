#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lathe::recipe {

// "; did you mean 'sparsity'?" when one of the known words is close to the given one, else empty.
[[nodiscard]] std::string suggestion(std::string_view word, const std::vector<std::string>& known);

} // namespace lathe::recipe
