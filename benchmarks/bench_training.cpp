#include "core/base/error.h"
#include "core/engine/stages/new_head.h"
#include "core/engine/stages/training/trainer.h"

#include <ATen/Parallel.h>
#include <chrono>
#include <cstdio>
#include <map>
#include <numeric>

// Training speed of the fine-tuning stage: bench_training --model DIR --data FILE [--steps N] [--warmup N]
// [--batch N] [--max-length N] [--threads N] [--seed N]. Prints one line of JSON. The counterpart on
// transformers is experiments/training_speed/transformers_finetune.py.

using namespace lathe;
using namespace lathe::engine;
using Clock = std::chrono::steady_clock;

namespace {

int run(const std::map<std::string, std::string>& options)
{
    const auto number = [&](const char* key, int fallback) {
        const auto found = options.find(key);
        return found == options.end() ? fallback : std::stoi(found->second);
    };
    const int steps = number("--steps", 50), warmup = number("--warmup", 5), batch = number("--batch", 32);
    at::set_num_threads(number("--threads", 2));
    data::DataSpec spec;
    spec.train = options.at("--data");
    data::DataSet set = data::readDataSet(spec, uint64_t(number("--seed", 13)));
    for (auto* split : {&set.validation, &set.test}) // every row trains; one answers for the epoch
        set.train.insert(set.train.end(), split->begin(), split->end());
    set.validation.resize(1);

    Clock::time_point begin, end;
    int done = 0;
    const Task task({}, [&](const Progress& progress) {
        if (progress.note.empty())
            return;
        if (++done == warmup)
            begin = Clock::now();
        if (done == warmup + steps)
            end = Clock::now();
    });
    nlohmann::json details;
    StageContext context{set, number("--max-length", 128), uint64_t(number("--seed", 13)), task, details};
    const Checkpoint start = withNewHead(loadCheckpoint(options.at("--model")), set, context.seed);
    const TrainingRows rows = trainingRows(start, context);
    const size_t tokens = std::accumulate(rows.ids.begin(), rows.ids.end(), size_t(0),
                                          [](size_t sum, const TokenIds& row) { return sum + row.size(); });
    TrainingOptions training;
    training.batchSize = batch;
    const double perEpoch = std::ceil(double(rows.ids.size()) / batch);
    training.epochs = double(steps + warmup) / perEpoch;
    (void)train(start, rows, training, context);

    const double seconds = std::chrono::duration<double>(end - begin).count();
    const double rate = double(steps) * double(rows.ids.size()) / perEpoch / seconds;
    const double mean = double(tokens) / double(rows.ids.size());
    std::printf("{\"samplesPerSecond\": %.2f, \"tokensPerSecond\": %.1f, \"meanTokens\": %.2f, \"steps\": %d}\n", rate,
                rate * mean, mean, steps);
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
        std::fprintf(stderr, "%s\nusage: bench_training --model DIR --data FILE [--steps N] ...\n", error.what());
    }
    return 2;
}
