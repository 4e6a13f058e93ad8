#include "app/cli/data_options.h"
#include "app/cli/output.h"
#include "app/cli/stop_on_signal.h"
#include "app/cli/table.h"
#include "app/cli/verbs.h"
#include "core/analysis/figures.h"
#include "core/analysis/quality.h"
#include "core/base/error.h"

#include <spdlog/spdlog.h>

namespace lathe::cli {

namespace {

using nlohmann::json;

struct Found {
    analysis::Quality quality;
    analysis::Metrics figures;
    data::LabelSet labels;
    size_t rows = 0;
};

json orNull(std::optional<double> value)
{
    return value ? json(*value) : json();
}

std::string orDash(std::optional<double> value)
{
    return value ? fmt::format("{:.4f}", *value) : "-";
}

// What can be said of one model's answers to this kind of task.
std::vector<const analysis::MetricInfo*> figuresFor(data::TaskKind kind)
{
    using analysis::MetricGroup;
    std::vector<const analysis::MetricInfo*> found;
    for (const analysis::MetricInfo& info : analysis::allMetrics())
        if (analysis::appliesTo(info, kind) &&
            (info.group == MetricGroup::Quality || info.group == MetricGroup::Ranking ||
             info.group == MetricGroup::Calibration))
            found.push_back(&info);
    return found;
}

json toJson(const Found& found)
{
    json perClass = json::object();
    for (size_t i = 0; i < found.labels.names.size(); ++i) {
        const analysis::ClassQuality& c = found.quality.perClass[i];
        perClass[found.labels.names[i]] = {{"precision", orNull(c.precision)},
                                           {"recall", orNull(c.recall)},
                                           {"f1", orNull(c.f1)},
                                           {"support", c.support}};
    }
    json made{{"perClass", perClass}, {"rows", found.rows}};
    for (const analysis::MetricInfo* info : figuresFor(found.labels.kind))
        made[std::string(info->key)] = orNull(analysis::valueOf(found.figures, info->key));
    return made;
}

std::string describe(const Found& found)
{
    Table figures({{"figure", Table::Align::Left}, {"value"}});
    for (const analysis::MetricInfo* info : figuresFor(found.labels.kind))
        figures.add(
            {std::string(info->title), orDash(analysis::valueOf(found.figures, info->key))});
    Table classes({{"label", Table::Align::Left}, {"precision"}, {"recall"}, {"F1"}, {"rows"}});
    for (size_t i = 0; i < found.labels.names.size(); ++i) {
        const analysis::ClassQuality& c = found.quality.perClass[i];
        classes.add({found.labels.names[i], orDash(c.precision), orDash(c.recall), orDash(c.f1),
                     std::to_string(c.support)});
    }
    return fmt::format("{}\n{}\non {} rows\n", figures.text(), classes.text(), found.rows);
}

int evaluate(DataOptions options, bool asJson)
{
    const StopOnSignal stop;
    engine::TorchEngine engine(options.threads);
    const auto decision = engine.decision(options.model);
    options.spec.kind = decision.labels.kind;
    const auto examples = data::readExamples(options.data, options.spec, decision.labels, true);
    if (examples.empty())
        throw badInput("{}: has no rows to evaluate on", options.data.string());
    analysis::Predictions predictions = predictionsOf(engine, options, examples, stop.token());
    for (size_t i = 0; i < examples.size(); ++i)
        predictions.truth.at(i) = examples[i].labels;
    const Found found{analysis::quality(predictions, decision.thresholds, decision.labels.names),
                      analysis::figuresOf(predictions, decision.thresholds), decision.labels,
                      examples.size()};
    if (!found.quality.collapse.empty())
        spdlog::warn("{}", found.quality.collapse);
    if (asJson)
        printJson(toJson(found));
    else
        print(describe(found));
    return kDone;
}

} // namespace

void addEvaluate(CLI::App& app, Action& action)
{
    auto* verb =
        app.add_subcommand("evaluate", "What a model decides right on labelled data: all figures");
    auto options = std::make_shared<DataOptions>();
    auto asJson = std::make_shared<bool>(false);
    options->addTo(*verb);
    verb->add_flag("--json", *asJson, "Print as JSON");
    verb->callback([=, &action] { action = [=] { return evaluate(*options, *asJson); }; });
}

} // namespace lathe::cli
