#pragma once

#include "core/runner/events.h"

#include <QString>

#include <vector>

namespace lathe::widgets {

// How two models are built, side by side.
struct StructureDiff {
    struct Layer {
        int heads[2] = {0, 0}; // 0: there is no such layer
        int ffn[2] = {0, 0};
        int64_t bytes[2] = {0, 0};
    };
    struct Fact {
        QString title, values[2];
        QString ratio; // "0.25×", empty where it means nothing
        bool differs = false;
    };
    QString names[2];          // the reference, the variant
    std::vector<Layer> layers; // as many as the deeper one has
    std::vector<Fact> facts;
    int mostHeads = 0, mostFfn = 0;
};

[[nodiscard]] StructureDiff structureDiff(const runner::Variant& reference,
                                          const runner::Variant& variant);

[[nodiscard]] QByteArray structureCsv(const StructureDiff& diff);

} // namespace lathe::widgets
