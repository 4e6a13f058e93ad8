#include "core/runner/engine.h"

#include "core/runner/model_export.h"

namespace lathe::runner {

ExportedForm Engine::exportModel(const ExportRequest&, const Task&)
{
    throw Error(ErrorKind::Unsupported, "this engine writes no models for other programs");
}

} // namespace lathe::runner
