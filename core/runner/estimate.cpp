#include "core/runner/estimate.h"

#include "core/analysis/timing.h"
#include "core/runner/estimate_memory.h"

#include <algorithm>

namespace lathe::runner {

namespace {

constexpr double kFarthest = 8; // work that differs more says nothing
constexpr double kBytesPerLogit = 4;
constexpr double kNoteBytes = 1 << 20; // lathe.json, config, tokenizer.json of 30,000 words

std::optional<double> numberOf(const recipe::Params& params, std::string_view key)
{
    const auto found = params.find(key);
    if (found == params.end())
        return std::nullopt;
    if (const auto* number = std::get_if<double>(&found->second))
        return *number;
    if (const auto* integer = std::get_if<int64_t>(&found->second))
        return double(*integer);
    return std::nullopt;
}

// What a stage's time is proportional to. Stages that neither train nor look at rows read and write
// weights.
double workOf(const recipe::Params& params, double trainTokens, int64_t macs, int64_t parameters)
{
    if (const double epochs = numberOf(params, "epochs").value_or(0); epochs > 0)
        return trainTokens * epochs * double(macs);
    if (const double rows = numberOf(params, "calibrationRows").value_or(0); rows > 0)
        return rows * double(macs);
    return double(parameters);
}

bool sameButEpochs(recipe::Params a, recipe::Params b)
{
    a.erase("epochs");
    b.erase("epochs");
    return a == b;
}

// The model that goes into a step or comes out of it.
struct Size {
    int64_t parameters = 0, macs = 0, bytes = 0;
};

class Estimator {
public:
    Estimator(DataVolume volume, const std::vector<PastStep>& past, const std::string& machine)
        : m_volume(volume), m_past(past), m_machine(machine)
    {
    }

    // Past steps of the same stage; those with equal parameters where there are any.
    std::vector<const PastStep*> similar(const recipe::Step& step) const
    {
        std::vector<const PastStep*> equal, all;
        for (const PastStep& past : m_past) {
            if (past.stage != step.stage || past.machine != m_machine)
                continue;
            all.push_back(&past);
            if (sameButEpochs(past.params, step.params))
                equal.push_back(&past);
        }
        return equal.empty() ? all : equal;
    }

    std::optional<Seconds> secondsOf(const recipe::Step& step, const Size& before,
                                     const Size& after) const
    {
        const double work = workOf(step.params, m_volume.train, before.macs, before.parameters);
        const double evaluated = m_volume.evaluated * double(after.macs);
        std::vector<double> times;
        for (const PastStep* past : similar(step)) {
            const double ratio = work / workOf(past->params, past->volume.train, past->macsBefore,
                                               past->parametersBefore);
            const double evaluatedRatio =
                evaluated / std::max(1.0, past->volume.evaluated * double(past->macs));
            if (!isNear(ratio) || (past->evaluationSeconds && !isNear(evaluatedRatio)))
                continue;
            times.push_back(past->seconds * ratio +
                            past->evaluationSeconds.value_or(0) * evaluatedRatio);
        }
        if (times.empty())
            return std::nullopt;
        std::sort(times.begin(), times.end());
        return Seconds{analysis::quantile(times, 0.5), times.front(), times.back()};
    }

    // Scaled by what the same parameters left of other models; at most what went in.
    Size after(const recipe::Step& step, const Size& before) const
    {
        const PastStep* like = nullptr;
        for (const PastStep& past : m_past)
            if (past.stage == step.stage && sameButEpochs(past.params, step.params))
                like = &past;
        if (!like)
            return before;
        const auto scaled = [](int64_t size, int64_t from, int64_t to) {
            return from > 0 ? int64_t(double(size) * double(to) / double(from)) : size;
        };
        return {scaled(before.parameters, like->parametersBefore, like->parameters),
                scaled(before.macs, like->macsBefore, like->macs),
                scaled(before.bytes, like->bytesBefore, like->bytes)};
    }

private:
    static bool isNear(double ratio) { return ratio <= kFarthest && ratio >= 1 / kFarthest; }

    DataVolume m_volume;
    const std::vector<PastStep>& m_past;
    const std::string& m_machine;
};

} // namespace

std::optional<Seconds> Estimate::wholeSeconds() const
{
    return unknown == 0 ? std::optional(seconds) : std::nullopt;
}

Estimate estimate(const recipe::Recipe& recipe, const recipe::Plan& plan,
                  const recipe::StageCatalog& stages, const ModelFacts& source,
                  const data::DataSet& data, const std::vector<bool>& cached,
                  const std::vector<PastStep>& past, const std::string& machine)
{
    const Estimator estimator(volumeOf(data, recipe.maxLength), past, machine);
    const Size start{source.parameters, macsPerToken(source), source.weightBytes};
    const double predictions = kBytesPerLogit * double(data.validation.size() + data.test.size()) *
                               double(data.labels.names.size());
    const bool measuresSource = source.labels && *source.labels == data.labels;
    Estimate result;
    result.variants = int(plan.steps.size()) + (measuresSource ? 1 : 0);
    std::vector<Size> sizes;
    double opened = measuresSource ? double(start.bytes) : 0; // while speed is measured
    for (size_t i = 0; i < plan.steps.size(); ++i) {
        const recipe::Step& step = plan.steps[i];
        const recipe::StageInfo& stage = *stages.find(step.stage);
        const auto sizeOf = [&](int from) {
            return from == recipe::kSourceStep ? start : sizes.at(size_t(from));
        };
        const Size before = sizeOf(step.inputs.at(stage.inputs.front().name));
        const Size after = estimator.after(step, before);
        int64_t teachers = 0;
        for (const auto& [port, from] : step.inputs)
            if (port != stage.inputs.front().name)
                teachers += sizeOf(from).parameters;
        sizes.push_back(after);
        opened += double(after.bytes);
        StepEstimate& told = result.steps.emplace_back();
        told.cached = i < cached.size() && cached[i];
        told.parameters = after.parameters;
        told.macs = after.macs;
        told.weightBytes = after.bytes;
        if (told.cached) {
            ++result.cached;
            told.seconds = Seconds{};
            continue;
        }
        told.seconds = estimator.secondsOf(step, before, after);
        told.memoryBytes =
            stepMemory(step.params, source, before.parameters, teachers, recipe.maxLength);
        // Predictions lie in the artifact and in the history.
        told.diskBytes = int64_t(double(after.bytes) + 2 * predictions + kNoteBytes);
        result.diskBytes += told.diskBytes;
        if (told.memoryBytes > result.memoryBytes) {
            result.memoryBytes = told.memoryBytes;
            result.memoryStep = int(i);
        }
        if (!told.seconds) {
            ++result.unknown;
            continue;
        }
        result.seconds.likely += told.seconds->likely;
        result.seconds.low += told.seconds->low;
        result.seconds.high += told.seconds->high;
    }
    if (recipe.measure.speed) {
        const double speed = recipe.measure.secondsPerVariant * result.variants;
        for (double* sum : {&result.seconds.likely, &result.seconds.low, &result.seconds.high})
            *sum += speed;
        if (int64_t(opened) > result.memoryBytes) {
            result.memoryBytes = int64_t(opened);
            result.memoryStep = -1;
        }
    }
    return result;
}

} // namespace lathe::runner
