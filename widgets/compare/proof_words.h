#pragma once

#include "widgets/compare/comparison.h"

#include <QStringList>

namespace lathe::widgets {

// Of an export what its proof found; of a model in which runtimes it was proven, or failed. A sentence each.
[[nodiscard]] QStringList proofLines(const ComparedVariant& compared, const VariantList& pool);

} // namespace lathe::widgets
