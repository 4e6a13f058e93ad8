#include "core/engine/tensors/dtype.h"

#include <array>

namespace lathe::engine {

namespace {

struct Named {
    std::string_view name;
    at::ScalarType type;
};

constexpr std::array kTypes = {
    Named{"F64", at::ScalarType::Double}, Named{"F32", at::ScalarType::Float},
    Named{"F16", at::ScalarType::Half},   Named{"BF16", at::ScalarType::BFloat16},
    Named{"I64", at::ScalarType::Long},   Named{"I32", at::ScalarType::Int},
    Named{"I16", at::ScalarType::Short},  Named{"I8", at::ScalarType::Char},
    Named{"U8", at::ScalarType::Byte},    Named{"BOOL", at::ScalarType::Bool},
    Named{"F8_E4M3", at::ScalarType::Float8_e4m3fn},
    Named{"F8_E5M2", at::ScalarType::Float8_e5m2},
};

} // namespace

std::string_view safetensorsName(at::ScalarType type)
{
    for (const Named& named : kTypes)
        if (named.type == type)
            return named.name;
    return {};
}

std::optional<at::ScalarType> dtypeFromSafetensors(std::string_view name)
{
    for (const Named& named : kTypes)
        if (named.name == name)
            return named.type;
    return std::nullopt;
}

} // namespace lathe::engine
