#pragma once

#include <cstdint>
#include <string_view>

namespace lathe {

// How a GGUF file stores the numbers of a tensor, by the number that the format gives to it. Rows are
// cut into blocks of so many values, each of so many bytes.
struct GgufType {
    uint32_t id = 0;
    std::string_view name; // "Q4_K"
    int64_t blockValues = 1;
    int64_t blockBytes = 0; // 0: known by name only
};

// Null for a number that no version of the format gives.
[[nodiscard]] const GgufType* ggufType(uint32_t id);

// What llama.cpp calls a file by its general.file_type ("Q4_K_M"); empty when unknown.
[[nodiscard]] std::string_view ggufFileType(int64_t id);

} // namespace lathe
