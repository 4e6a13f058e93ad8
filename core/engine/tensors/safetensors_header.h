#pragma once

#include <c10/core/ScalarType.h>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace lathe::engine {

// One tensor that the header of a .safetensors file promises.
struct TensorEntry {
    std::string name;
    at::ScalarType type = at::ScalarType::Undefined;
    std::vector<int64_t> shape;
    uint64_t begin = 0; // in bytes from the first byte after the header
    uint64_t end = 0;
};

struct SafetensorsHeader {
    std::vector<TensorEntry> entries; // by offset
    uint64_t dataStart = 0;           // in bytes from the start of the file
};

// Checks the header of a whole .safetensors file: afterwards every entry lies inside the file,
// holds exactly shape x dtype bytes, and the entries follow each other without overlap or hole up
// to the file's end, as the format wants. Throws Error naming the tensor, but not the file.
[[nodiscard]] SafetensorsHeader parseSafetensorsHeader(std::span<const std::byte> file);

} // namespace lathe::engine
