#pragma once

#include "core/base/task.h"
#include "core/engine/model/checkpoint.h"
#include "core/recipe/stage_info.h"

#include <span>

namespace lathe::engine {

// What a stage works with beside its input models.
struct StageContext {
    const data::DataSet& data;
    int maxLength = 128; // tokens
    uint64_t seed = 0;
    const Task& task;
    nlohmann::json& details; // figures worth keeping beside the variant
};

using StageInputs = std::map<std::string, Checkpoint, std::less<>>; // by port

// A method: its description, and the function from checkpoints to a checkpoint. `run` throws Error for
// input it cannot work on and Cancelled when stopped; it leaves nothing behind in either case.
struct Stage {
    recipe::StageInfo info;
    Checkpoint (*run)(const StageInputs& inputs, const recipe::Params& params, StageContext& context) = nullptr;
};

// Every stage, in the order of the palette. A new method adds its function here and its file to CMake.
[[nodiscard]] const std::vector<Stage>& allStages();

[[nodiscard]] Stage finetuneStage();
[[nodiscard]] Stage pruneStructuredStage();
[[nodiscard]] Stage distillLogitsStage();
[[nodiscard]] Stage quantizeInt8Stage();

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
