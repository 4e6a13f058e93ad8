#include "app/cli/kernel_table.h"
#include "app/cli/output.h"
#include "app/cli/table.h"
#include "app/cli/verbs.h"
#include "core/engine/torch_engine.h"
#include "core/runner/facts_json.h"
#include "core/text/tokenizer.h"

#include <fmt/ranges.h>

namespace lathe::cli {

namespace {

std::string megabytes(int64_t bytes)
{
    return fmt::format("{:.2f}", static_cast<double>(bytes) / 1e6);
}

std::string describe(const runner::ModelFacts& facts, const std::string& tokenizer)
{
    std::string text = fmt::format("{} ({})\n", facts.name, facts.family);
    text +=
        fmt::format("parameters  {}\nweights     {} MB, stored as {}, computed as {}\n",
                    facts.parameters, megabytes(facts.weightBytes), facts.storage, facts.compute);
    const bool known = !facts.layers.empty(); // not those of a TorchScript program
    if (known)
        text += fmt::format("embeddings  {} MB\nhead        {} MB\nhidden size {}, ", megabytes(facts.embeddingBytes),
                            megabytes(facts.headBytes), facts.hiddenSize);
    text += fmt::format("{}at most {} tokens\ntokenizer   {}\n", known ? "" : "input       ", facts.maxPositions, tokenizer);
    if (facts.labels)
        text += fmt::format("labels      {} ({}): {}\n", facts.labels->names.size(),
                            toString(facts.labels->kind), fmt::join(facts.labels->names, ", "));
    else
        text += "labels      none: no classification head yet\n";
    if (!known)
        return text + "layers      not known\n";
    Table table({{"layer"}, {"heads"}, {"head size"}, {"FFN"}, {"attention MB"}, {"FFN MB"}});
    for (size_t i = 0; i < facts.layers.size(); ++i) {
        const runner::LayerFacts& layer = facts.layers[i];
        table.add({std::to_string(i), std::to_string(layer.heads), std::to_string(layer.headSize),
                   std::to_string(layer.ffn), megabytes(layer.attentionBytes),
                   megabytes(layer.ffnBytes)});
    }
    return text + "\n" + table.text() + "\n" + kernelTable(facts.kernels);
}

} // namespace

void addInspect(CLI::App& app, Action& action)
{
    auto* verb = app.add_subcommand("inspect", "Show what a model folder or a GGUF file holds; that of a TorchScript program is run for it");
    auto model = std::make_shared<std::filesystem::path>();
    auto json = std::make_shared<bool>(false);
    verb->add_option("MODEL", *model, "Model folder, downloaded or made by a run")->required();
    verb->add_flag("--json", *json, "Print as JSON");
    verb->callback([=, &action] {
        action = [=] {
            engine::TorchEngine engine;
            const runner::ModelFacts facts = engine.inspect(*model);
            const std::string tokenizer = text::loadTokenizer(*model)->description();
            if (*json) {
                nlohmann::json all = runner::toJson(facts);
                all["tokenizer"] = tokenizer;
                printJson(all);
            } else {
                print(describe(facts, tokenizer));
            }
            return kDone;
        };
    });
}

} // namespace lathe::cli
