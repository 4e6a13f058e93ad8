#include "core/engine/runtime/kernels/attention_head.h"
#include "core/engine/runtime/workspace.h"

#include <ATen/Parallel.h>
#include <cmath>

namespace lathe::engine::kernels {

namespace {

constexpr int kMostRows = 6; // queries that are followed together

HeadWork workOf(const AttentionArgs& a, int64_t longest, Workspace& workspace)
{
    HeadWork work;
    work.width = a.headSize;
    work.paddedWidth = roundUpToLanes(a.headSize);
    work.scoreStride = roundUpToLanes(longest);
    work.keysT = workspace.take<float>((longest + kPanelKeys - 1) / kPanelKeys * kPanelKeys * a.headSize);
    work.values = workspace.take<float>(longest * work.paddedWidth);
    work.scores = workspace.take<float>(kBlockQueries * work.scoreStride);
    if (a.distances.rows) {
        work.queryByDistance = workspace.take<float>(kBlockQueries * kDistances);
        work.keyByDistance = workspace.take<float>(kPanelKeys * kDistances);
    }
    // Heads that share keys ask one after the other from one row, where each text has only one.
    work.step = a.asking ? 0 : 1;
    work.queryStride = a.asking ? a.headSize : a.queryStride;
    work.outStride = a.asking ? a.headSize : int64_t(a.heads) * a.headSize;
    work.keyValueStride = a.keyValueStride;
    work.scale = a.scale > 0 ? a.scale : 1.0f / std::sqrt(float(a.headSize));
    work.softcap = a.softcap;
    work.causal = a.causal;
    work.window = a.window;
    return work;
}

} // namespace

void attention(const AttentionArgs& a, float* out)
{
    const int64_t texts = int64_t(a.offsets.size()) - 1, width = int64_t(a.heads) * a.headSize;
    const int64_t together = a.asking ? a.group : 1; // heads of one task
    const int64_t tasks = a.heads / together;        // of one text
    int64_t longest = 0;
    for (size_t i = 0; i < size_t(texts); ++i)
        longest = std::max(longest, a.offsets[i + 1] - a.offsets[i]);
    const int64_t work = longest * (a.asking ? 8 : longest) * a.headSize; // of one task, with the loading of its keys
    const int64_t grain = std::max<int64_t>(1, 40000 / std::max<int64_t>(1, work));

    at::parallel_for(0, texts * tasks, grain, [&](int64_t begin, int64_t end) {
        Workspace& workspace = Workspace::ofThisThread();
        const Workspace::Scope scope(workspace);
        HeadWork work = workOf(a, longest, workspace);
        const float* loaded = nullptr;
        for (int64_t task = begin; task < end; ++task) {
            const int64_t i = task / tasks, head = task % tasks * together;
            const int64_t firstRow = a.offsets[size_t(i)], keys = a.offsets[size_t(i) + 1] - firstRow;
            const int64_t queryRow = a.asking ? i : firstRow;
            const int64_t shared = head / a.group * a.headSize;
            work.queries = a.asking ? together : keys;
            work.position = a.asking ? a.asking[i] : 0;
            work.keys = keys;
            work.query = a.query + queryRow * a.queryStride + head * a.headSize;
            work.key = a.key + firstRow * a.keyValueStride + shared;
            work.value = a.value + firstRow * a.keyValueStride + shared;
            work.loaded = work.key == loaded;
            loaded = work.key;
            work.relative = a.relative ? a.relative + head * (2 * a.relativeReach + 1) + a.relativeReach : nullptr;
            if (a.distances.rows) {
                const int64_t table = head * a.headSize * a.distances.stride;
                work.distances = a.distances;
                work.distances.rows += a.distances.reach;
                work.distances.keys += a.distances.keys ? table : 0;
                work.distances.queries += a.distances.queries ? table : 0;
            }
            work.out = out + queryRow * width + head * a.headSize;
            // Tiles that fill 32 registers, or 16 of half the width.
            eachCpu<runHead<3, 2>, runHead<kMostRows, 4>>(static_cast<const HeadWork*>(&work));
        }
    });
}

} // namespace lathe::engine::kernels
