#pragma once

#include <c10/core/ScalarType.h>
#include <optional>
#include <string_view>

namespace lathe::engine {

// The name that safetensors gives to a dtype: "F32". Empty for the ones Lathe does not store.
[[nodiscard]] std::string_view safetensorsName(at::ScalarType type);
[[nodiscard]] std::optional<at::ScalarType> dtypeFromSafetensors(std::string_view name);

} // namespace lathe::engine
