#include "core/engine/runtime/kernels/isa.h"

#include "core/base/error.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace lathe::engine::kernels {

namespace {

constexpr std::array<std::string_view, 6> kNames = {"plain",       "avx2",        "avx512",
                                                    "avx512_vnni", "avx512_bf16", "amx"};

Isa ofCpu()
{
#ifdef __x86_64__
    if (!__builtin_cpu_supports("x86-64-v3"))
        return Isa::Plain;
    if (!__builtin_cpu_supports("x86-64-v4"))
        return Isa::Avx2;
    if (!__builtin_cpu_supports("avx512vnni"))
        return Isa::Avx512;
    if (!__builtin_cpu_supports("avx512bf16"))
        return Isa::Avx512Vnni;
    return __builtin_cpu_supports("amx-int8") && __builtin_cpu_supports("amx-bf16")
               ? Isa::Amx
               : Isa::Avx512Bf16;
#else
    return Isa::Plain;
#endif
}

Isa allowed()
{
    const char* limit =
        std::getenv("LATHE_MAX_ISA"); // read once, before threads that could change it
    if (!limit || !*limit)
        return Isa::Amx;
    const auto* found = std::find(kNames.begin(), kNames.end(), std::string_view(limit));
    if (found == kNames.end())
        throw Error(ErrorKind::BadInput,
                    fmt::format("LATHE_MAX_ISA is '{}', which is no instruction set", limit),
                    "Unset it, or write plain, avx2, avx512, avx512_vnni, avx512_bf16 or amx");
    return Isa(found - kNames.begin());
}

} // namespace

std::string_view toString(Isa isa)
{
    return kNames[size_t(isa)];
}

Isa isa()
{
    static const Isa found = std::min(ofCpu(), allowed());
    return found;
}

} // namespace lathe::engine::kernels
