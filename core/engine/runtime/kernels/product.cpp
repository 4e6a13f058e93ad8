#include "core/engine/runtime/kernels/product.h"

#include "core/engine/runtime/kernels/multiply_tile.h"

#include <ATen/Parallel.h>

namespace lathe::engine::kernels {

namespace {

using Tile = void (*)(const ProductArgs&, const char*, const char*, int64_t, float*);
using MultiplyPanels = void (*)(const ProductArgs&, int64_t, int64_t, float*);

#ifdef __x86_64__
template <class Unit, int R, int C>
LATHE_AVX512 void tileAvx512(const ProductArgs& p, const char* rows, const char* panel, int64_t column, float* out)
{
    multiplyTile<Unit, R, C>(p, rows, panel, column, out);
}
template <class Unit, int R, int C>
LATHE_AVX2 void tileAvx2(const ProductArgs& p, const char* rows, const char* panel, int64_t column, float* out)
{
    multiplyTile<Unit, R, C>(p, rows, panel, column, out);
}
#endif
template <class Unit, int R, int C>
void tilePlain(const ProductArgs& p, const char* rows, const char* panel, int64_t column, float* out)
{
    multiplyTile<Unit, R, C>(p, rows, panel, column, out);
}

template <class Unit, int R, int C> constexpr Tile tileOf()
{
#ifdef __x86_64__
    if constexpr (Unit::kIsa == Isa::Avx512)
        return tileAvx512<Unit, R, C>;
    else if constexpr (Unit::kIsa == Isa::Avx2)
        return tileAvx2<Unit, R, C>;
    else
#endif
        return tilePlain<Unit, R, C>;
}

// The rows that a tile may have, for as many vectors of columns.
template <class Unit, int C>
constexpr Tile kTiles[] = {tileOf<Unit, 1, C>(), tileOf<Unit, 2, C>(), tileOf<Unit, 3, C>(),
                           tileOf<Unit, 4, C>(), tileOf<Unit, 5, C>(), tileOf<Unit, 6, C>()};

template <class Unit> const Tile* tilesOf(int64_t vectors)
{
    if constexpr (Unit::kVectors == 4)
        return vectors > 3 ? kTiles<Unit, 4> : vectors > 2 ? kTiles<Unit, 3> : vectors > 1 ? kTiles<Unit, 2> : kTiles<Unit, 1>;
    else
        return vectors > 1 ? kTiles<Unit, 2> : kTiles<Unit, 1>;
}

template <class Unit> void multiplyPanels(const ProductArgs& p, int64_t firstPanel, int64_t lastPanel, float* out)
{
    constexpr int64_t kMostRows = 6;
    const int64_t rowBytes = bytesOfRow<Unit>(p.depth), parts = (p.count + kMostRows - 1) / kMostRows;
    const auto* rows = static_cast<const char*>(p.rows);
    for (int64_t panel = firstPanel; panel < lastPanel; ++panel) {
        const char* packed = static_cast<const char*>(p.packed) + panel * wordsOf<Unit>(p.depth) * kPanelBytes;
        const int64_t end = std::min(p.columns, (panel + 1) * kPanel);
        for (int64_t column = panel * kPanel; column < end; column += Unit::kVectors * Unit::kLanes) {
            const Tile* tiles = tilesOf<Unit>((end - column + Unit::kLanes - 1) / Unit::kLanes);
            for (int64_t part = 0; part < parts; ++part) { // rows spread evenly, so that no tile is nearly empty
                const int64_t first = p.count * part / parts, count = p.count * (part + 1) / parts - first;
                tiles[count - 1](p, rows + first * rowBytes, packed + (column - panel * kPanel) * kWord, column,
                                 out + first * p.columns + column);
            }
        }
    }
}

// Columns c.. of one panel: the words of each depth for 64 columns, then those of the next.
template <class Unit> void packPanels(const char* weight, int64_t columns, int64_t depth, char* packed)
{
    const int64_t rowBytes = bytesOfRow<Unit>(depth), words = wordsOf<Unit>(depth);
    at::parallel_for(0, panels(columns), 4, [&](int64_t begin, int64_t end) {
        char* to = packed + begin * words * kPanelBytes;
        for (int64_t panel = begin; panel < end; ++panel)
            for (int64_t w = 0; w < words; ++w)
                for (int64_t c = panel * kPanel; c < (panel + 1) * kPanel; ++c, to += kWord) {
                    char bytes[kWord] = {};
                    const int64_t at = w * Unit::kRowBytes;
                    if (c < columns && at + Unit::kRowBytes <= rowBytes)
                        std::memcpy(bytes, weight + c * rowBytes + at, size_t(Unit::kRowBytes));
                    else if (c < columns)
                        std::memcpy(bytes, weight + c * rowBytes + at, size_t(rowBytes - at));
                    const int32_t word = Unit::weightWord(bytes);
                    std::memcpy(to, &word, kWord);
                }
    });
}

// A kernel and what belongs to it.
struct Kernel {
    MultiplyPanels multiply;
    void (*pack)(const char*, int64_t, int64_t, char*);
    int64_t (*words)(int64_t depth);
    Isa isa;
};
template <class Unit> constexpr Kernel kernelOf(Isa named = Unit::kIsa)
{
    return {multiplyPanels<Unit>, packPanels<Unit>, wordsOf<Unit>, named};
}

const Kernel& kernel(Numbers numbers)
{
    static const auto chosen = [] {
        std::array<Kernel, 3> kernels = {kernelOf<PlainFloat>(), Kernel{}, kernelOf<PlainInt8>()};
#ifdef __x86_64__
        if (isa() >= Isa::Avx2)
            kernels = {kernelOf<Avx2Float>(), Kernel{}, kernelOf<Avx2Int8>()};
        if (isa() >= Isa::Avx512)
            kernels[size_t(Numbers::Float32)] = kernelOf<Avx512Float>();
        if (isa() >= Isa::Avx512Vnni)
            kernels[size_t(Numbers::Int8)] = kernelOf<Avx512Int8>(Isa::Avx512Vnni);
        if (isa() >= Isa::Avx512Bf16)
            kernels[size_t(Numbers::Bfloat16)] = kernelOf<Avx512Bfloat16>(Isa::Avx512Bf16);
#endif
        return kernels;
    }();
    return chosen[size_t(numbers)];
}

} // namespace

bool multiplies(Numbers numbers) { return kernel(numbers).multiply != nullptr; }

std::string productName(Numbers numbers)
{
    constexpr const char* kNames[] = {"fp32", "bf16", "int8"};
    return std::string("Lathe ") + kNames[size_t(numbers)] + " (" + std::string(toString(kernel(numbers).isa)) + ")";
}

int64_t panels(int64_t columns) { return (columns + kPanel - 1) / kPanel; }

int64_t packedBytes(Numbers numbers, int64_t columns, int64_t depth)
{
    return panels(columns) * kernel(numbers).words(depth) * kPanelBytes;
}

void pack(Numbers numbers, const void* weight, int64_t columns, int64_t depth, void* packed)
{
    kernel(numbers).pack(static_cast<const char*>(weight), columns, depth, static_cast<char*>(packed));
}

void multiply(const ProductArgs& p, int64_t firstPanel, int64_t lastPanel, float* out)
{
    kernel(p.numbers).multiply(p, firstPanel, lastPanel, out);
}

} // namespace lathe::engine::kernels
