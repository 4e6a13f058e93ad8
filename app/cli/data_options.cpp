#include "app/cli/data_options.h"

#include "app/cli/progress_line.h"
#include "core/base/error.h"

#include <algorithm>
#include <cmath>

namespace lathe::cli {

namespace {

constexpr int kUsualLength = 128;

void checkFinite(const analysis::Predictions& predictions, const std::filesystem::path& model)
{
    const auto bad = std::find_if(predictions.logits.begin(), predictions.logits.end(),
                                  [](float logit) { return !std::isfinite(logit); });
    if (bad != predictions.logits.end())
        throw Error(ErrorKind::BadInput,
                    fmt::format("{}: the logits of text {} are not finite numbers, so the weights "
                                "hold some that are not or that are far too large",
                                model.string(),
                                (bad - predictions.logits.begin()) / predictions.classes + 1),
                    "Fetch or export the model again; a training that diverged needs a lower "
                    "learning rate");
}

} // namespace

analysis::Predictions predictionsOf(engine::TorchEngine& engine, const DataOptions& options,
                                    const std::vector<data::Example>& examples,
                                    const std::stop_token& stop)
{
    std::vector<std::string> texts;
    for (const data::Example& example : examples)
        texts.push_back(example.text);
    const int maxLength = options.maxLength > 0
                              ? options.maxLength
                              : std::min(kUsualLength, engine.inspect(options.model).maxPositions);
    ProgressLine line;
    const Task task(stop, [&](const Progress& p) { line.show(p.fraction, p.note); });
    analysis::Predictions predictions = engine.predict(options.model, texts, maxLength, task);
    line.clear();
    checkFinite(predictions, options.model);
    return predictions;
}

} // namespace lathe::cli
