#include "core/engine/export/gguf_rows.h"

#include "core/base/error.h"
#include "core/engine/model/matrix.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/zeros.h>

#include <algorithm>

namespace lathe::engine::gguf {

namespace {

constexpr int64_t kBlock = 32; // values of a block of Q8_0 and Q4_0

const GgufType* typeNamed(std::string_view name)
{
    for (uint32_t id = 0; id < 64; ++id)
        if (const GgufType* type = ggufType(id); type && type->name == name)
            return type;
    throw badInput("there is no GGUF type {}", name);
}

// codes uint8 [N, K / 32, bytes of them], scale float [N, K / 32] -> uint8 [N, bytes of a row]
at::Tensor blocksOf(const at::Tensor& codes, const at::Tensor& scale)
{
    const at::Tensor halves = scale.to(at::kHalf).contiguous().unsqueeze(2).view(at::kByte); // [N, K / 32, 2]
    return at::cat({halves, codes}, 2).flatten(1);
}

// codes int8 [N, K], scale float [N]
at::Tensor eightBits(const at::Tensor& codes, const at::Tensor& scale)
{
    const int64_t rows = codes.size(0), blocks = codes.size(1) / kBlock;
    return blocksOf(codes.contiguous().view(at::kByte).view({rows, blocks, kBlock}), scale.unsqueeze(1).expand({rows, blocks}));
}

// float [N, K], each block by its own largest value
at::Tensor rounded(const at::Tensor& values)
{
    const at::Tensor blocks = values.contiguous().view({values.size(0), values.size(1) / kBlock, kBlock});
    const at::Tensor scale = (blocks.abs().amax(2) / 127).to(at::kHalf).to(at::kFloat);
    const at::Tensor codes = (blocks / scale.clamp_min(1e-30).unsqueeze(2)).round().clamp(-127, 127).to(at::kChar);
    return blocksOf(codes.view(at::kByte), scale);
}

// packed uint8 [N, K / 2], scale [N, K / group]; a block holds value i beside value i + 16
at::Tensor fourBits(const at::Tensor& packed, const at::Tensor& scale)
{
    const int64_t rows = packed.size(0), columns = 2 * packed.size(1), blocks = columns / kBlock;
    const at::Tensor codes = (unpackInt4(packed) + 8).to(at::kByte).view({rows, blocks, 2, kBlock / 2});
    const at::Tensor bytes = codes.select(2, 0) + codes.select(2, 1) * 16;
    return blocksOf(bytes, scale.to(at::kFloat).repeat_interleave(blocks / scale.size(1), 1));
}

bool wholeBlocks(int64_t columns) { return columns % kBlock == 0; }

} // namespace

Rows Matrices::floats(const std::string& name, const char* type)
{
    const auto [rows, columns] = storageOf(m_weights, name) == Storage::Factors
                                     ? std::pair{sizesOf(m_weights, name + "_left").first, sizesOf(m_weights, name + "_right").second}
                                     : sizesOf(m_weights, name);
    const std::string kind = type;
    return {typeNamed(kind), {rows, columns}, [this, name, kind] {
                const at::Tensor values = floatMatrix(m_weights, name).contiguous();
                return kind == "Q8_0" ? rounded(values) : kind == "F16" ? values.to(at::kHalf) : values;
            }};
}

Rows Matrices::roundedAgain(const std::string& name, std::string why)
{
    Rows rows = floats(name, "F16");
    if (wholeBlocks(rows.shape[1]))
        rows = floats(name, "Q8_0"), tellRounding(name);
    m_notes.insert(std::move(why));
    return rows;
}

// Tables are looked up; in front of products llama.cpp rounds to 8 bits where weights are blocks.
void Matrices::tellRounding(const std::string& name) { m_roundsInputs = m_roundsInputs || !name.starts_with("embeddings."); }

Rows Matrices::matrix(const std::string& name)
{
    if (m_weights.contains(name + "_range")) {
        m_leavesRangesOut = true;
        m_notes.insert("Inputs' fixed ranges are left out: llama.cpp rounds every 32 values by a range of their own.");
    }
    const Storage storage = storageOf(m_weights, name);
    if (storage == Storage::Factors) {
        m_notes.insert("Factors are multiplied out, because llama.cpp has no layers of two: the file is larger than the model is here.");
        const bool codes = storageOf(m_weights, name + "_left") == Storage::Int8 || storageOf(m_weights, name + "_left") == Storage::Int4;
        return codes ? roundedAgain(name, "Factors of 8 or 4 bits are rounded to 8 bits once more after that.") : floats(name, m_halves ? "F16" : "F32");
    }
    const auto [rows, columns] = sizesOf(m_weights, name);
    const std::vector<int64_t> shape{rows, columns};
    const at::Tensor stored = m_weights.at(name);
    switch (storage) {
    case Storage::Float16:
        return {typeNamed("F16"), shape, [stored] { return stored; }};
    case Storage::BFloat16:
        return {typeNamed("BF16"), shape, [stored] { return stored; }};
    case Storage::Blocks:
        tellRounding(name);
        return {&blockType(m_weights, name), shape, [stored] { return stored; }};
    default:
        break;
    }
    if (storage != Storage::Int8 && storage != Storage::Int4)
        return floats(name, m_halves ? "F16" : "F32");
    if (!wholeBlocks(columns))
        return roundedAgain(name, "Codes of matrices whose rows are not made of blocks of 32 are written as half-precision floats.");
    if (m_weights.contains(name + "_smooth"))
        return roundedAgain(name, "Matrices whose inputs were scaled before rounding are rounded to 8 bits once more, because llama.cpp scales no inputs.");
    const at::Tensor scale = m_weights.at(name + "_scale");
    tellRounding(name);
    if (storage == Storage::Int8) {
        m_notes.insert("Scales of 8-bit codes are rounded to half precision.");
        return {typeNamed("Q8_0"), shape, [stored, scale] { return eightBits(stored, scale); }};
    }
    if (!wholeBlocks(columns / scale.size(1)))
        return roundedAgain(name, "4-bit codes whose groups are not made of blocks of 32 are rounded to 8 bits.");
    return {typeNamed("Q4_0"), shape, [stored, scale] { return fourBits(stored, scale); }};
}

Rows Matrices::joined(const std::vector<std::string>& names)
{
    std::vector<Rows> parts;
    for (const std::string& name : names)
        parts.push_back(matrix(name));
    const bool alike = std::all_of(parts.begin(), parts.end(), [&](const Rows& part) { return part.type == parts.front().type; });
    Rows all = parts.front();
    all.shape[0] = 0;
    for (size_t i = 0; i < parts.size(); ++i) {
        if (!alike)
            parts[i] = roundedAgain(names[i], "Matrices of unequal storage that llama.cpp keeps as one are rounded to 8 bits.");
        all.shape[0] += parts[i].shape[0];
    }
    all.type = parts.front().type;
    all.bytes = [parts] {
        std::vector<at::Tensor> bytes;
        for (const Rows& part : parts)
            bytes.push_back(part.bytes().contiguous());
        return at::cat(bytes);
    };
    return all;
}

Rows Matrices::vector(const std::string& name, double plus) const
{
    const at::Tensor values = m_weights.at(name);
    return {typeNamed("F32"), {values.numel()}, [values, plus] { return (values.to(at::kFloat) + plus).contiguous(); }};
}

Rows Matrices::joinedVectors(const std::vector<std::string>& names) const
{
    std::vector<at::Tensor> parts;
    int64_t length = 0;
    for (const std::string& name : names) {
        parts.push_back(m_weights.at(name).to(at::kFloat));
        length += parts.back().numel();
    }
    return {typeNamed("F32"), {length}, [parts] { return at::cat(parts); }};
}

Rows zeros(int64_t rows, int64_t columns)
{
    const bool blocks = wholeBlocks(columns);
    const int64_t bytes = blocks ? columns / kBlock * typeNamed("Q4_0")->blockBytes : 2 * columns;
    return {typeNamed(blocks ? "Q4_0" : "F16"), {rows, columns}, [rows, bytes] { return at::zeros({rows, bytes}, at::kByte); }};
}

Rows reordered(Rows rows, const at::Tensor& order)
{
    rows.bytes = [bytes = rows.bytes, order] { return bytes().index_select(0, order); };
    return rows;
}

} // namespace lathe::engine::gguf
