#include "core/engine/tensors/pickle_globals.h"

#include <algorithm>

namespace lathe::engine::pickle {

namespace {

struct Known {
    std::string_view module, name;
    GlobalName global;
};

constexpr Known kKnown[] = {
    {"collections", "OrderedDict", {Global::OrderedDict}},
    {"torch._utils", "_rebuild_tensor_v2", {Global::RebuildTensor}},
    {"torch._utils", "_rebuild_parameter", {Global::RebuildParameter}},
    {"torch", "DoubleStorage", {Global::Storage, at::kDouble}},
    {"torch", "FloatStorage", {Global::Storage, at::kFloat}},
    {"torch", "HalfStorage", {Global::Storage, at::kHalf}},
    {"torch", "BFloat16Storage", {Global::Storage, at::kBFloat16}},
    {"torch", "LongStorage", {Global::Storage, at::kLong}},
    {"torch", "IntStorage", {Global::Storage, at::kInt}},
    {"torch", "ShortStorage", {Global::Storage, at::kShort}},
    {"torch", "CharStorage", {Global::Storage, at::kChar}},
    {"torch", "ByteStorage", {Global::Storage, at::kByte}},
    {"torch", "BoolStorage", {Global::Storage, at::kBool}},
};

// A name from a hostile file, fit to be shown.
std::string shownName(std::string name)
{
    constexpr size_t kMost = 80;
    std::replace_if(name.begin(), name.end(), [](unsigned char c) { return c < 0x20 || c > 0x7e; }, '?');
    return name.size() > kMost ? name.substr(0, kMost) + "..." : name;
}

} // namespace

GlobalName globalNamed(const std::string& module, const std::string& name, size_t place)
{
    for (const Known& known : kKnown)
        if (known.module == module && known.name == name)
            return known.global;
    throw refusedAt(place, fmt::format("names {}, which a file of tensors has no need for and which could run any code",
                                       shownName(module + "." + name)));
}

Error refusedAt(size_t place, const std::string& what)
{
    return {ErrorKind::Unsupported, fmt::format("the pickle inside, byte {}: {}", place, what),
            "Lathe opens pickles only when they hold nothing but tensors. If you trust the file, save its state dict "
            "as safetensors where it was made"};
}

} // namespace lathe::engine::pickle
