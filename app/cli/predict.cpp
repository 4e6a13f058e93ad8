#include "app/cli/data_options.h"
#include "app/cli/output.h"
#include "app/cli/stop_on_signal.h"
#include "app/cli/verbs.h"
#include "core/base/error.h"
#include "core/base/files.h"

#include <spdlog/spdlog.h>

namespace lathe::cli {

namespace {

int predict(DataOptions options, const std::filesystem::path& out, bool withLogits)
{
    const StopOnSignal stop;
    checkWritable(out);
    std::error_code code;
    if (std::filesystem::equivalent(out, options.data, code))
        throw Error(ErrorKind::BadInput, fmt::format("{}: is both --data and --out", out.string()),
                    "Write the answers to another file");
    engine::TorchEngine engine(options.threads);
    const auto decision = engine.decision(options.model);
    options.spec.kind = decision.labels.kind;
    const auto examples = data::readExamples(options.data, options.spec, decision.labels, false);
    const analysis::Predictions predictions =
        predictionsOf(engine, options, examples, stop.token());
    const auto decided = analysis::decide(predictions, decision.thresholds);
    std::string text;
    for (size_t i = 0; i < decided.size(); ++i) {
        nlohmann::json row = {{"labels", nlohmann::json::array()}};
        for (const int label : decided[i])
            row["labels"].push_back(decision.labels.names.at(static_cast<size_t>(label)));
        if (withLogits)
            row["logits"] =
                std::vector<float>(predictions.row(i), predictions.row(i) + predictions.classes);
        text += oneLine(row) + "\n";
    }
    writeFile(out, text);
    spdlog::info("{} rows in {}", decided.size(), out.string());
    return kDone;
}

} // namespace

void addPredict(CLI::App& app, Action& action)
{
    auto* verb = app.add_subcommand("predict", "Decide the labels of texts; one JSON object a row");
    auto options = std::make_shared<DataOptions>();
    auto out = std::make_shared<std::filesystem::path>();
    auto logits = std::make_shared<bool>(false);
    options->addTo(*verb);
    verb->add_option("--out", *out, "JSONL file to write")->required();
    verb->add_flag("--logits", *logits,
                   "Also write the logits, in the order of the model's labels");
    verb->callback([=, &action] { action = [=] { return predict(*options, *out, *logits); }; });
}

} // namespace lathe::cli
