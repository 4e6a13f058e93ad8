#include "core/engine/stages/stage.h"

namespace lathe::engine {

const std::vector<Stage>& allStages()
{
    static const std::vector<Stage> stages = {
        finetuneStage(),
        loraStage(),
        pruneStructuredStage(),
        pruneBudgetStage(),
        pruneLayersStage(),
        pruneDepthStage(),
        pruneHiddenStage(),
        pruneVocabularyStage(),
        pruneLowRankStage(),
        pruneMagnitudeStage(),
        pruneWandaStage(),
        pruneSecondOrderStage(),
        pruneMovementStage(),
        distillLogitsStage(),
        distillHiddenStage(),
        distillRelationsStage(),
        distillStudentStage(),
        quantizeInt8Stage(),
        quantizeStaticStage(),
        quantizeSmoothStage(),
        quantizeInt4Stage(),
        quantizeGptqStage(),
        quantizeAwqStage(),
        quantizeEmbeddingsStage(),
        quantizeHalfStage(),
        quantizeMixedStage(),
        quantizeAwareStage(),
        sensitivityStage(),
    };
    return stages;
}

} // namespace lathe::engine
