#pragma once

#include <ATen/core/Tensor.h>
#include <filesystem>
#include <map>
#include <string>
#include <variant>
#include <vector>

namespace lathe::engine::onnx {

// TensorProto.DataType, those that Lathe writes.
enum class Element { Float = 1, UInt8 = 2, Int8 = 3, Int32 = 6, Int64 = 7, Bool = 9, Float16 = 10, BFloat16 = 16, Int4 = 22 };

[[nodiscard]] Element elementOf(at::ScalarType type);

struct Attribute {
    std::string name;
    std::variant<int64_t, float, std::string, std::vector<int64_t>> value;
};

struct Node {
    std::string op;
    std::vector<std::string> inputs; // empty name: left out
    std::vector<std::string> outputs;
    std::vector<Attribute> attributes;
    std::string domain; // empty: ai.onnx
};

// A constant. The tensor's bytes are the raw data; int4 has two values in each byte of a uint8 tensor, so its shape is
// said beside it.
struct Initializer {
    std::string name;
    Element element;
    std::vector<int64_t> shape;
    at::Tensor values;
};

struct Port {
    std::string name;
    Element element;
    std::vector<std::variant<int64_t, std::string>> shape; // a string is a dimension's name
};

// What an ONNX file says.
struct Model {
    int opset = 17;
    std::vector<Node> nodes;
    std::vector<Initializer> initializers;
    std::vector<Port> inputs, outputs;
    std::map<std::string, std::string> metadata;
};

// Writes FILE, and the constants into FILE.data where they are more than one file of this format can hold (2 GB).
// Throws Error when the disk is full or the place not writable; nothing half-written stays.
void write(const Model& model, const std::filesystem::path& file);

} // namespace lathe::engine::onnx
