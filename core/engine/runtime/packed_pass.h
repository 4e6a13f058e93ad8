#pragma once

#include "core/engine/runtime/packed_model.h"

#include <cstring>

// What the files of the packed model's forward pass share.
namespace lathe::engine {

// Rows on their way through the layers. They are written over: a block's product is finished row by row into the rows that
// it was made of.
struct PackedModel::Stream {
    Rows rows;            // memory of what the next block reads, in any form
    float* sum = nullptr; // [rows.count, H]: what blocks add to; the float rows of `rows` where norms stand behind the sum
    bool normsAfter = true;

    [[nodiscard]] static Stream take(Workspace& workspace, int64_t count, int64_t columns, bool normsAfter);
    // What the next block reads, where it wants that form; as float too only where that is also the sum.
    [[nodiscard]] Rows read(const InputCodes* form) const;
};

struct PackedModel::Pass {
    Texts texts;
    const Task& task;
    Profile* profile;
    Workspace& workspace = Workspace::ofThisThread();
    std::span<const int64_t> offsets = {}; // [texts + 1], of each text's first row
    std::span<const int64_t> asking = {};  // [texts]: where the token stands that the head reads
    const float* const* const* turns = nullptr; // of each Rotary, of each row (turns.h)
    int layer = -1;

    template <class Work> void timed(std::string_view operation, const Work& work) const
    {
        task.checkpoint();
        if (profile)
            profile->time(layer, operation, work);
        else
            work();
    }
    [[nodiscard]] Stream askingRows(const Stream& x, const InputCodes* form) const;
};

} // namespace lathe::engine
