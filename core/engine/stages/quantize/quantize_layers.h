#pragma once

#include "core/engine/model/matrix.h"
#include "core/engine/stages/stage.h"

namespace lathe::engine {

// How a matrix is rounded to nearest: to 8 bits with one scale per row, or to 4 bits in groups.
struct Rounding {
    Storage storage = Storage::Int8; // or Int4
    int64_t group = 64;              // columns, cut to a divisor
    bool search = false;             // for the scales of groups with the least squared error
};

// The layers to quantize, those that read one input together: {query, key, value}, {output}, {up}, ...
// {head.dense}; without those that "keepFloat" lists.
[[nodiscard]] std::vector<std::vector<std::string>> layerGroups(const Architecture& architecture,
                                                                const recipe::Params& params);

// Whether PackedModel computes the layer with integers once it is stored in them, and reads X_smooth and
// X_range: those of the encoder. The head is computed in float.
[[nodiscard]] bool runsOnIntegers(const std::string& layer);

// The names under which matrix X is kept: {X}, or {X_right, X_left} where it is stored as factors.
[[nodiscard]] std::vector<std::string> partsOf(const Tensors& weights, const std::string& matrix);

// Whether one of the layers stores its weight as factors.
[[nodiscard]] bool haveFactors(const Tensors& weights, const std::vector<std::string>& layers);

// What rounding leaves of values [N, K], float32 on their device, and what the integer product computes with
// after that: 4-bit values are widened to 8 bits with one scale per row.
[[nodiscard]] at::Tensor roundedValues(const at::Tensor& values, const Rounding& how);
[[nodiscard]] at::Tensor computedValues(const at::Tensor& values, const Rounding& how);

// Rounds values [N, K], on any device, and puts them in place of what is there. Columns that 4-bit groups do
// not fit are stored in 8 bits.
void putRounded(Tensors& weights, const std::string& name, const at::Tensor& values, const Rounding& how,
                const Task& task = {});
// Rounds matrix X as it stands, factor by factor where it has two.
void roundMatrix(Tensors& weights, const std::string& matrix, const Rounding& how, const StageContext& context);

// The same in 8 bits with one scale for all of the matrix.
void roundWhole(Tensors& weights, const std::string& matrix);

// "weights": "per channel" as roundMatrix, "per tensor" as roundWhole.
[[nodiscard]] recipe::ParamSpec weightScalesParam();

// "embeddings": how the token and position tables are stored; and the doing of it, but for tables that
// "keepFloat" lists. With int4 the position table, a hundredth of the token table, takes 8 bits.
[[nodiscard]] recipe::ParamSpec embeddingsParam(const std::string& fallback);
void roundTables(Tensors& weights, const recipe::Params& params, const StageContext& context);

// "group" and "search" of a Rounding.
[[nodiscard]] recipe::ParamSpec groupParam();
[[nodiscard]] recipe::ParamSpec searchParam();

// `foresee` of every quantization: throws Error when "keepFloat" names what the model does not have.
[[nodiscard]] Architecture sizesWithKept(const Sizes& inputs, const recipe::Params& params);

// "model", the only port of a stage that trains nothing.
[[nodiscard]] std::vector<recipe::PortSpec> modelPort();

} // namespace lathe::engine
