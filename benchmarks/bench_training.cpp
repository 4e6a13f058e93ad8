#include "core/base/error.h"
#include "core/engine/stages/new_head.h"
#include "core/engine/stages/stage.h"

#include <ATen/Parallel.h>
#include <chrono>
#include <cstdio>
#include <map>

// Training speed of a stage, from the first teacher's answer to the trained model:
// bench_training --model DIR --data FILE [--stage finetune|distill.logits] [--epochs N] [--frozen-layers N]
// [--batch N] [--max-length N] [--threads N] [--seed N]. The student of distill.logits has 3 layers. Prints one line of
// JSON. The counterpart on transformers is experiments/training_speed/transformers_training.py.

using namespace lathe;
using namespace lathe::engine;
using Clock = std::chrono::steady_clock;

namespace {

const Stage& stageOf(const std::string& id)
{
    for (const Stage& stage : allStages())
        if (stage.info.id == id)
            return stage;
    throw badInput("there is no stage '{}'", id);
}

int run(const std::map<std::string, std::string>& options)
{
    const auto number = [&](const char* key, int fallback) {
        const auto found = options.find(key);
        return found == options.end() ? fallback : std::stoi(found->second);
    };
    const auto seed = uint64_t(number("--seed", 13));
    at::set_num_threads(number("--threads", 2));
    data::DataSpec spec;
    spec.train = options.at("--data");
    data::DataSet set = data::readDataSet(spec, seed);
    for (auto* split : {&set.validation, &set.test}) // every row trains; one answers for the epoch
        set.train.insert(set.train.end(), split->begin(), split->end());
    set.validation.resize(1);

    const Stage& stage = stageOf(options.contains("--stage") ? options.at("--stage") : "finetune");
    recipe::Params params;
    for (const recipe::ParamSpec& one : stage.info.params)
        params[one.key] = one.fallback;
    const int epochs = number("--epochs", 3);
    params["epochs"] = double(epochs);
    params["batchSize"] = int64_t(number("--batch", 32));
    params["frozenLayers"] = int64_t(number("--frozen-layers", 0));

    const Checkpoint model = withNewHead(loadCheckpoint(options.at("--model")), set, seed);
    StageInputs inputs;
    for (const recipe::PortSpec& port : stage.info.inputs)
        if (port.required)
            inputs.emplace(port.name, model);
    nlohmann::json details;
    const Task task;
    StageContext context{set, number("--max-length", 128), seed, task, details};
    const auto begin = Clock::now();
    (void)stage.run(inputs, params, context);
    const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    std::printf("{\"samplesPerSecond\": %.2f, \"seconds\": %.2f}\n", double(epochs) * double(set.train.size()) / seconds,
                seconds);
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    std::map<std::string, std::string> options;
    for (int i = 1; i + 1 < argc; i += 2)
        options[argv[i]] = argv[i + 1];
    try {
        return run(options);
    } catch (const Error& error) {
        std::fprintf(stderr, "%s\n", error.full().c_str());
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\nusage: bench_training --model DIR --data FILE [--epochs N] ...\n", error.what());
    }
    return 2;
}
