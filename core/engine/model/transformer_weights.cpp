#include "core/base/error.h"
#include "core/engine/model/linear.h"
#include "core/engine/model/matrix.h"
#include "core/engine/model/transformer.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/embedding.h>
#include <map>

// The weights of the trainable model, as floats or as they are stored, and products with them.
namespace lathe::engine {

Transformer::Transformer(const Checkpoint& checkpoint, bool trainable, at::Device device)
    : m_architecture(checkpoint.architecture)
{
    const at::NoGradGuard noGrad;
    std::map<const void*, at::Tensor> made;
    for (const auto& [name, stored] : checkpoint.weights) {
        if (isMatrixDetail(name))
            continue;
        at::Tensor& leaf = made[stored.unsafeGetTensorImpl()];
        if (!leaf.defined()) {
            leaf = floatMatrix(checkpoint.weights, name).to(device, at::kFloat, false, trainable).contiguous();
            leaf.set_requires_grad(trainable);
        }
        m_weights[name] = leaf;
    }
}

Transformer::Transformer(const Checkpoint& checkpoint, const Trained& trained, at::Device device)
    : m_architecture(checkpoint.architecture)
{
    const at::NoGradGuard noGrad;
    struct Leaf {
        std::vector<std::string> names;
        bool trained = true;
    };
    std::map<const void*, Leaf> leaves;
    for (const auto& [name, stored] : checkpoint.weights) {
        if (isMatrixDetail(name))
            continue;
        Leaf& leaf = leaves[stored.unsafeGetTensorImpl()];
        leaf.names.push_back(name);
        leaf.trained = leaf.trained && trained.is(name);
    }
    for (const auto& [tensor, leaf] : leaves) {
        const at::Tensor& stored = checkpoint.weights.find(leaf.names.front())->second;
        if (!leaf.trained && device.is_cpu() && stored.dim() == 2 && stored.scalar_type() != at::kFloat) {
            for (const std::string& name : leaf.names)
                for (const std::string& part : namesOfMatrix(name))
                    if (const auto found = checkpoint.weights.find(part); found != checkpoint.weights.end())
                        m_stored.insert(*found);
            continue;
        }
        const at::Tensor values =
            floatMatrix(checkpoint.weights, leaf.names.front()).to(device, at::kFloat, false, leaf.trained).contiguous();
        for (const std::string& name : leaf.names)
            m_weights[name] = values;
        if (leaf.trained)
            values.set_requires_grad(true);
    }
}

at::Tensor Transformer::weight(const std::string& name) const
{
    if (const auto found = m_weights.find(name); found != m_weights.end())
        return found->second;
    if (m_stored.contains(name))
        return floatMatrix(m_stored, name);
    throw Error(ErrorKind::BadInput, fmt::format("the model has no weight '{}'", name));
}

at::Tensor Transformer::weight(const std::string& name, const Pass& pass) const
{
    const at::Tensor own = weight(name);
    return pass.hooks && pass.hooks->weight ? pass.hooks->weight(name, own) : own;
}

at::Tensor Transformer::biasOf(const std::string& name) const
{
    const auto found = m_weights.find(name + ".bias");
    return found == m_weights.end() ? at::Tensor() : found->second;
}

at::Tensor Transformer::multiplied(const at::Tensor& x, const std::string& name, const Pass& pass) const
{
    const at::Tensor bias = biasOf(name);
    const std::string right = name + ".weight_right";
    const at::Tensor rows = has(right) ? product(product(x, right, {}, pass), name + ".weight_left", bias, pass)
                                       : product(x, name + ".weight", bias, pass);
    return pass.hooks && pass.hooks->output ? pass.hooks->output(name, x, rows) : rows;
}

bool Transformer::isStored(const std::string& name, const Pass& pass) const
{
    return m_stored.contains(name) && !m_weights.contains(name) && !(pass.hooks && pass.hooks->weight);
}

at::Tensor Transformer::product(const at::Tensor& x, const std::string& matrix, const at::Tensor& bias, const Pass& pass) const
{
    if (isStored(matrix, pass))
        return linearOnce(x, [this, matrix] { return floatMatrix(m_stored, matrix); }, bias);
    return engine::linear(x, weight(matrix, pass), bias);
}

at::Tensor Transformer::rowsOf(const std::string& table, const at::Tensor& ids, const Pass& pass) const
{
    if (isStored(table, pass))
        return floatRows(m_stored, table, ids.reshape({-1})).view({ids.size(0), ids.size(1), -1});
    return at::embedding(weight(table, pass), ids);
}

} // namespace lathe::engine
