#pragma once

#include "core/engine/model/matrix.h"
#include "core/engine/runtime/kernels/product.h"
#include "core/engine/runtime/kernels/rows.h"
#include "core/engine/runtime/workspace.h"

#include <c10/util/FunctionRef.h>
#include <optional>
#include <span>

namespace lathe::engine {

// How a layer wants its input: as 8-bit codes, or as bfloat16.
struct InputCodes {
    kernels::Numbers numbers = kernels::Numbers::Int8;
    at::Tensor factor; // Int8: [K] float32, each column is multiplied by it first; undefined: none
    std::optional<std::pair<float, float>> range; // Int8: scale and zero point; absent: chosen for each row
    [[nodiscard]] bool operator==(const InputCodes& other) const;
};

// Rows on their way through the packed model, in a workspace's memory: as float, as what the next product multiplies,
// or both (kernels::RowsOut). Parts that are not there are null.
struct Rows {
    int64_t count = 0, columns = 0;
    float* values = nullptr;          // [count, columns]
    const InputCodes* form = nullptr; // of the codes
    void* codes = nullptr;            // [count, columns] uint8, or bfloat16 bits
    float* scale = nullptr;           // [count], of 8-bit codes
    float* zero = nullptr;            // [count]

    // Uninitialised rows: as codes of that form where given, as float where not or when `values`.
    [[nodiscard]] static Rows take(Workspace& workspace, int64_t count, int64_t columns, bool values, const InputCodes* form);
    // The same memory for rows of another form, or fewer; the memory was taken for both, as room() does.
    [[nodiscard]] Rows shaped(int64_t rows, const InputCodes* wanted) const;
    // Memory for float rows with codes of any form.
    [[nodiscard]] static Rows room(Workspace& workspace, int64_t count, int64_t columns);
    [[nodiscard]] kernels::RowsOut out() const;
};

// What computes a linear layer on this CPU.
struct LinearPlan {
    std::string storage; // "int4", "fp32 + bf16" where layers are joined
    std::string compute; // "fp32", "bf16", "int8 x int8"
    std::string kernel;  // "Lathe int8 (avx512_vnni)", "oneDNN int8 (amx)"
};

// A linear layer prepared once for the kernel that will run it: float32; bfloat16 where the weight is stored so and the
// CPU multiplies it (its input is then rounded to bfloat16: twice as many products a second as float32 by bench_kernels,
// and logits that differ from those of float32 products by less than 2^-8 of the largest, which tst_forward holds);
// integer (u8 x s8, accumulated in int32; 4-bit weights are widened to 8); or two of these one after the other where the
// weight is stored as factors. Our own kernels compute all but, on CPUs with AMX, those integer products
// that oneDNN's tiles were timed to be faster at. Layers over the same input may be laid one below the other so that they share one product.
class PackedLinear {
public:
    PackedLinear() = default;
    // The layers of these names: X of "X.weight" and, where there is one, "X.bias". halves: whether bfloat16 may be computed with.
    PackedLinear(const Tensors& weights, std::span<const std::string> names, bool halves = true);
    PackedLinear(const Tensors& weights, const std::string& name) : PackedLinear(weights, std::span(&name, 1)) {}
    // weight [N, K] float, or int8 with scale [N] float32 (symmetric per row); bias [N] or undefined.
    PackedLinear(const at::Tensor& weight, const at::Tensor& scale, const at::Tensor& bias) : m_last(weight, scale, bias) {}
    // What that constructor makes of these layers.
    [[nodiscard]] static LinearPlan plan(const Tensors& weights, std::span<const std::string> names, bool halves = true);

    // The codes that the input is wanted in; null: as float.
    [[nodiscard]] const InputCodes* input() const { return (m_first ? *m_first : m_last).input(); }
    [[nodiscard]] bool integer() const { return input() && input()->numbers == kernels::Numbers::Int8; }
    [[nodiscard]] int64_t columns() const { return m_last.columns; } // N
    [[nodiscard]] int64_t macs() const { return (m_first ? m_first->macs() : 0) + m_last.macs(); } // of one row

    // Multiplies a block of rows at a time and gives each product, with the number of its first row, to `finish`,
    // while it is in the caches. The blocks are spread over the LibTorch threads. What is taken of workspaces is given back.
    using Finish = c10::function_ref<void(const kernels::Product& product, int64_t firstRow)>;
    void apply(const Rows& x, Finish finish) const;

private:
    // One matrix and its kernel.
    struct Part {
        int64_t columns = 0, depth = 0; // N, K
        at::Tensor packed;     // as kernels::pack or oneDNN's prepack lays it
        bool oneDnn = false;   // int8 on a CPU with AMX
        at::Tensor scale;      // [N], integer only
        at::Tensor zero;       // [N] zeros, oneDNN only
        at::Tensor correction; // [N], integer only
        at::Tensor bias;       // [N] float32, or undefined
        std::optional<InputCodes> codes;

        Part() = default;
        Part(const at::Tensor& weight, const at::Tensor& scale, const at::Tensor& bias);
        [[nodiscard]] const InputCodes* input() const { return codes ? &*codes : nullptr; }
        [[nodiscard]] int64_t macs() const { return columns * depth; }
        void apply(const Rows& x, Finish finish) const;
        void applyOneDnn(const Rows& x, Finish finish) const;
        [[nodiscard]] kernels::Product product(const float* values, const Rows& x, int64_t first, int64_t count) const;
    };
    [[nodiscard]] static Part factor(const Tensors& weights, const std::string& name, const at::Tensor& bias, bool halves);

    std::optional<Part> m_first; // the right factor, where there are two
    Part m_last;
};

} // namespace lathe::engine
