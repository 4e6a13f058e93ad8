#include "app/cli/data_options.h"
#include "app/cli/output.h"
#include "app/cli/stop_on_signal.h"
#include "app/cli/table.h"
#include "app/cli/verbs.h"
#include "core/analysis/quality.h"

#include <spdlog/spdlog.h>

namespace lathe::cli {

namespace {

nlohmann::json toJson(const analysis::Quality& quality, const data::LabelSet& labels, size_t rows)
{
    nlohmann::json perClass = nlohmann::json::object();
    for (size_t i = 0; i < labels.names.size(); ++i)
        perClass[labels.names[i]] = {{"precision", quality.perClass[i].precision},
                                     {"recall", quality.perClass[i].recall},
                                     {"f1", quality.perClass[i].f1},
                                     {"support", quality.perClass[i].support}};
    return {{"accuracy", quality.accuracy},
            {"macroF1", quality.macroF1},
            {"microF1", quality.microF1},
            {"perClass", perClass},
            {"rows", rows}};
}

std::string describe(const analysis::Quality& quality, const data::LabelSet& labels, size_t rows)
{
    Table table({{"label", Table::Align::Left}, {"precision"}, {"recall"}, {"F1"}, {"rows"}});
    for (size_t i = 0; i < labels.names.size(); ++i) {
        const analysis::ClassQuality& c = quality.perClass[i];
        table.add({labels.names[i], fmt::format("{:.4f}", c.precision),
                   fmt::format("{:.4f}", c.recall), fmt::format("{:.4f}", c.f1),
                   std::to_string(c.support)});
    }
    return fmt::format("accuracy {:.4f}, macro F1 {:.4f}, micro F1 {:.4f} on {} rows\n\n{}",
                       quality.accuracy, quality.macroF1, quality.microF1, rows, table.text());
}

int evaluate(DataOptions options, bool json)
{
    const StopOnSignal stop;
    engine::TorchEngine engine(options.threads);
    const auto decision = engine.decision(options.model);
    options.spec.kind = decision.labels.kind;
    const auto examples = data::readExamples(options.data, options.spec, decision.labels, true);
    analysis::Predictions predictions = predictionsOf(engine, options, examples, stop.token());
    for (size_t i = 0; i < examples.size(); ++i)
        predictions.truth.at(i) = examples[i].labels;
    const analysis::Quality quality = analysis::quality(predictions, decision.thresholds, decision.labels.names);
    if (!quality.collapse.empty())
        spdlog::warn("{}", quality.collapse);
    if (json)
        printJson(toJson(quality, decision.labels, examples.size()));
    else
        print(describe(quality, decision.labels, examples.size()));
    return kDone;
}

} // namespace

void addEvaluate(CLI::App& app, Action& action)
{
    auto* verb = app.add_subcommand("evaluate", "Accuracy and F1 of a model on labelled data");
    auto options = std::make_shared<DataOptions>();
    auto json = std::make_shared<bool>(false);
    options->addTo(*verb);
    verb->add_flag("--json", *json, "Print as JSON");
    verb->callback([=, &action] { action = [=] { return evaluate(*options, *json); }; });
}

} // namespace lathe::cli
