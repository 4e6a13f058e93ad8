#pragma once

#include "core/engine/export/gguf_file.h"
#include "core/engine/tensors/safetensors.h"

#include <set>

namespace lathe::engine::gguf {

// A checkpoint's matrices (model/matrix.h) as GGUF stores rows, read when they are written:
//   fp32, fp16, bf16   F32 (or F16), F16, BF16
//   int8               Q8_0: the same codes, their scales rounded to half precision
//   int4               Q4_0: exactly the same, where groups are made of whole blocks
//   blocks             as they are
//   factors            multiplied out
// What no block can hold becomes Q8_0 once more, or F16 where a row is not made of whole blocks.
class Matrices {
public:
    Matrices(const Tensors& weights, bool halves) : m_weights(weights), m_halves(halves) {}

    [[nodiscard]] Rows matrix(const std::string& name);
    // Several, one below the other.
    [[nodiscard]] Rows joined(const std::vector<std::string>& names);
    // A vector, float32; plus is added to each value.
    [[nodiscard]] Rows vector(const std::string& name, double plus = 0) const;
    [[nodiscard]] Rows joinedVectors(const std::vector<std::string>& names) const;

    // Whether a product's input is rounded to 8 bits, as llama.cpp does in front of blocks.
    [[nodiscard]] bool roundsInputs() const { return m_roundsInputs; }
    // Whether inputs have fixed ranges here, which llama.cpp does not know: as coarse as one range for a batch, on the other side.
    [[nodiscard]] bool leavesRangesOut() const { return m_leavesRangesOut; }
    // Sentences on what was stored otherwise than the checkpoint has it.
    [[nodiscard]] std::vector<std::string> notes() const { return {m_notes.begin(), m_notes.end()}; }

private:
    [[nodiscard]] Rows floats(const std::string& name, const char* type);
    [[nodiscard]] Rows roundedAgain(const std::string& name, std::string why);
    void tellRounding(const std::string& name);

    const Tensors& m_weights;
    bool m_halves;
    bool m_roundsInputs = false, m_leavesRangesOut = false;
    std::set<std::string> m_notes;
};

// In as few bytes as whole blocks allow.
[[nodiscard]] Rows zeros(int64_t rows, int64_t columns);

// The same rows in another order, [rows] int64.
[[nodiscard]] Rows reordered(Rows rows, const at::Tensor& order);

} // namespace lathe::engine::gguf
