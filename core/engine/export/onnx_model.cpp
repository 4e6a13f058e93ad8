#include "core/engine/export/onnx_model.h"

#include "core/base/error.h"
#include "core/engine/export/protobuf.h"

#include <fmt/format.h>
#include <fstream>

namespace lathe::engine::onnx {

namespace fs = std::filesystem;

namespace {

// Field numbers of onnx.proto, by message.
namespace model_field {
enum { IrVersion = 1, ProducerName = 2, ProducerVersion = 3, Graph = 7, OpsetImport = 8, MetadataProps = 14 };
}
namespace graph_field {
enum { Node = 1, Name = 2, Initializer = 5, Input = 11, Output = 12 };
}
namespace node_field {
enum { Input = 1, Output = 2, Name = 3, OpType = 4, Attribute = 5, Domain = 7 };
}
namespace attribute_field {
enum { Name = 1, F = 2, I = 3, S = 4, Ints = 8, Type = 20 };
enum { TypeFloat = 1, TypeInt = 2, TypeString = 3, TypeInts = 7 };
}
namespace tensor_field {
enum { Dims = 1, DataType = 2, Name = 8, RawData = 9, ExternalData = 13, DataLocation = 14 };
}

constexpr size_t kOneFile = size_t(1) << 31; // what a protocol buffer may hold
constexpr size_t kPage = 4096;               // external constants begin on one, so that they can be mapped

ProtoMessage pair(std::string_view key, std::string_view value)
{
    ProtoMessage m;
    m.text(1, key).text(2, value);
    return m;
}

ProtoMessage messageOf(const Attribute& a)
{
    ProtoMessage m;
    m.text(attribute_field::Name, a.name);
    if (const auto* i = std::get_if<int64_t>(&a.value))
        m.number(attribute_field::I, *i).number(attribute_field::Type, attribute_field::TypeInt);
    else if (const auto* f = std::get_if<float>(&a.value))
        m.real(attribute_field::F, *f).number(attribute_field::Type, attribute_field::TypeFloat);
    else if (const auto* s = std::get_if<std::string>(&a.value))
        m.text(attribute_field::S, *s).number(attribute_field::Type, attribute_field::TypeString);
    else {
        for (const int64_t value : std::get<std::vector<int64_t>>(a.value))
            m.number(attribute_field::Ints, value);
        m.number(attribute_field::Type, attribute_field::TypeInts);
    }
    return m;
}

ProtoMessage messageOf(const Node& node)
{
    ProtoMessage m;
    for (const std::string& name : node.inputs)
        m.text(node_field::Input, name);
    for (const std::string& name : node.outputs)
        m.text(node_field::Output, name);
    m.text(node_field::Name, node.outputs.front()).text(node_field::OpType, node.op);
    for (const Attribute& a : node.attributes)
        m.message(node_field::Attribute, messageOf(a));
    if (!node.domain.empty())
        m.text(node_field::Domain, node.domain);
    return m;
}

ProtoMessage messageOf(const Port& port)
{
    ProtoMessage shape;
    for (const auto& dimension : port.shape) {
        ProtoMessage d;
        if (const auto* size = std::get_if<int64_t>(&dimension))
            d.number(1, *size);
        else
            d.text(2, std::get<std::string>(dimension));
        shape.message(1, std::move(d));
    }
    ProtoMessage tensor, type, m;
    tensor.number(1, int64_t(port.element)).message(2, std::move(shape));
    type.message(1, std::move(tensor));
    m.text(1, port.name).message(2, std::move(type));
    return m;
}

std::string_view bytesOf(const Initializer& constant)
{
    return {static_cast<const char*>(constant.values.const_data_ptr()), constant.values.nbytes()};
}

// The constants in a file beside the model, as their messages tell where they lie.
class ExternalData {
public:
    explicit ExternalData(std::string name) : m_name(std::move(name)) {}

    void place(const Initializer& constant, ProtoMessage& message)
    {
        m_offset = (m_offset + kPage - 1) / kPage * kPage;
        const std::string_view bytes = bytesOf(constant);
        message.message(tensor_field::ExternalData, pair("location", m_name))
            .message(tensor_field::ExternalData, pair("offset", std::to_string(m_offset)))
            .message(tensor_field::ExternalData, pair("length", std::to_string(bytes.size())))
            .number(tensor_field::DataLocation, 1);
        m_parts.emplace_back(m_offset, bytes);
        m_offset += bytes.size();
    }
    void write(std::ostream& out) const
    {
        for (const auto& [offset, bytes] : m_parts) {
            out.seekp(std::streamoff(offset));
            out.write(bytes.data(), std::streamsize(bytes.size()));
        }
    }

private:
    std::string m_name;
    size_t m_offset = 0;
    std::vector<std::pair<size_t, std::string_view>> m_parts;
};

template <class Write>
void writeStaged(const fs::path& file, Write&& content)
{
    const fs::path staged = file.string() + ".part";
    std::ofstream out(staged, std::ios::binary | std::ios::trunc);
    content(out);
    out.close();
    std::error_code problem;
    if (out)
        fs::rename(staged, file, problem);
    if (!out || problem) {
        fs::remove(staged, problem);
        throw Error(ErrorKind::Failure, fmt::format("{} could not be written", file.string()),
                    "See that the folder may be written to and that its disk has room");
    }
}

} // namespace

Element elementOf(at::ScalarType type)
{
    switch (type) {
    case at::kFloat: return Element::Float;
    case at::kHalf: return Element::Float16;
    case at::kBFloat16: return Element::BFloat16;
    case at::kByte: return Element::UInt8;
    case at::kChar: return Element::Int8;
    case at::kInt: return Element::Int32;
    case at::kLong: return Element::Int64;
    case at::kBool: return Element::Bool;
    default: throw Error(ErrorKind::Failure, "a constant of a type that ONNX files do not get");
    }
}

void write(const Model& model, const fs::path& file)
{
    size_t bytes = 0;
    for (const Initializer& constant : model.initializers)
        bytes += constant.values.nbytes();
    ExternalData data(file.filename().string() + ".data");
    const bool external = bytes + (size_t(64) << 20) > kOneFile;

    ProtoMessage graph;
    for (const Node& node : model.nodes)
        graph.message(graph_field::Node, messageOf(node));
    graph.text(graph_field::Name, "classifier");
    for (const Initializer& constant : model.initializers) {
        ProtoMessage tensor;
        for (const int64_t size : constant.shape)
            tensor.number(tensor_field::Dims, size);
        tensor.number(tensor_field::DataType, int64_t(constant.element)).text(tensor_field::Name, constant.name);
        if (external && constant.values.nbytes() >= kPage)
            data.place(constant, tensor);
        else
            tensor.view(tensor_field::RawData, bytesOf(constant));
        graph.message(graph_field::Initializer, std::move(tensor));
    }
    for (const Port& port : model.inputs)
        graph.message(graph_field::Input, messageOf(port));
    for (const Port& port : model.outputs)
        graph.message(graph_field::Output, messageOf(port));

    ProtoMessage whole;
    whole.number(model_field::IrVersion, model.opset > 20 ? 10 : 8).text(model_field::ProducerName, "Lathe");
    whole.message(model_field::Graph, std::move(graph));
    std::map<std::string, int> opsets{{"", model.opset}};
    for (const Node& node : model.nodes)
        if (!node.domain.empty())
            opsets[node.domain] = 1;
    for (const auto& [domain, version] : opsets) {
        ProtoMessage opset;
        opset.text(1, domain).number(2, version);
        whole.message(model_field::OpsetImport, std::move(opset));
    }
    for (const auto& [key, value] : model.metadata)
        whole.message(model_field::MetadataProps, pair(key, value));

    if (external)
        writeStaged(file.string() + ".data", [&](std::ostream& out) { data.write(out); });
    writeStaged(file, [&](std::ostream& out) { whole.write(out); });
}

} // namespace lathe::engine::onnx
