#include "core/engine/runtime/packed_linear.h"

#include "core/base/error.h"
#include "core/engine/model/round_rows.h"
#include "core/engine/runtime/kernels/isa.h"
#include "core/engine/runtime/onednn_int8.h"

#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/zeros.h>
#include <algorithm>
#include <numeric>
#include <set>

namespace lathe::engine {

namespace {

using kernels::Numbers;

constexpr int64_t kBlock = 48; // rows of a product and of what follows it, together in the second-level cache
// Rows that are multiplied before a matrix is read again that none of the caches has to spare room for. (With 48 a layer of a
// 1.5B decoder took a seventh longer, by bench_decoder.)
constexpr int64_t kLargeBlock = 128;
constexpr size_t kVeryLarge = size_t(4) << 20;
constexpr int64_t kWorthAThread = 1 << 20; // multiplications

// Only oneDNN uses AMX, which can multiply more at once than AVX512.
bool usesOneDnn(int64_t columns, int64_t depth)
{
    return kernels::isa() >= kernels::Isa::Amx && hasOneDnnInt8() && oneDnnIsFaster(columns, depth);
}

// Whether threads share the columns, so that each weight is read once but all wait before the rows are finished, and not
// the rows: when there are few, or when reading a large matrix again takes longer than multiplying it.
bool sharesColumns(int64_t rows, int64_t numberBytes, size_t weightBytes, int64_t threads)
{
    constexpr int64_t kFewRows = 4, kFewForBytes = 16; // of each thread; the latter for each byte of a number
    constexpr size_t kLarge = 1 << 20;                 // more than a second-level cache has to spare
    const int64_t few = std::max(kFewForBytes * numberBytes, weightBytes > kVeryLarge ? kLargeBlock : 0);
    return rows < kFewRows * threads || (threads > 1 && weightBytes > kLarge && rows <= few * threads);
}

// Of int8 [N, K], as float32 [N]; at::sum would widen the whole matrix first.
at::Tensor rowSums(const at::Tensor& codes)
{
    const at::Tensor dense = codes.contiguous();
    at::Tensor sums = at::empty({dense.size(0)}, at::kFloat);
    const auto* row = dense.const_data_ptr<int8_t>();
    for (int64_t n = 0; n < dense.size(0); ++n, row += dense.size(1))
        sums.mutable_data_ptr<float>()[n] = float(std::accumulate(row, row + dense.size(1), int64_t(0)));
    return sums;
}

// How many threads a loop started here would have.
int64_t threadsHere() { return at::in_parallel_region() ? 1 : at::get_num_threads(); }

bool isInteger(Storage storage) { return storage == Storage::Int8 || storage == Storage::Int4; }

// The codes of an integer matrix as the kernel takes them: one scale per row.
Int8Rows codesOf(const Tensors& weights, const std::string& name)
{
    if (storageOf(weights, name) != Storage::Int4)
        return {weights.at(name), weights.at(name + "_scale")};
    constexpr int64_t kRows = 256; // at a time, so that the whole matrix is never there as float
    const at::Tensor nibbles = weights.at(name), scale = weights.at(name + "_scale");
    Int8Rows all{at::empty({nibbles.size(0), 2 * nibbles.size(1)}, at::kChar), at::empty({nibbles.size(0)}, at::kFloat)};
    for (int64_t row = 0; row < nibbles.size(0); row += kRows) {
        const int64_t end = std::min(row + kRows, nibbles.size(0));
        const Int8Rows some =
            roundRows(storedMatrix({{name, nibbles.slice(0, row, end)}, {name + "_scale", scale.slice(0, row, end)}}, name));
        all.codes.slice(0, row, end).copy_(some.codes);
        all.scale.slice(0, row, end).copy_(some.scale);
    }
    return all;
}

InputCodes inputOf(const Tensors& weights, const std::string& name)
{
    InputCodes input;
    if (const auto smooth = weights.find(name + "_smooth"); smooth != weights.end())
        input.factor = smooth->second.reciprocal();
    if (const auto range = weights.find(name + "_range"); range != weights.end()) {
        const float* values = range->second.const_data_ptr<float>();
        if (!(values[0] > 0) || !(values[1] >= 0 && values[1] <= 255))
            throw badInput("tensor {}_range: scale {} and zero point {} are no range of 8-bit codes", name, values[0],
                           values[1]);
        input.range = {values[0], values[1]};
    }
    return input;
}

// What the layers of these names can be multiplied as in one product.
Numbers numbersOf(const Tensors& weights, std::span<const std::string> names, bool halves)
{
    const std::string first = names.front() + ".weight";
    const auto all = [&](const auto& holds) {
        return std::all_of(names.begin(), names.end(), [&](const std::string& name) { return holds(name + ".weight"); });
    };
    if (all([&](const std::string& matrix) {
            return isInteger(storageOf(weights, matrix)) && inputOf(weights, matrix) == inputOf(weights, first);
        }))
        return Numbers::Int8;
    if (halves && kernels::multiplies(Numbers::Bfloat16) &&
        all([&](const std::string& matrix) { return storageOf(weights, matrix) == Storage::BFloat16; }))
        return Numbers::Bfloat16;
    return Numbers::Float32;
}

// The biases of the layers one behind the other, zeros for those that have none; undefined where none has one.
at::Tensor biasOf(const Tensors& weights, std::span<const std::string> names)
{
    std::vector<at::Tensor> biases;
    bool any = false;
    for (const std::string& name : names) {
        const auto found = weights.find(name + ".bias");
        any |= found != weights.end();
        biases.push_back(found != weights.end() ? found->second.to(at::kFloat)
                                                : at::zeros({sizesOf(weights, name + ".weight").first}, at::kFloat));
    }
    return !any ? at::Tensor() : biases.size() == 1 ? biases[0] : at::cat(biases);
}

// matrices: laid one below the other.
LinearPlan planOf(const Tensors& weights, std::span<const std::string> matrices, std::string storage, Numbers numbers)
{
    constexpr const char* kCompute[] = {"fp32", "bf16", "int8 x int8"};
    bool oneDnn = false;
    if (numbers == Numbers::Int8 && kernels::isa() >= kernels::Isa::Amx) {
        int64_t columns = 0;
        for (const std::string& matrix : matrices)
            columns += sizesOf(weights, matrix).first;
        oneDnn = usesOneDnn(columns, sizesOf(weights, matrices.front()).second);
    }
    return {std::move(storage), kCompute[size_t(numbers)], oneDnn ? "oneDNN int8 (amx)" : kernels::productName(numbers)};
}

Numbers numbersOfFactor(const Tensors& weights, const std::string& name, bool halves)
{
    const Storage storage = storageOf(weights, name);
    return isInteger(storage) ? Numbers::Int8
           : halves && storage == Storage::BFloat16 && kernels::multiplies(Numbers::Bfloat16) ? Numbers::Bfloat16
                                                                                              : Numbers::Float32;
}

} // namespace

bool InputCodes::operator==(const InputCodes& other) const
{
    if (numbers != other.numbers || factor.defined() != other.factor.defined() || range != other.range)
        return false;
    return !factor.defined() || at::equal(factor, other.factor);
}

PackedLinear::Part::Part(const at::Tensor& given, const at::Tensor& scales, const at::Tensor& biases)
    : columns(given.size(0)), depth(given.size(1))
{
    if (biases.defined())
        bias = biases.to(at::kFloat).contiguous();
    const bool integer = given.scalar_type() == at::kChar, half = given.scalar_type() == at::kBFloat16;
    const Numbers numbers = integer ? Numbers::Int8 : half ? Numbers::Bfloat16 : Numbers::Float32;
    const at::Tensor weight = (integer || half ? given : given.to(at::kFloat)).contiguous();
    if (numbers != Numbers::Float32)
        codes = InputCodes{.numbers = numbers, .factor = {}, .range = {}};
    if (integer) {
        scale = scales.to(at::kFloat).contiguous();
        correction = rowSums(weight) * scale;
        oneDnn = usesOneDnn(columns, depth);
    }
    if (oneDnn) {
        zero = at::zeros({columns}, at::kInt);
        packed = oneDnnPack(weight);
        return;
    }
    packed = at::empty({kernels::packedBytes(numbers, columns, depth)}, at::kByte);
    kernels::pack(numbers, weight.const_data_ptr(), columns, depth, packed.mutable_data_ptr());
}

PackedLinear::Part PackedLinear::factor(const Tensors& weights, const std::string& name, const at::Tensor& bias, bool halves)
{
    switch (numbersOfFactor(weights, name, halves)) {
    case Numbers::Int8: {
        const Int8Rows rows = codesOf(weights, name);
        return {rows.codes, rows.scale, bias};
    }
    case Numbers::Bfloat16:
        return {weights.at(name), {}, bias};
    default:
        return {storedMatrix(weights, name), {}, bias};
    }
}

LinearPlan PackedLinear::plan(const Tensors& weights, std::span<const std::string> names, bool halves)
{
    const std::string first = names.front() + ".weight";
    if (names.size() == 1 && storageOf(weights, first) == Storage::Factors) {
        LinearPlan both;
        for (const char* part : {"_right", "_left"}) {
            const std::string name = first + part;
            const LinearPlan one = planOf(weights, std::span(&name, 1), storageName(weights, name),
                                          numbersOfFactor(weights, name, halves));
            const auto join = [](std::string& text, const std::string& more) {
                text = text.empty() || text == more ? more : text + " + " + more;
            };
            join(both.storage, one.storage), join(both.compute, one.compute), join(both.kernel, one.kernel);
        }
        both.storage = "factors in " + both.storage;
        return both;
    }
    std::set<std::string> forms;
    std::vector<std::string> matrices;
    for (const std::string& name : names) {
        matrices.push_back(name + ".weight");
        forms.insert(storageName(weights, matrices.back()));
    }
    std::string storage;
    for (const std::string& form : forms)
        storage += (storage.empty() ? "" : " + ") + form;
    return planOf(weights, matrices, std::move(storage), numbersOf(weights, names, halves));
}

PackedLinear::PackedLinear(const Tensors& weights, std::span<const std::string> names, bool halves)
{
    const std::string first = names.front() + ".weight";
    if (names.size() == 1 && storageOf(weights, first) == Storage::Factors) {
        m_first = factor(weights, first + "_right", {}, halves);
        m_last = factor(weights, first + "_left", biasOf(weights, names), halves);
        return;
    }
    const Numbers numbers = numbersOf(weights, names, halves);
    std::vector<at::Tensor> matrices, scales;
    for (const std::string& name : names) {
        if (numbers == Numbers::Int8) {
            const Int8Rows rows = codesOf(weights, name + ".weight");
            matrices.push_back(rows.codes), scales.push_back(rows.scale);
        } else {
            matrices.push_back(numbers == Numbers::Bfloat16 ? weights.at(name + ".weight") : floatMatrix(weights, name + ".weight"));
        }
    }
    const auto joined = [](const std::vector<at::Tensor>& parts) { return parts.size() == 1 ? parts[0] : at::cat(parts); };
    m_last = Part(joined(matrices), numbers == Numbers::Int8 ? joined(scales) : at::Tensor(), biasOf(weights, names));
    if (numbers == Numbers::Int8)
        m_last.codes = inputOf(weights, first);
}

void PackedLinear::apply(const Rows& x, Finish finish) const
{
    if (!m_first)
        return m_last.apply(x, finish);
    Workspace& workspace = Workspace::ofThisThread();
    const Workspace::Scope scope(workspace);
    const Rows between = Rows::take(workspace, x.count, m_first->columns, false, m_last.input());
    m_first->apply(x, [&](const kernels::Product& product, int64_t first) {
        kernels::finishRows(product, between.out().from(first, product.columns));
    });
    m_last.apply(between, finish);
}

void PackedLinear::Part::apply(const Rows& x, Finish finish) const
{
    if (oneDnn)
        return applyOneDnn(x, finish);
    const int64_t rows = x.count, threads = threadsHere(), panels = kernels::panels(columns);
    const Numbers numbers = codes ? codes->numbers : Numbers::Float32;
    const auto* in = static_cast<const char*>(codes ? x.codes : x.values);
    const int64_t numberBytes = numbers == Numbers::Int8 ? 1 : numbers == Numbers::Bfloat16 ? 2 : 4;
    const auto multiplied = [&](int64_t first, int64_t count, int64_t firstPanel, int64_t lastPanel, float* out) {
        const kernels::ProductArgs args{numbers, in + first * depth * numberBytes, packed.const_data_ptr(),
                                        scale.defined() ? scale.const_data_ptr<float>() : nullptr, count, columns, depth};
        kernels::multiply(args, firstPanel, lastPanel, out);
    };
    if (sharesColumns(rows, numberBytes, packed.nbytes(), threads)) {
        Workspace& workspace = Workspace::ofThisThread();
        const Workspace::Scope scope(workspace);
        auto* out = workspace.take<float>(rows * columns);
        const int64_t grain = std::max<int64_t>(1, kWorthAThread / std::max<int64_t>(1, rows * depth * kernels::kPanel));
        at::parallel_for(0, panels, grain, [&](int64_t begin, int64_t end) { multiplied(0, rows, begin, end, out); });
        finish(product(out, x, 0, rows), 0);
        return;
    }
    const int64_t block = packed.nbytes() > kVeryLarge ? kLargeBlock : kBlock;
    const int64_t blocks = threads * ((rows + threads * block - 1) / (threads * block));
    at::parallel_for(0, blocks, 1, [&](int64_t begin, int64_t end) {
        Workspace& workspace = Workspace::ofThisThread();
        const Workspace::Scope scope(workspace);
        auto* out = workspace.take<float>((rows / blocks + 1) * columns);
        for (int64_t b = begin; b < end; ++b) {
            const int64_t first = rows * b / blocks, count = rows * (b + 1) / blocks - first;
            multiplied(first, count, 0, panels, out);
            finish(product(out, x, first, count), first);
        }
    });
}

void PackedLinear::Part::applyOneDnn(const Rows& x, Finish finish) const
{
    constexpr int64_t kCall = 128; // rows: each is a call into LibTorch
    // On one thread a block at a time, on several LibTorch spreads the product itself.
    const int64_t block = threadsHere() > 1 ? x.count : kCall;
    for (int64_t first = 0; first < x.count; first += block) {
        const int64_t count = std::min(block, x.count - first);
        const at::Tensor values = oneDnnProduct(static_cast<uint8_t*>(x.codes) + first * depth, count, depth, packed, scale, zero);
        finish(product(values.const_data_ptr<float>(), x, first, count), first);
    }
}

kernels::Product PackedLinear::Part::product(const float* values, const Rows& x, int64_t first, int64_t count) const
{
    kernels::Product product;
    product.values = values;
    product.rows = count;
    product.columns = columns;
    if (bias.defined())
        product.bias = bias.const_data_ptr<float>();
    if (correction.defined()) {
        product.correction = correction.const_data_ptr<float>();
        product.scale = x.scale + first;
        product.zero = x.zero + first;
    }
    return product;
}

} // namespace lathe::engine
