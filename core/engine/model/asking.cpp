#include "core/engine/model/asking.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/zeros.h>

namespace lathe::engine {

namespace {

at::Tensor placesOf(const PaddedBatch& batch) // [1, T]
{
    return at::arange(batch.ids.size(1), batch.ids.options()).unsqueeze(0);
}

// Place of each text's last token that is not the padding token, 0 where all are: [B, 1].
at::Tensor lastPlaces(const PaddedBatch& batch, int padding)
{
    at::Tensor counts = batch.ids.ne(padding); // [B, T]
    if (batch.mask.defined())
        counts = counts.logical_and(batch.mask.view(batch.ids.sizes()).eq(0));
    return std::get<0>((counts.to(at::kLong) * placesOf(batch)).max(1, true));
}

} // namespace

at::Tensor Asking::rowsOf(const at::Tensor& x) const
{
    if (all)
        return x;
    const at::Tensor index = places.unsqueeze(2); // [1 or B, Q, 1]
    return x.gather(1, index.expand({x.size(0), index.size(1), x.size(2)}));
}

at::Tensor Asking::distances() const
{
    return (places.unsqueeze(2) - placesOf(batch).unsqueeze(1)).unsqueeze(1);
}

Asking everyToken(const PaddedBatch& batch)
{
    return {batch, placesOf(batch), true};
}

Asking headTokens(const Architecture& architecture, const PaddedBatch& batch)
{
    switch (architecture.head.pooling) {
    case Pooling::First:
        return {batch, at::zeros({1, 1}, batch.ids.options()), false};
    case Pooling::Last:
        return {batch, lastPlaces(batch, architecture.padding), false};
    case Pooling::Mean:
        break;
    }
    return everyToken(batch);
}

} // namespace lathe::engine
