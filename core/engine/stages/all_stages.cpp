#include "core/engine/stages/stage.h"

namespace lathe::engine {

const std::vector<Stage>& allStages()
{
    static const std::vector<Stage> stages = {
        finetuneStage(),
        pruneStructuredStage(),
        distillLogitsStage(),
        quantizeInt8Stage(),
    };
    return stages;
}

} // namespace lathe::engine
