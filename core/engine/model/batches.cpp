#include "core/engine/model/batches.h"

#include <ATen/Parallel.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/full.h>
#include <ATen/ops/zeros.h>
#include <algorithm>
#include <limits>
#include <numeric>

namespace lathe::engine {

namespace {

std::vector<std::vector<int>> cut(const std::vector<int>& order, int batchSize)
{
    std::vector<std::vector<int>> batches;
    for (size_t at = 0; at < order.size(); at += size_t(batchSize))
        batches.emplace_back(order.begin() + std::ptrdiff_t(at),
                             order.begin() + std::ptrdiff_t(std::min(order.size(), at + size_t(batchSize))));
    return batches;
}

// Fisher-Yates: std::shuffle may differ between standard libraries.
template <class T> void shuffle(std::vector<T>& items, std::mt19937_64& random)
{
    for (size_t i = items.size(); i > 1; --i)
        std::swap(items[i - 1], items[random() % i]);
}

} // namespace

std::vector<TokenIds> tokenize(const text::Tokenizer& tokenizer, const std::vector<const std::string*>& texts,
                               int maxLength)
{
    std::vector<TokenIds> rows(texts.size());
    at::parallel_for(0, int64_t(texts.size()), 64, [&](int64_t begin, int64_t end) {
        for (auto i = size_t(begin); i < size_t(end); ++i)
            rows[i] = tokenizer.encode(*texts[i], maxLength).ids;
    });
    return rows;
}

std::vector<std::vector<int>> batchesByLength(const std::vector<TokenIds>& rows, int batchSize, int64_t tokens)
{
    std::vector<int> order(rows.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(),
                     [&](int a, int b) { return rows[size_t(a)].size() > rows[size_t(b)].size(); });
    std::vector<std::vector<int>> batches;
    for (size_t at = 0; at < order.size();) {
        const auto longest = std::max<int64_t>(1, int64_t(rows[size_t(order[at])].size()));
        const auto count = std::clamp<int64_t>(tokens / longest, 1, batchSize);
        const size_t end = std::min(order.size(), at + size_t(count));
        batches.emplace_back(order.begin() + std::ptrdiff_t(at), order.begin() + std::ptrdiff_t(end));
        at = end;
    }
    return batches;
}

std::vector<std::vector<int>> bucketedBatches(const std::vector<TokenIds>& rows, int batchSize,
                                              std::mt19937_64& random)
{
    constexpr size_t kGroup = 32;
    std::vector<int> order(rows.size());
    std::iota(order.begin(), order.end(), 0);
    shuffle(order, random);
    const size_t step = kGroup * size_t(batchSize);
    for (size_t at = 0; at < order.size(); at += step)
        std::stable_sort(order.begin() + std::ptrdiff_t(at),
                         order.begin() + std::ptrdiff_t(std::min(order.size(), at + step)),
                         [&](int a, int b) { return rows[size_t(a)].size() < rows[size_t(b)].size(); });
    auto batches = cut(order, batchSize);
    shuffle(batches, random);
    return batches;
}

PaddedBatch pad(const std::vector<TokenIds>& rows, const std::vector<int>& batch)
{
    size_t longest = 0, shortest = std::numeric_limits<size_t>::max();
    for (const int row : batch) {
        longest = std::max(longest, rows[size_t(row)].size());
        shortest = std::min(shortest, rows[size_t(row)].size());
    }
    const auto B = int64_t(batch.size()), T = int64_t(longest);
    PaddedBatch padded;
    padded.ids = at::zeros({B, T}, at::kLong);
    if (shortest < longest)
        padded.mask = at::zeros({B, 1, 1, T}, at::kFloat);
    auto* ids = padded.ids.mutable_data_ptr<int64_t>();
    for (int64_t b = 0; b < B; ++b) {
        const TokenIds& row = rows[size_t(batch[size_t(b)])];
        std::copy(row.begin(), row.end(), ids + b * T);
        if (padded.mask.defined())
            std::fill(padded.mask.mutable_data_ptr<float>() + b * T + int64_t(row.size()),
                      padded.mask.mutable_data_ptr<float>() + (b + 1) * T, -std::numeric_limits<float>::infinity());
    }
    return padded;
}

at::Tensor PaddedBatch::longerThan(int64_t tokens) const
{
    const int64_t B = ids.size(0), T = ids.size(1);
    if (!mask.defined() || T <= tokens)
        return at::full({B, 1}, T > tokens, ids.options().dtype(at::kBool));
    return mask.view({B, T}).eq(0).sum(1, true).gt(tokens);
}

PaddedBatch PaddedBatch::to(at::Device device) const
{
    return {ids.to(device), mask.defined() ? mask.to(device) : mask};
}

} // namespace lathe::engine
