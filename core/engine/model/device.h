#pragma once

#include <c10/core/Device.h>
#include <c10/util/Exception.h>
#include <cstdint>
#include <string_view>

namespace lathe::engine {

// Where training, calibration and the evaluation of float models run. Packed models always run on the
// CPU: that is what they are packed for.
// "cpu" or "cuda". Throws Error for other names, and one that says what is missing when there is no usable
// GPU: a LibTorch without CUDA, no driver, no device. LibTorch then no longer takes cuDNN for attention, whose gradient of the
// query is NaN for texts of 64, 192, 320... tokens with large scores (LibTorch 2.11, H100, bfloat16, with a mask); its own kernel
// and the plain products are right there.
[[nodiscard]] at::Device openDevice(std::string_view name);


// Starts the device's own random numbers (dropout on a GPU) anew.
void seedDevice(at::Device device, uint64_t seed);

// While it lives, products on a GPU run in bfloat16 and what needs the range stays float32; on the CPU
// it does nothing.
class Autocast {
public:
    explicit Autocast(at::Device device);
    ~Autocast();
    Autocast(const Autocast&) = delete;
    Autocast& operator=(const Autocast&) = delete;

private:
    bool m_active;
};

[[noreturn]] void throwDeviceError(at::Device device, const c10::Error& error);

// Runs work; LibTorch's out-of-memory and CUDA errors become Errors that say what to try.
template <class Work> auto withDeviceErrors(at::Device device, const Work& work)
{
    try {
        return work();
    } catch (const c10::Error& error) {
        throwDeviceError(device, error);
    }
}

} // namespace lathe::engine
