#include "core/base/sha256.h"

#include "core/base/mapped_file.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <fmt/format.h>

namespace lathe {

namespace {

// First 32 bits of the fractional parts of the cube roots of the first 64 primes.
constexpr std::array<uint32_t, 64> kRound = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

uint32_t bigEndian(const unsigned char* p)
{
    return uint32_t(p[0]) << 24 | uint32_t(p[1]) << 16 | uint32_t(p[2]) << 8 | uint32_t(p[3]);
}

} // namespace

void Sha256::block(const unsigned char* bytes)
{
    std::array<uint32_t, 64> w;
    for (size_t i = 0; i < 16; ++i)
        w[i] = bigEndian(bytes + 4 * i);
    for (size_t i = 16; i < 64; ++i) {
        const uint32_t s0 = std::rotr(w[i - 15], 7) ^ std::rotr(w[i - 15], 18) ^ (w[i - 15] >> 3);
        const uint32_t s1 = std::rotr(w[i - 2], 17) ^ std::rotr(w[i - 2], 19) ^ (w[i - 2] >> 10);
        w[i] = w[i - 16] + s0 + w[i - 7] + s1;
    }
    auto [a, b, c, d, e, f, g, h] = m_state;
    for (size_t i = 0; i < 64; ++i) {
        const uint32_t s1 = std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25);
        const uint32_t t1 = h + s1 + ((e & f) ^ (~e & g)) + kRound[i] + w[i];
        const uint32_t s0 = std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22);
        const uint32_t t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
        h = g, g = f, f = e, e = d + t1, d = c, c = b, b = a, a = t1 + t2;
    }
    const std::array<uint32_t, 8> sum = {a, b, c, d, e, f, g, h};
    for (size_t i = 0; i < 8; ++i)
        m_state[i] += sum[i];
}

Sha256& Sha256::update(std::string_view bytes)
{
    auto* next = reinterpret_cast<const unsigned char*>(bytes.data());
    size_t left = bytes.size();
    size_t filled = m_size % 64;
    m_size += left;
    if (filled > 0) {
        const size_t taken = std::min(left, 64 - filled);
        std::memcpy(m_pending.data() + filled, next, taken);
        next += taken, left -= taken, filled += taken;
        if (filled == 64)
            block(m_pending.data());
    }
    for (; left >= 64; next += 64, left -= 64)
        block(next);
    if (left > 0)
        std::memcpy(m_pending.data(), next, left);
    return *this;
}

std::string Sha256::finish()
{
    const uint64_t bits = m_size * 8;
    const size_t filled = m_size % 64;
    std::string tail(1 + (filled < 56 ? 55 - filled : 119 - filled) + 8, '\0');
    tail[0] = char(0x80);
    for (size_t i = 0; i < 8; ++i)
        tail[tail.size() - 1 - i] = static_cast<char>(bits >> (8 * i));
    update(tail);
    std::string text;
    for (const uint32_t word : m_state)
        text += fmt::format("{:08x}", word);
    return text;
}

std::string Sha256::of(std::string_view bytes) { return Sha256().update(bytes).finish(); }

std::string Sha256::ofFile(const std::filesystem::path& file, const Task& task)
{
    constexpr size_t kPart = size_t(16) << 20;
    const MappedFile mapped(file);
    std::string_view rest(reinterpret_cast<const char*>(mapped.bytes().data()), mapped.bytes().size());
    Sha256 hash;
    for (; !rest.empty(); rest.remove_prefix(std::min(kPart, rest.size()))) {
        task.checkpoint();
        hash.update(rest.substr(0, kPart));
    }
    return hash.finish();
}

} // namespace lathe
