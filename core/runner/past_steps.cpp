#include "core/runner/estimate.h"

#include <algorithm>
#include <unordered_map>

namespace lathe::runner {

using nlohmann::json;

namespace {

constexpr double kBytesPerToken = 4;
constexpr double kSpecialTokens = 2;

double tokensOf(const std::vector<data::Example>& rows, int maxLength)
{
    double sum = 0;
    for (const data::Example& row : rows)
        sum +=
            std::min(double(maxLength), double(row.text.size()) / kBytesPerToken + kSpecialTokens);
    return sum;
}

} // namespace

DataVolume volumeOf(const data::DataSet& data, int maxLength)
{
    return {tokensOf(data.train, maxLength),
            tokensOf(data.validation, maxLength) + tokensOf(data.test, maxLength)};
}

std::string machineKey(const json& environment)
{
    const auto text = [&](const char* key) {
        const auto found = environment.find(key);
        return found == environment.end() ? std::string()
               : found->is_string()       ? found->get<std::string>()
                                          : found->dump();
    };
    return fmt::format("{} / {} threads / {}", text("cpu"), text("threads"), text("device"));
}

int64_t macsPerToken(const ModelFacts& facts)
{
    const int64_t tables = int64_t(facts.vocabularySize) * facts.hiddenSize;
    return std::max<int64_t>(1, facts.parameters - tables);
}

json workJson(const std::string& machine, const DataVolume& volume, double seconds,
              std::optional<double> evaluationSeconds)
{
    json work = {{"machine", machine},
                 {"trainTokens", volume.train},
                 {"evaluatedTokens", volume.evaluated},
                 {"seconds", seconds}};
    if (evaluationSeconds)
        work["evaluationSeconds"] = *evaluationSeconds;
    return work;
}

std::vector<PastStep> pastSteps(const std::vector<Variant>& variants)
{
    std::unordered_map<std::string_view, const Variant*> byId;
    for (const Variant& variant : variants)
        byId.emplace(variant.id, &variant);
    std::vector<PastStep> steps;
    for (const Variant& variant : variants) {
        const auto work = variant.details.find("work");
        if (work == variant.details.end() || variant.stage.empty())
            continue;
        PastStep step;
        step.stage = variant.stage;
        step.params = variant.params;
        step.machine = work->value("machine", "");
        step.volume = {work->value("trainTokens", 0.0), work->value("evaluatedTokens", 0.0)};
        step.seconds = work->value("seconds", 0.0);
        if (work->contains("evaluationSeconds"))
            step.evaluationSeconds = work->value("evaluationSeconds", 0.0);
        // A source that cannot classify is no variant; a new head changes its size hardly.
        const auto parent = byId.find(variant.parent);
        const ModelFacts& before = parent == byId.end() ? variant.facts : parent->second->facts;
        step.parametersBefore = before.parameters;
        step.macsBefore = macsPerToken(before);
        step.bytesBefore = before.weightBytes;
        step.parameters = variant.facts.parameters;
        step.macs = macsPerToken(variant.facts);
        step.bytes = variant.facts.weightBytes;
        steps.push_back(std::move(step));
    }
    return steps;
}

} // namespace lathe::runner
