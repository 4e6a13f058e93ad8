#include "core/engine/model/linear.h"

#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/List.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/matmul.h>
#include <ATen/TensorOperators.h>
#include <torch/csrc/autograd/custom_function.h>

namespace lathe::engine {

namespace {

using torch::autograd::AutogradContext;
using Scalars = c10::List<std::optional<at::Scalar>>;

// Looked up by name because LibTorch exports no header for it; absent in one that was built without
// oneDNN.
const auto& onednn()
{
    static const auto op =
        c10::Dispatcher::singleton().findSchema({"mkldnn::_linear_pointwise", ""});
    return op;
}

// a [M, K] b' [N, K] + bias; transposed views are multiplied as they lie.
at::Tensor product(const at::Tensor& a, const at::Tensor& b,
                   const std::optional<at::Tensor>& bias = {})
{
    using Signature =
        at::Tensor(const at::Tensor&, const at::Tensor&, const std::optional<at::Tensor>&,
                   std::string_view, Scalars, std::optional<std::string_view>);
    static const auto op = onednn()->typed<Signature>();
    return op.call(a, b, bias, "none", Scalars(), "");
}

struct Linear : torch::autograd::Function<Linear> {
    static at::Tensor forward(AutogradContext* context, const at::Tensor& x,
                              const at::Tensor& weight, const std::optional<at::Tensor>& bias)
    {
        context->save_for_backward({x, weight});
        context->saved_data["bias"] = bias.has_value();
        return product(x, weight, bias);
    }

    static std::vector<at::Tensor> backward(AutogradContext* context,
                                            std::vector<at::Tensor> gradients)
    {
        const auto saved = context->get_saved_variables();
        const at::Tensor gradient = gradients[0].contiguous(); // [M, N]
        std::vector<at::Tensor> found(3);
        if (context->needs_input_grad(0))
            found[0] = product(gradient, saved[1].t());
        if (context->needs_input_grad(1))
            found[1] = product(gradient.t(), saved[0].t());
        if (context->saved_data["bias"].toBool() && context->needs_input_grad(2))
            found[2] = gradient.sum(0);
        return found;
    }
};

bool forOneDnn(const at::Tensor& x, const at::Tensor& weight)
{
    return x.is_cpu() && x.scalar_type() == at::kFloat && weight.scalar_type() == at::kFloat &&
           x.numel() > 0 && weight.numel() > 0 && onednn().has_value();
}

struct Maker : torch::CustomClassHolder {
    explicit Maker(std::function<at::Tensor()> function) : make(std::move(function)) {}
    std::function<at::Tensor()> make;
};

struct LinearOnce : torch::autograd::Function<LinearOnce> {
    static at::Tensor forward(AutogradContext* context, const at::Tensor& x,
                              const c10::intrusive_ptr<Maker>& weight,
                              const std::optional<at::Tensor>& bias)
    {
        context->saved_data["weight"] = c10::IValue::make_capsule(weight);
        context->saved_data["bias"] = bias.has_value();
        const at::Tensor made = weight->make().contiguous();
        return forOneDnn(x, made) ? product(x, made, bias) : at::linear(x, made, bias);
    }

    static std::vector<at::Tensor> backward(AutogradContext* context,
                                            std::vector<at::Tensor> gradients)
    {
        const at::Tensor gradient = gradients[0].contiguous(); // [M, N]
        std::vector<at::Tensor> found(3);
        if (context->needs_input_grad(0)) {
            const auto maker = context->saved_data["weight"].toCapsule();
            const at::Tensor made = static_cast<const Maker&>(*maker).make().contiguous();
            found[0] = forOneDnn(gradient, made) ? product(gradient, made.t())
                                                 : at::matmul(gradient, made);
        }
        if (context->saved_data["bias"].toBool() && context->needs_input_grad(1))
            found[2] = gradient.sum(0);
        return found;
    }
};

// Rows with gaps between them would take oneDNN's reference loop.
at::Tensor asRows(const at::Tensor& x)
{
    return x.reshape({-1, x.size(-1)}).contiguous();
}

} // namespace

at::Tensor linearOnce(const at::Tensor& x, std::function<at::Tensor()> weight, const at::Tensor& bias)
{
    const auto given = bias.defined() ? std::optional(bias) : std::nullopt;
    const at::Tensor rows =
        LinearOnce::apply(asRows(x), c10::make_intrusive<Maker>(std::move(weight)), given);
    std::vector<int64_t> shape = x.sizes().vec();
    shape.back() = rows.size(1);
    return rows.view(shape);
}

at::Tensor linear(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias)
{
    const auto given = bias.defined() ? std::optional(bias) : std::nullopt;
    if (!forOneDnn(x, weight))
        return at::linear(x, weight, given);
    std::vector<int64_t> shape = x.sizes().vec();
    shape.back() = weight.size(0);
    return Linear::apply(asRows(x), weight.contiguous(), given).view(shape);
}

} // namespace lathe::engine
