#pragma once

#include <c10/core/ScalarType.h>
#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace lathe::engine::pickle {

struct Value;
using ValueRef = uint32_t; // place in the table of all values: nothing owns, so nothing is freed in depth

struct None {};
struct Mark {};

// What a pickle may name.
enum class Global { OrderedDict, RebuildTensor, RebuildParameter, Storage };
struct GlobalName {
    Global global;
    at::ScalarType type = at::ScalarType::Undefined; // of a storage
};

struct Sequence { // a tuple or a list
    std::vector<ValueRef> items;
};
struct Dict {
    std::vector<std::pair<ValueRef, ValueRef>> items;
};
struct StorageRef { // the numbers of one or more tensors: a record of the archive
    std::string key;
    at::ScalarType type = at::ScalarType::Undefined;
    int64_t count = 0;
};
struct TensorRef {
    StorageRef storage;
    int64_t offset = 0; // in elements, as the strides
    std::vector<int64_t> sizes, strides;
};

struct Value {
    std::variant<None, Mark, bool, int64_t, double, std::string, GlobalName, Sequence, Dict, StorageRef, TensorRef>
        is;
};

} // namespace lathe::engine::pickle
