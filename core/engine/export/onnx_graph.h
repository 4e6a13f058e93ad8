#pragma once

#include "core/engine/export/onnx_model.h"

#include <initializer_list>
#include <set>

namespace lathe::engine::onnx {

// Grows the graph of a Model, an operator at a time. Values are known by their names; those of operators are made of the
// scope and the operator: "layers.0.attention.MatMul.3".
class Graph {
public:
    explicit Graph(int opset) { m_model.opset = opset; }

    [[nodiscard]] Model& model() { return m_model; }
    void setScope(std::string scope) { m_scope = std::move(scope); }
    // Raises the opset that the file asks for.
    void needOpset(int opset) { m_model.opset = std::max(m_model.opset, opset); }

    // Adds an operator with one output and returns the output's name.
    std::string add(const std::string& op, std::vector<std::string> inputs, std::vector<Attribute> attributes = {},
                    const std::string& domain = {});
    // One with several.
    std::vector<std::string> split(const std::string& op, std::vector<std::string> inputs, int outputs,
                                   std::vector<Attribute> attributes = {});

    // A constant, once under each name.
    std::string constant(const std::string& name, const at::Tensor& values);
    std::string constant(const std::string& name, Element element, std::vector<int64_t> shape, const at::Tensor& values);
    std::string real(double value);                  // a scalar
    std::string integer(int64_t value);              // a scalar
    std::string integers(std::vector<int64_t> values); // [n]

    std::string reshape(const std::string& x, std::vector<int64_t> shape);
    std::string transpose(const std::string& x, std::vector<int64_t> order);
    std::string cast(const std::string& x, Element to);
    std::string slice(const std::string& x, int64_t begin, int64_t end, int64_t axis);

private:
    std::string name(const std::string& op);

    Model m_model;
    std::string m_scope;
    std::set<std::string> m_constants;
    int64_t m_count = 0;
};

} // namespace lathe::engine::onnx
