#pragma once

#include "core/base/error.h"
#include "core/base/gguf_types.h"

#include <cstddef>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <vector>

namespace lathe {

// One tensor that the header of a GGUF file promises.
struct GgufTensor {
    std::string name;
    const GgufType* type = nullptr; // one whose blocks are known
    std::vector<int64_t> shape;     // rows first, as elsewhere in Lathe; the file has it the other way
    uint64_t begin = 0, end = 0;    // in bytes from the start of the file

    // Of the last dimension: whole blocks.
    [[nodiscard]] int64_t rowBytes() const
    {
        return shape.back() / type->blockValues * type->blockBytes;
    }
};

struct GgufHeader {
    nlohmann::json metadata; // an object; keys as they are in the file: "general.architecture"
    std::vector<GgufTensor> tensors; // by offset
};

// Checks the header of a whole GGUF file, version 2 or 3: afterwards every tensor lies inside the
// file, is aligned, overlaps no other and holds exactly the blocks that its shape wants. Throws Error
// naming the key or tensor, but not the file. Nothing is allocated on the header's word alone.
[[nodiscard]] GgufHeader parseGguf(std::span<const std::byte> file);

// The metadata of a file, checked the same way. Throws Error naming the file.
[[nodiscard]] nlohmann::json readGgufMetadata(const std::filesystem::path& file);

// What parseGguf threw, with the file's name in front and what to do.
[[nodiscard]] Error inGguf(const Error& error, const std::filesystem::path& file);

// The GGUF file that a path means: itself, or the only .gguf file of that folder. Empty when there is
// none; throws Error when the folder holds several.
[[nodiscard]] std::filesystem::path ggufFileOf(const std::filesystem::path& fileOrFolder);

} // namespace lathe
