#pragma once

#include "core/base/error.h"
#include "core/history/history.h"

#include <functional>

namespace lathe::history {

using namespace lathe::runner;

inline RunStarted started(const std::string& runId)
{
    RunStarted event;
    event.runId = runId;
    event.recipe.name = "sample of " + runId;
    event.recipe.model = "/models/base";
    event.recipe.data.train = "/data/train.tsv";
    event.recipe.seed = 18446744073709551615ull;
    event.recipe.nodes = {{"t", "train", {{"rate", {0.5, 1.0}}}, {{"model", "source"}}}};
    event.environment = {{"threads", 2}};
    return event;
}

inline Variant variant(const std::string& runId, int number)
{
    Variant v;
    v.id = runId + "-" + std::to_string(number);
    v.runId = runId;
    v.parent = number ? runId + "-0" : "";
    v.original = runId + "-0";
    v.node = number ? "t" : recipe::kSource;
    v.stage = number ? "train" : "";
    v.families = {recipe::StageFamily::Train, recipe::StageFamily::Quantize};
    v.label = "Fine-tune · rate 1";
    v.lineage = "Fine-tune · rate 1 → Int8";
    v.params = {
        {"rate", 1.0}, {"epochs", int64_t(3)}, {"early", true}, {"way", std::string("mean")}};
    v.model = "/artifacts/abc";
    v.facts = {"bert",
               "base",
               384,
               30522,
               512,
               22'700'000,
               90'800'000,
               46'000'000,
               600'000,
               std::vector<LayerFacts>(12, LayerFacts{12, 32, 1536, 2'400'000, 4'700'000}),
               "fp32",
               "fp32",
               {{"layers.0.ffn.up", "fp32", "fp32", "Lathe fp32 (avx2)", 1536, 384}},
               data::LabelSet{data::TaskKind::Multiclass, {"admin", "devel", "games"}}};
    v.metrics = {{"accuracy", 0.875}, {"sizeBytes", 90'800'000}};
    v.kernels = "oneDNN fp32";
    v.details = {{"seconds", 12.5}, {"perClass", {{{"label", "admin"}, {"f1", 0.5}}}}};
    return v;
}

inline std::string messageOf(const std::function<void()>& action)
{
    try {
        action();
    } catch (const Error& error) {
        return error.full();
    }
    return "nothing was thrown";
}

} // namespace lathe::history
