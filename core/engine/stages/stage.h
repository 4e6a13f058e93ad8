#pragma once

#include "core/base/task.h"
#include "core/engine/model/checkpoint.h"
#include "core/recipe/plan.h"

#include <c10/core/Device.h>
#include <span>

namespace lathe::engine {

// What a stage works with beside its input models.
struct StageContext {
    const data::DataSet& data;
    int maxLength = 128; // tokens
    uint64_t seed = 0;
    const Task& task;
    nlohmann::json& details; // figures worth keeping beside the variant
    at::Device device = at::kCPU;      // for training and calibration
    std::filesystem::path folder = {}; // where the new model will lie, for a stage that makes other tokenizer files

    // The same for a part of the work.
    [[nodiscard]] StageContext with(const Task& part) const { return {data, maxLength, seed, part, details, device, folder}; }
};

using StageInputs = std::map<std::string, Checkpoint, std::less<>>; // by port

using Sizes = std::map<std::string, Architecture, std::less<>>; // by port

// A method: its description, and the function from checkpoints to a checkpoint. `run` throws Error for
// input it cannot work on and Cancelled when stopped; it leaves nothing behind in either case.
// `foresee`, where there is one, throws the same Error for what the sizes of the models and the parameters already
// show, and returns the sizes that the new model has at most; without it the model is taken to keep its sizes.
struct Stage {
    recipe::StageInfo info;
    Checkpoint (*run)(const StageInputs& inputs, const recipe::Params& params, StageContext& context) = nullptr;
    Architecture (*foresee)(const Sizes& inputs, const recipe::Params& params) = nullptr;
    bool takesBlocks = false; // works on the blocks of GGUF files, which other stages get as float32
};

// What of a plan cannot work on a model of these sizes, one problem for each step that is the first to fail.
// Training has to fit into memoryBytes, 0 where that is not known; the source stores a weight in storedBytes on average.
[[nodiscard]] std::vector<recipe::Problem> foreseenProblems(const recipe::Plan& plan, Architecture source,
                                                            uint64_t memoryBytes = 0, double storedBytes = 4);

// Every stage, in the order of the palette. A new method adds its function here and its file to CMake.
[[nodiscard]] const std::vector<Stage>& allStages();

[[nodiscard]] Stage finetuneStage();
[[nodiscard]] Stage loraStage();
[[nodiscard]] Stage pruneStructuredStage();
[[nodiscard]] Stage pruneBudgetStage();
[[nodiscard]] Stage pruneLayersStage();
[[nodiscard]] Stage pruneDepthStage();
[[nodiscard]] Stage pruneHiddenStage();
[[nodiscard]] Stage pruneVocabularyStage();
[[nodiscard]] Stage pruneLowRankStage();
[[nodiscard]] Stage pruneMagnitudeStage();
[[nodiscard]] Stage pruneWandaStage();
[[nodiscard]] Stage pruneSecondOrderStage();
[[nodiscard]] Stage pruneMovementStage();
[[nodiscard]] Stage distillLogitsStage();
[[nodiscard]] Stage distillHiddenStage();
[[nodiscard]] Stage distillRelationsStage();
[[nodiscard]] Stage distillStudentStage();
[[nodiscard]] Stage quantizeInt8Stage();
[[nodiscard]] Stage quantizeStaticStage();
[[nodiscard]] Stage quantizeSmoothStage();
[[nodiscard]] Stage quantizeInt4Stage();
[[nodiscard]] Stage quantizeGptqStage();
[[nodiscard]] Stage quantizeAwqStage();
[[nodiscard]] Stage quantizeEmbeddingsStage();
[[nodiscard]] Stage quantizeHalfStage();
[[nodiscard]] Stage quantizeMixedStage();
[[nodiscard]] Stage quantizeAwareStage();
[[nodiscard]] Stage sensitivityStage();

// The value of a parameter; `params` is complete and checked, so a missing key is a bug.
template <class T> [[nodiscard]] T param(const recipe::Params& params, std::string_view key)
{
    const recipe::ParamValue& value = params.find(key)->second;
    if constexpr (std::is_same_v<T, bool> || std::is_same_v<T, std::string>)
        return std::get<T>(value);
    else if (const auto* integer = std::get_if<int64_t>(&value))
        return static_cast<T>(*integer);
    else
        return static_cast<T>(std::get<double>(value));
}

} // namespace lathe::engine
