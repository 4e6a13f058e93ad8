#include "core/engine/runtime/packed_norm.h"

#include "core/engine/model/matrix.h"

#include <ATen/TensorOperators.h>

namespace lathe::engine {

PackedNorm::PackedNorm(const Checkpoint& c, const std::string& name)
    : weight(floatMatrix(c.weights, name + ".weight")), epsilon(float(c.architecture.norm.epsilon)),
      rms(c.architecture.norm.rms)
{
    if (c.architecture.norm.plusOne)
        weight = weight + 1;
    if (c.weights.contains(name + ".bias"))
        bias = floatMatrix(c.weights, name + ".bias");
}

kernels::NormArgs PackedNorm::args() const
{
    kernels::NormArgs args;
    if (weight.defined())
        args.weight = weight.const_data_ptr<float>();
    if (bias.defined())
        args.bias = bias.const_data_ptr<float>();
    args.epsilon = epsilon;
    args.rms = rms;
    return args;
}

} // namespace lathe::engine
