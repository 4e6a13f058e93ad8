#pragma once

#include <string_view>

// The instruction sets that the kernels are written for, and the choice among them when the program runs. No file is
// compiled for more than the plainest x86-64: functions are, one by one.
namespace lathe::engine::kernels {

// Each includes those before it. Plain: whatever the compiler was told to build for.
enum class Isa { Plain, Avx2, Avx512, Avx512Vnni, Avx512Bf16, Amx };

// "plain", "avx2", "avx512", "avx512_vnni", "avx512_bf16", "amx"
[[nodiscard]] std::string_view toString(Isa isa);

// What this CPU has, but no more than the environment's LATHE_MAX_ISA, which is for trying what other CPUs do (set
// ONEDNN_MAX_CPU_ISA too). Found once. Throws Error when LATHE_MAX_ISA is none of the names above.
[[nodiscard]] Isa isa();

#define LATHE_INLINE inline __attribute__((always_inline))

#ifdef __x86_64__
#define LATHE_AVX512 __attribute__((target("arch=x86-64-v4")))
#define LATHE_AVX2 __attribute__((target("arch=x86-64-v3")))
template <auto F, class... Args> LATHE_AVX512 void onAvx512(Args... args) { F(args...); }
template <auto F, class... Args> LATHE_AVX2 void onAvx2(Args... args) { F(args...); }
#endif

// Calls F, a LATHE_INLINE function, compiled for the best of plain, AVX2 and AVX512 that isa() allows. Arguments are
// passed by value. Wide: another function for AVX512, where twice the registers want larger tiles.
template <auto F, auto Wide = F, class... Args> inline void eachCpu(Args... args)
{
#ifdef __x86_64__
    if (isa() >= Isa::Avx512)
        return onAvx512<Wide, Args...>(args...);
    if (isa() >= Isa::Avx2)
        return onAvx2<F, Args...>(args...);
#endif
    F(args...);
}

} // namespace lathe::engine::kernels
