#pragma once

#include "core/base/gguf_types.h"
#include "core/engine/tensors/safetensors.h"

#include <string>
#include <string_view>
#include <vector>

namespace lathe::engine {

// How a checkpoint stores a matrix X [N, K]: by the tensors that it keeps under X and its suffixes.
//   float      X float32, float16 or bfloat16 [N, K]
//   int8       X int8 [N, K], X_scale float32 [N]:                  value = X[r, c] * scale[r]
//   int4       X uint8 [N, K / 2], X_scale float16 [N, K / g]:      value = (nibble(r, c) - 8) * scale[r, c / g],
//              the even column in the low nibble; g, the group, divides K
//   blocks     X uint8 [N, bytes of a row], X_gguf int32 [1], the GGUF type of the blocks: as in a GGUF file
//   factors    X_left [N, R] and X_right [R, K] in place of X, each stored in any of the ways above
// The weight of a linear layer may say two things about the layer's input x:
//   X_smooth   float32 [K]: the input is divided by it before it is rounded, and X is stored multiplied
//   X_range    float32 [2]: scale and zero point of its 8-bit codes, else each token's own; X_output [1]: largest |output|
enum class Storage { Float32, Float16, BFloat16, Int8, Int4, Blocks, Factors };

[[nodiscard]] std::string_view toString(Storage storage); // "fp32", "fp16", "bf16", "int8", "int4", "blocks", "factors"

// The same of X, but for blocks what GGUF calls them: "Q4_K".
[[nodiscard]] std::string storageName(const Tensors& weights, const std::string& name);

// The type of X's blocks. Throws Error for a type that has none.
[[nodiscard]] const GgufType& blockType(const Tensors& weights, const std::string& name);

// {N, K} of X, whose values are not read. Not for factors.
[[nodiscard]] std::pair<int64_t, int64_t> sizesOf(const Tensors& weights, const std::string& name);

// Every tensor name that X may be kept under.
[[nodiscard]] std::vector<std::string> namesOfMatrix(const std::string& name);
// Whether a tensor is a figure beside a matrix ("..._scale", "_smooth", "_range", "_gguf"): not a parameter.
[[nodiscard]] bool isMatrixDetail(std::string_view name);
// "layers.0.ffn.up.weight" of "layers.0.ffn.up.weight_left_scale".
[[nodiscard]] std::string_view matrixOf(std::string_view tensorName);

[[nodiscard]] bool hasMatrix(const Tensors& weights, const std::string& name);
[[nodiscard]] Storage storageOf(const Tensors& weights, const std::string& name);

// The matrix that the layer computes with, float32 [N, K]: codes and factors multiplied out, the
// smoothing undone. A float32 matrix is shared, not copied.
[[nodiscard]] at::Tensor floatMatrix(const Tensors& weights, const std::string& name);

// Those rows of it, float32 [n, K]; rows [n] int64. The others are not multiplied out.
[[nodiscard]] at::Tensor floatRows(const Tensors& weights, const std::string& name, const at::Tensor& rows);

// What is stored, float32: codes multiplied out, the smoothing left in. Not for factors.
[[nodiscard]] at::Tensor storedMatrix(const Tensors& weights, const std::string& name);

// Puts floats in place of every matrix of blocks.
[[nodiscard]] Tensors withoutBlocks(Tensors weights);

// Removes X in every form, then puts the given one there. Codes as described above.
void eraseMatrix(Tensors& weights, const std::string& name);
void putFloat(Tensors& weights, const std::string& name, const at::Tensor& values);
void putInt8(Tensors& weights, const std::string& name, const at::Tensor& codes, const at::Tensor& scale);
// codes [N, K] int8 of -8..7, scale [N, K / g]; K even.
void putInt4(Tensors& weights, const std::string& name, const at::Tensor& codes, const at::Tensor& scale);
// left [N, R], right [R, K], float.
void putFactors(Tensors& weights, const std::string& name, const at::Tensor& left, const at::Tensor& right);

// [N, K] int8 codes of -8..7 of a packed int4 matrix.
[[nodiscard]] at::Tensor unpackInt4(const at::Tensor& packed);

} // namespace lathe::engine
