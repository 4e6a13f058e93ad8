#include "core/engine/measure/workload.h"

#include "core/base/error.h"

#include <random>

namespace lathe::engine {

int64_t Workload::texts() const
{
    int64_t count = 0;
    for (const auto& call : calls)
        count += int64_t(call.size());
    return count;
}

Workload shapeWorkload(int batch, int tokens, const Architecture& architecture)
{
    if (batch < 1 || tokens < 1 || tokens > architecture.maxTokens())
        throw Error(ErrorKind::BadInput,
                    fmt::format("the shape {}x{} does not fit: the model takes 1 to {} tokens", batch, tokens,
                                architecture.maxTokens()),
                    "Choose a shape BATCHxTOKENS in that range");
    Workload workload{fmt::format("{}x{}", batch, tokens), {{}}};
    std::mt19937 random(1);
    const auto padding = architecture.padding;
    for (int text = 0; text < batch; ++text) {
        TokenIds& ids = workload.calls.front().emplace_back();
        while (int(ids.size()) < tokens) {
            const auto id = int32_t(random() % uint32_t(architecture.vocabularySize));
            if (id != padding)
                ids.push_back(id);
        }
    }
    return workload;
}

Workload textWorkload(const std::vector<TokenIds>& rows, int batch)
{
    Workload workload{fmt::format("texts x{}", batch), {}};
    if (batch == 1) {
        for (const TokenIds& row : rows)
            workload.calls.push_back({row});
        return workload;
    }
    for (const std::vector<int>& members : batchesByLength(rows, batch)) {
        auto& call = workload.calls.emplace_back();
        for (const int row : members)
            call.push_back(rows[size_t(row)]);
    }
    return workload;
}

} // namespace lathe::engine
