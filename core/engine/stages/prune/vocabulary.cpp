#include "core/base/error.h"
#include "core/engine/model/matrix.h"
#include "core/engine/stages/training/training_rows.h"
#include "core/text/smaller_vocabulary.h"
#include "core/text/used_vocabulary.h"

#include <algorithm>
#include <ATen/ops/empty.h>
#include <ATen/TensorOperators.h>
#include <numeric>

namespace lathe::engine {

namespace {

// How often each token occurs in the training texts and the unlabelled ones.
std::vector<int64_t> countTokens(const Checkpoint& model, const StageContext& context)
{
    TrainingRows rows = trainingRows(model, context);
    augment(rows, model, 0, 0, context);
    std::vector<int64_t> counts(size_t(model.architecture.vocabularySize), 0);
    for (const TokenIds& row : rows.ids)
        for (const int32_t id : row)
            ++counts[size_t(id)];
    return counts;
}

std::vector<int32_t> keptTokens(const Checkpoint& model, const recipe::Params& params,
                                const StageContext& context)
{
    const auto tokenizer = text::loadTokenizer(model.tokenizerFolder());
    const std::vector<int64_t> counts = countTokens(model, context);
    std::vector<bool> keeps = text::essentialEntries(*tokenizer);
    keeps.resize(counts.size(), false);
    std::vector<int32_t> order(counts.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(),
                     [&](int32_t a, int32_t b) { return counts[size_t(a)] > counts[size_t(b)]; });
    const auto most = param<int64_t>(params, "tokens"),
               least = param<int64_t>(params, "occurrences");
    auto room = most - std::count(keeps.begin(), keeps.end(), true);
    for (const int32_t id : order) {
        if (counts[size_t(id)] < std::max<int64_t>(least, 1) || (most > 0 && room <= 0))
            break;
        room -= keeps[size_t(id)] ? 0 : 1;
        keeps[size_t(id)] = true;
    }
    if (const int padding = model.architecture.padding; padding >= 0 && size_t(padding) < keeps.size())
        keeps[size_t(padding)] = true; // positions or the head ask for it
    return text::keptVocabulary(*tokenizer, keeps);
}

Checkpoint run(const StageInputs& inputs, const recipe::Params& params, StageContext& context)
{
    const Checkpoint& model = inputs.at("model");
    const std::vector<int32_t> kept = keptTokens(model, params, context);
    context.task.checkpoint();
    context.task.report(0.5, "cutting the vocabulary");
    at::Tensor index = at::empty({int64_t(kept.size())}, at::kLong);
    std::copy(kept.begin(), kept.end(), index.mutable_data_ptr<int64_t>());
    Checkpoint made = model;
    made.architecture.vocabularySize = int(kept.size());
    if (const auto padding = std::find(kept.begin(), kept.end(), model.architecture.padding); padding != kept.end())
        made.architecture.padding = int(padding - kept.begin());
    for (const char* part :
         {"", "_scale", "_left", "_left_scale"}) // whatever has one row per token
        if (const auto found = made.weights.find(std::string("embeddings.token") + part);
            found != made.weights.end())
            found->second = found->second.index_select(0, index).contiguous();
    if (context.folder.empty())
        throw Error(ErrorKind::Failure, "no folder was given for the smaller tokenizer");
    text::writeSmallerTokenizer(model.tokenizerFolder(), kept, context.folder);
    made.tokenizer = context.folder;
    context.details["tokens"] = {{"before", model.architecture.vocabularySize},
                                 {"after", kept.size()}};
    context.task.report(1);
    return made;
}

} // namespace

// Only the tokens stay that the training texts (and unlabelled ones) use, the special ones, and
// single ASCII characters, so that new words can still be spelt; the tokenizer's files are
// renumbered (Yang et al. 2022, TextPruner, section 3.1). Works on a quantized table as on a float
// one.
Stage pruneVocabularyStage()
{
    using recipe::ParamType;
    return {
        {.id = "prune.vocabulary",
         .title = "Vocabulary",
         .family = recipe::StageFamily::Prune,
         .summary = "Keeps the tokens that the texts use and renumbers the tokenizer; in small "
                    "models the table is half "
                    "of the bytes.",
         .paper = "Yang et al. 2022, TextPruner: A Model Pruning Toolkit for Pre-Trained Language "
                  "Models",
         .params = {{"tokens",
                     "Most tokens",
                     ParamType::Integer,
                     int64_t(0),
                     0,
                     4000000,
                     "tokens",
                     {},
                     "The most frequent so many stay; 0 for all that occur.",
                     true},
                    {"occurrences",
                     "Occurrences",
                     ParamType::Integer,
                     int64_t(1),
                     1,
                     1000000,
                     "times",
                     {},
                     "A token stays when it occurs at least so often."}},
         .inputs = {{"model", recipe::PortKind::Model, true, "The model whose vocabulary is cut"}},
         .takesPacked = true},
        run, nullptr, true};
}

} // namespace lathe::engine
