#include "widgets/session/model_name.h"

namespace lathe::widgets {

QString modelName(Session& session)
{
    if (!session.model())
        return {};
    for (const runner::Variant& variant : session.variants())
        if (variant.node != recipe::kSource && variant.model == session.document().recipe().model)
            return QString::fromStdString(variant.lineage.empty() ? variant.label : variant.lineage);
    return QString::fromStdString(session.model()->name);
}

} // namespace lathe::widgets
