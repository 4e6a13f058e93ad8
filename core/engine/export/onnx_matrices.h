#pragma once

#include "core/engine/export/onnx_graph.h"
#include "core/engine/model/checkpoint.h"

#include <functional>
#include <map>

namespace lathe::engine::onnx {

// Writes a checkpoint's matrices and norms into a graph, each in the form that it is stored in:
//   fp32          MatMul
//   fp16, bf16    a float16 constant and a Cast in front of the MatMul, which runtimes fold when they load the model
//   int8          with a fixed range of the input QuantizeLinear and DequantizeLinear around both sides, without one
//                 DynamicQuantizeLinear and MatMulInteger, which ONNX Runtime runs as integers; for OpenVINO, which does
//                 not, DequantizeLinear in front of the weights only: it then rounds inputs itself, by token and group;
//                 with fixed ranges it multiplies queries and keys as integers, too
//   int4          DequantizeLinear by blocks (opset 21), which ONNX Runtime turns into its 4-bit product
//   factors       two of these
// Integer weights are per channel, and exactly the stored codes.
struct MatrixForms {
    bool halves = false;      // float32 matrices of the layers and the token table are written as float16, too
    bool forOpenVino = false; // int8 as OpenVINO runs it
};

class Matrices {
public:
    Matrices(Graph& graph, const Checkpoint& checkpoint, const MatrixForms& forms);

    // Whether codes of the matrix are multiplied as integers: as in our own runtime those of layers, not of the head.
    [[nodiscard]] static bool multipliesCodes(std::string_view name) { return name.starts_with("layers."); }

    // x [..., K] -> [..., N]; the bias is added where the checkpoint has one.
    std::string linear(const std::string& x, const std::string& name);
    // The same of an x that is made of constants only: a float product, which runtimes fold when they load the model.
    std::string linearOfConstants(const std::string& x, const std::string& name);
    // Whether outputs of the layer are to be rounded to 8 bits, for a runtime that multiplies them so; and these, rounded.
    [[nodiscard]] bool roundsOutputs(const std::string& name) const;
    std::string roundedOutput(const std::string& y, const std::string& name);
    // Rows of the token table: ids [B, T] -> [B, T, E].
    std::string tokens(const std::string& ids);
    // Rows of a table that is no factors: those that `pick` takes of a constant [rows, ...]; the others are not widened.
    std::string rows(const std::function<std::string(const std::string&)>& pick, const std::string& table);
    // A float vector or table as a float32 constant.
    std::string values(const std::string& name);
    [[nodiscard]] bool has(const std::string& name) const { return m_weights.contains(name); }

private:
    struct Smoothed {
        at::Tensor factor; // [K]
        std::string values;
    };
    // The input as 8-bit codes, made once for all layers that read it.
    struct Codes {
        std::string values, scale, zero;
    };

    std::string product(const std::string& x, const std::string& name);
    std::string biased(const std::string& y, const std::string& name);
    std::string floatProduct(const std::string& x, const std::string& name);
    std::string widenedInt8(const std::string& name); // [K, N] float32
    std::string int8Product(const std::string& x, const std::string& name);
    std::string int4Product(const std::string& x, const std::string& name);
    std::string smoothed(const std::string& x, const std::string& name);
    // Of a tensor that several names share: the first one it was written under.
    const std::string& shared(const std::string& name);

    Graph& m_graph;
    const Tensors& m_weights;
    MatrixForms m_forms;
    std::map<std::string, Codes> m_dynamic;
    std::map<std::string, std::vector<Smoothed>> m_smoothed; // by input
    std::map<std::string, std::string> m_rounded;            // by input and range
    std::map<const void*, std::string> m_names;
};

} // namespace lathe::engine::onnx
