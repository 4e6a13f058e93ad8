#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace lathe::data {

// SplitMix64 (Steele, Lea and Flood 2014). Unlike the distributions of the standard library it
// gives the same numbers for a seed with every compiler, so that splits and intervals can be
// repeated.
class Random {
public:
    explicit Random(uint64_t seed) : m_state(seed) {}

    [[nodiscard]] uint64_t next()
    {
        uint64_t z = m_state += 0x9e3779b97f4a7c15u;
        z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
        z = (z ^ z >> 27) * 0x94d049bb133111ebu;
        return z ^ z >> 31;
    }

    // Uniform in 0..bound-1, without bias; bound > 0.
    [[nodiscard]] uint64_t below(uint64_t bound)
    {
        const uint64_t excess =
            (0 - bound) % bound; // 2^64 mod bound: draws below it would be uneven
        uint64_t draw = next();
        while (draw < excess)
            draw = next();
        return draw % bound;
    }

    template <class T>
    void shuffle(std::vector<T>& items)
    {
        for (std::size_t i = items.size(); i > 1; --i)
            std::swap(items[i - 1], items[below(i)]);
    }

private:
    uint64_t m_state;
};

} // namespace lathe::data
