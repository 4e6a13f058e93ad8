#include "core/engine/stages/quantize/fake_quantize.h"

#include "core/engine/model/round_rows.h"
#include "core/engine/stages/layer_names.h"
#include "core/engine/stages/quantize/int4_groups.h"
#include "core/engine/stages/quantize/round_tokens.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/clamp.h>
#include <ATen/ops/ones_like.h>
#include <ATen/ops/round.h>
#include <algorithm>
#include <cmath>

namespace lathe::engine {

namespace {

// The value of `rounded`, the gradient of `values`.
at::Tensor straightThrough(const at::Tensor& values, const at::Tensor& rounded)
{
    return values + (rounded - values).detach();
}

// As putRounded would store the matrix.
Rounding fitting(Rounding how, int64_t columns)
{
    if (how.storage == Storage::Int4 && fitsGroups(columns, how.group))
        how.group = groupWidth(columns, how.group);
    else
        how.storage = Storage::Int8, how.group = columns;
    return how;
}

// The scales that rounding to nearest has [N, G], where steps start.
at::Tensor startingSteps(const at::Tensor& values, const Rounding& how)
{
    if (how.storage == Storage::Int4)
        return groupScales(values.view({values.size(0), -1, how.group}), true);
    return roundRows(values).scale.unsqueeze(1);
}

} // namespace

at::Tensor learnedRounding(const at::Tensor& blocks, const at::Tensor& step, double low, double high)
{
    const double slope = 1 / std::sqrt(double(blocks.size(2)) * high);
    const at::Tensor own = straightThrough(step * slope, step).unsqueeze(2); // [N, G, 1]
    const at::Tensor inside = at::clamp(blocks / own, low, high);
    return straightThrough(inside, at::round(inside)) * own;
}

at::Tensor FakeQuantizer::Plan::step() const { return base * factor.clamp_min(0.01); }

FakeQuantizer::FakeQuantizer(const Checkpoint& start, Options options, const StageContext& context)
    : m_options(std::move(options)), m_context(context)
{
    const at::NoGradGuard noGrad;
    for (const std::vector<std::string>& layers : layerGroups(start.architecture, m_options.params)) {
        for (const std::string& layer : layers) {
            for (const std::string& name : partsOf(start.weights, layer + ".weight")) {
                const at::Tensor values = storedMatrix(start.weights, name).to(context.device);
                Plan& plan = m_plans[name];
                plan.how = fitting(m_options.layers, values.size(1));
                plan.integer = runsOnIntegers(layer);
                if (!m_options.learnsSteps)
                    continue;
                plan.base = startingSteps(values, plan.how);
                plan.factor = at::ones_like(plan.base);
                plan.factor.set_requires_grad(true);
            }
        }
        // Layers that share their input run on integers when all of them can.
        const std::vector<std::string> all = sharingInput(layers.front());
        const bool whole = std::all_of(all.begin(), all.end(), [&](const std::string& layer) {
            return !hasMatrix(start.weights, layer + ".weight") || std::find(layers.begin(), layers.end(), layer) != layers.end();
        });
        if (runsOnIntegers(layers.front()) && whole)
            m_integerInputs.insert(layers.begin(), layers.end());
    }
    const auto embeddings = param<std::string>(m_options.params, "embeddings");
    if (embeddings == "float")
        return;
    planTable(start.weights, "embeddings.token",
              {embeddings == "int4" ? Storage::Int4 : Storage::Int8, m_options.layers.group});
    if (start.architecture.positions.table > 0)
        planTable(start.weights, "embeddings.position", {Storage::Int8});
}

void FakeQuantizer::planTable(const Tensors& weights, const std::string& table, const Rounding& how)
{
    if (isListed(param<std::string>(m_options.params, "keepFloat"), table))
        return;
    for (const std::string& name : partsOf(weights, table))
        m_plans[name].how = fitting(how, storedMatrix(weights, name).size(1));
}

Method FakeQuantizer::method()
{
    Method method;
    method.hooks.weight = [this](const std::string& name, const at::Tensor& own) { return weight(name, own); };
    method.hooks.input = [this](const std::string& layer, const at::Tensor& x) { return input(layer, x); };
    method.finish = [this](Checkpoint made) { return finish(std::move(made)); };
    ParameterGroup steps{{}, m_options.stepRate, 0};
    for (const auto& [name, plan] : m_plans)
        if (plan.factor.defined())
            steps.leaves.push_back(plan.factor);
    method.leaves.push_back(std::move(steps));
    return method;
}

at::Tensor FakeQuantizer::weight(const std::string& name, const at::Tensor& own) const
{
    const auto found = m_plans.find(name);
    if (found == m_plans.end())
        return own;
    const Plan& plan = found->second;
    if (!plan.factor.defined())
        return straightThrough(own, plan.integer ? computedValues(own.detach(), plan.how)
                                                 : roundedValues(own.detach(), plan.how));
    const bool int4 = plan.how.storage == Storage::Int4;
    const at::Tensor blocks = own.view({own.size(0), -1, plan.how.group}); // [N, G, g]
    return learnedRounding(blocks, plan.step(), int4 ? -8 : -127, int4 ? 7 : 127).view_as(own);
}

at::Tensor FakeQuantizer::input(const std::string& layer, const at::Tensor& x)
{
    if (!m_integerInputs.contains(layer))
        return x;
    if (!x.is_same(m_lastInput)) {
        m_lastInput = x;
        m_lastRounded = straightThrough(x, roundTokens(x.detach()));
    }
    return m_lastRounded;
}

Checkpoint FakeQuantizer::finish(Checkpoint made) const
{
    const at::NoGradGuard noGrad;
    for (const auto& [name, plan] : m_plans) {
        m_context.task.checkpoint();
        const at::Tensor values = storedMatrix(made.weights, name);
        if (!plan.factor.defined()) {
            putRounded(made.weights, name, values, plan.how, m_context.task);
            continue;
        }
        const at::Tensor step = plan.step().cpu(); // [N, G]
        if (plan.how.storage == Storage::Int4) {
            const Int4Groups groups = roundGroups(values, step);
            putInt4(made.weights, name, groups.codes, groups.scale);
        } else {
            putInt8(made.weights, name, at::round(values / step).clamp(-127, 127), step.squeeze(1));
        }
    }
    return made;
}

} // namespace lathe::engine
