#pragma once

#include "core/engine/model/matrix.h"
#include "core/engine/runtime/kernels/rows.h"

#include <c10/util/FunctionRef.h>
#include <optional>
#include <span>
#include <string_view>

namespace lathe::engine {

// How a layer wants its input rounded to 8-bit codes.
struct InputCodes {
    at::Tensor factor; // [K] float32, each column is multiplied by it first; undefined: none
    std::optional<std::pair<float, float>> range; // scale and zero point; absent: chosen for each row
    [[nodiscard]] bool operator==(const InputCodes& other) const;
};

// Rows on their way through the packed model: as float, as 8-bit codes, or both (kernels::RowsOut).
struct Rows {
    at::Tensor values; // [M, K] float32, or undefined
    at::Tensor codes;  // [M, K] uint8, or undefined
    at::Tensor scale;  // [M] float32
    at::Tensor zero;   // [M] float32
    const InputCodes* form = nullptr; // of the codes

    // Uninitialised rows: as codes of that form where given, as float where not or when `values`.
    [[nodiscard]] static Rows make(int64_t rows, int64_t columns, bool values, const InputCodes* form);
    [[nodiscard]] kernels::RowsOut out() const;
    [[nodiscard]] int64_t count() const { return (values.defined() ? values : codes).size(0); }
};

// A linear layer prepared once for the kernel that will run it: float32 (oneDNN, weight reordered for
// this CPU), integer (u8 x s8, accumulated in int32; 4-bit weights are widened to 8; our own kernel on CPUs
// with AVX512-VNNI and no AMX, oneDNN's on others), or two of these one after the other where the weight is
// stored as factors. Layers over the same input may be
// laid one below the other so that they share one product.
class PackedLinear {
public:
    PackedLinear() = default;
    // The layers of these names: X of "X.weight" and "X.bias".
    PackedLinear(const Tensors& weights, std::span<const std::string> names);
    PackedLinear(const Tensors& weights, const std::string& name) : PackedLinear(weights, std::span(&name, 1)) {}
    // weight [N, K] float, or int8 with scale [N] float32 (symmetric per row); bias [N].
    PackedLinear(const at::Tensor& weight, const at::Tensor& scale, const at::Tensor& bias) : m_last(weight, scale, bias) {}

    // The codes that the input is wanted in; null: as float.
    [[nodiscard]] const InputCodes* input() const { return (m_first ? *m_first : m_last).input(); }
    [[nodiscard]] bool integer() const { return input() != nullptr; }
    [[nodiscard]] int64_t columns() const { return m_last.columns; } // N
    [[nodiscard]] int64_t macs() const { return (m_first ? m_first->macs : 0) + m_last.macs; } // of one row

    // Multiplies a block of rows at a time and gives each product, with the number of its first row, to `finish`,
    // while it is in the caches. The blocks are spread over the LibTorch threads.
    using Finish = c10::function_ref<void(const kernels::Product& product, int64_t firstRow)>;
    void apply(const Rows& x, Finish finish) const;
    // Which code computes it: "oneDNN fp32", "oneDNN int8", "Lathe int8".
    [[nodiscard]] std::string_view kernel() const { return m_last.kernel(); }

private:
    // One matrix and its kernel.
    struct Part {
        int64_t columns = 0;   // N
        at::Tensor weight;     // packed, or [N, K] float
        bool own = false;      // packed for kernels::multiplyInt8
        at::Tensor scale;      // [N], integer only
        at::Tensor zero;       // [N] zeros, integer only
        at::Tensor correction; // [N], integer only
        at::Tensor bias;       // [N] float32
        int64_t macs = 0;      // of one row
        bool reordered = false; // weight is in oneDNN's own order, float only
        InputCodes codes;

        Part() = default;
        Part(const at::Tensor& weight, const at::Tensor& scale, const at::Tensor& bias);
        [[nodiscard]] const InputCodes* input() const { return correction.defined() ? &codes : nullptr; }
        void apply(const Rows& x, Finish finish) const;
        void applyOwn(const Rows& x, Finish finish) const;
        [[nodiscard]] at::Tensor multiply(const Rows& x, int64_t first, int64_t count) const; // [count, N], by LibTorch
        [[nodiscard]] kernels::Product product(const float* values, const Rows& x, int64_t first, int64_t count) const;
        [[nodiscard]] std::string_view kernel() const;
    };
    [[nodiscard]] static Part factor(const Tensors& weights, const std::string& name, const at::Tensor& bias);

    std::optional<Part> m_first; // the right factor, where there are two
    Part m_last;
};

} // namespace lathe::engine
