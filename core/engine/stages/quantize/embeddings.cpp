#include "core/base/error.h"
#include "core/engine/model/matrix.h"
#include "core/engine/stages/layer_names.h"
#include "core/engine/stages/quantize/quantize_layers.h"

namespace lathe::engine {

namespace {

Checkpoint run(const StageInputs& inputs, const recipe::Params& params, StageContext& context)
{
    Checkpoint made = inputs.at("model");
    const auto kept = param<std::string>(params, "keepFloat");
    checkList(kept, made.architecture);
    for (const char* table : {"embeddings.token", "embeddings.position"})
        for (const std::string& part : hasMatrix(made.weights, table) ? partsOf(made.weights, table) : std::vector<std::string>{})
            if (!isListed(kept, table) && !made.weights.at(part).is_floating_point() &&
                storageOf(made.weights, part) != Storage::Blocks)
                throw Error(ErrorKind::BadInput,
                            fmt::format("{} is already stored as {}", part, toString(storageOf(made.weights, part))),
                            "Keep the embeddings in float in the quantization before this stage");
    roundTables(made.weights, params, context);
    context.task.report(1);
    return made;
}

std::vector<recipe::ParamSpec> params()
{
    recipe::ParamSpec tables = embeddingsParam("int4"), kept = keepFloatParam();
    tables.title = "Token table";
    tables.choices = {"int8", "int4"};
    tables.help = "How the token table is stored; the position table takes 8 bits either way.";
    tables.telling = true;
    kept.help = "Tables to leave as they are: embeddings.token or embeddings.position.";
    return {tables, groupParam(), searchParam(), kept};
}

} // namespace

// The embedding tables alone, rounded to 8 bits with one scale per row or to 4 bits in groups (as word tables
// in Shen et al. 2020); a row is widened when its token is looked up, nothing else computes otherwise. Takes
// models whose layers are quantized already, as long as their tables are not.
Stage quantizeEmbeddingsStage()
{
    return {{.id = "quantize.embeddings",
             .title = "Embeddings",
             .family = recipe::StageFamily::Quantize,
             .summary = "Stores the token and position tables in 8 or 4 bits and leaves the layers as they are.",
             .paper = "Shen et al. 2020, Q-BERT: Hessian Based Ultra Low Precision Quantization of BERT",
             .params = params(),
             .inputs = modelPort(),
             .takesPacked = true},
            run, sizesWithKept, true};
}

} // namespace lathe::engine
