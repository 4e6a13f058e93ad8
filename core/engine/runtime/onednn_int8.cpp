#include "core/engine/runtime/onednn_int8.h"

#include "core/engine/runtime/kernels/product.h"

#include <ATen/core/List.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/zeros.h>
#include <algorithm>
#include <chrono>
#include <map>
#include <mutex>

namespace lathe::engine {

namespace {

using Scalars = c10::List<std::optional<at::Scalar>>;
using Pack = at::Tensor(at::Tensor, std::optional<c10::List<int64_t>>);
using Multiply = at::Tensor(at::Tensor, double, int64_t, at::Tensor, at::Tensor, at::Tensor,
                            std::optional<at::Tensor>, double, int64_t,
                            std::optional<at::ScalarType>, std::string_view, Scalars,
                            std::string_view);

// The operators are looked up by name because LibTorch exports no headers for them.
c10::OperatorHandle operatorNamed(const char* name)
{
    return c10::Dispatcher::singleton().findSchemaOrThrow(name, "");
}

template <class Work> double secondsOf(const Work& work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// Of the best of some rounds, in turns, on as many rows as a text or two have.
bool timeBoth(int64_t columns, int64_t depth)
{
    constexpr int64_t kRows = 32;
    constexpr int kRounds = 6;
    const at::Tensor weight = at::ones({columns, depth}, at::kChar), scale = at::ones({columns}, at::kFloat),
                     zero = at::zeros({columns}, at::kInt);
    at::Tensor codes = at::ones({kRows, depth}, at::kByte), out = at::empty({kRows, columns}, at::kFloat);
    at::Tensor own = at::empty({kernels::packedBytes(kernels::Numbers::Int8, columns, depth)}, at::kByte);
    kernels::pack(kernels::Numbers::Int8, weight.const_data_ptr(), columns, depth, own.mutable_data_ptr());
    const at::Tensor theirs = oneDnnPack(weight);
    double ownSeconds = 1, theirSeconds = 1;
    for (int round = 0; round < kRounds; ++round) {
        theirSeconds = std::min(theirSeconds, secondsOf([&] {
            (void)oneDnnProduct(codes.mutable_data_ptr<uint8_t>(), kRows, depth, theirs, scale, zero);
        }));
        ownSeconds = std::min(ownSeconds, secondsOf([&] {
            kernels::multiply({kernels::Numbers::Int8, codes.const_data_ptr(), own.const_data_ptr(),
                               scale.const_data_ptr<float>(), kRows, columns, depth},
                              0, kernels::panels(columns), out.mutable_data_ptr<float>());
        }));
    }
    return theirSeconds < ownSeconds;
}

} // namespace

bool oneDnnIsFaster(int64_t columns, int64_t depth)
{
    static std::mutex mutex;
    static std::map<std::pair<int64_t, int64_t>, bool> known;
    const std::scoped_lock lock(mutex);
    const auto [found, isNew] = known.try_emplace({columns, depth});
    if (isNew)
        found->second = timeBoth(columns, depth);
    return found->second;
}

bool hasOneDnnInt8()
{
    return c10::Dispatcher::singleton().findSchema({"onednn::qlinear_pointwise", ""}).has_value();
}

at::Tensor oneDnnPack(const at::Tensor& weight)
{
    static const auto pack = operatorNamed("onednn::qlinear_prepack").typed<Pack>();
    static const std::optional<c10::List<int64_t>> anyShape;
    return pack.call(weight, anyShape);
}

at::Tensor oneDnnProduct(uint8_t* codes, int64_t rows, int64_t depth, const at::Tensor& packed,
                         const at::Tensor& scale, const at::Tensor& zero)
{
    static const auto multiply = operatorNamed("onednn::qlinear_pointwise").typed<Multiply>();
    static const Scalars none;
    return multiply.call(at::from_blob(codes, {rows, depth}, at::kByte), 1.0, 0, packed, scale,
                         zero, std::nullopt, 1.0, 0, at::kFloat, "none", none, "");
}

} // namespace lathe::engine
