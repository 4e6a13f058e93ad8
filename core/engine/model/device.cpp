#include "core/engine/model/device.h"

#include "core/base/error.h"

#include <ATen/Context.h>
#include <ATen/autocast_mode.h>
#include <dlfcn.h>

namespace lathe::engine {

namespace {

std::string firstLine(std::string_view text) { return std::string(text.substr(0, text.find('\n'))); }

// LibTorch's CUDA half lies beside its CPU half and is loaded only when asked for: the same program runs
// where CUDA is not installed. It has to come before the first question about CUDA, whose answer stays.
void loadCudaLibrary()
{
    if (!dlopen("libtorch_cuda.so", RTLD_NOW | RTLD_GLOBAL))
        throw Error(ErrorKind::Unsupported, fmt::format("CUDA does not load: {}", dlerror()),
                    "Build with CMAKE_PREFIX_PATH set to a CUDA LibTorch that finds its CUDA libraries, or choose "
                    "the device cpu");
}

} // namespace

at::Device openDevice(std::string_view name)
{
    if (name == "cpu")
        return at::kCPU;
    if (name != "cuda")
        throw badInput("there is no device '{}', only cpu and cuda", name);
    loadCudaLibrary();
    if (!at::globalContext().hasCUDA())
        throw Error(ErrorKind::Unsupported, "no CUDA device was found, or its driver is missing or too old",
                    "Run nvidia-smi and look at CUDA_VISIBLE_DEVICES, or choose the device cpu");
    try {
        at::globalContext().lazyInitDevice(at::kCUDA);
    } catch (const c10::Error& error) { // what the driver says
        throw Error(ErrorKind::Unsupported, fmt::format("CUDA does not start: {}", firstLine(error.what_without_backtrace())),
                    "Run nvidia-smi to see whether driver and GPU work, or choose the device cpu");
    }
    at::globalContext().setSDPUseCuDNN(false); // see device.h
    return {at::kCUDA, 0};
}

void seedDevice(at::Device device, uint64_t seed)
{
    if (!device.is_cuda())
        return;
    at::Generator generator = at::globalContext().defaultGenerator(device);
    generator.set_current_seed(seed);
}

Autocast::Autocast(at::Device device) : m_active(device.is_cuda())
{
    if (!m_active)
        return;
    at::autocast::set_autocast_enabled(at::kCUDA, true);
    at::autocast::set_autocast_dtype(at::kCUDA, at::kBFloat16);
    at::autocast::increment_nesting();
}

Autocast::~Autocast()
{
    if (!m_active)
        return;
    if (at::autocast::decrement_nesting() == 0)
        at::autocast::clear_cache();
    at::autocast::set_autocast_enabled(at::kCUDA, false);
}

void throwDeviceError(at::Device device, const c10::Error& error)
{
    const std::string text = firstLine(error.what_without_backtrace());
    // The driver's own refusal, where another program holds the memory, comes as a plain error.
    const bool outOfMemory = dynamic_cast<const c10::OutOfMemoryError*>(&error)
        || (device.is_cuda() && text.find("out of memory") != std::string::npos);
    if (outOfMemory)
        throw Error(ErrorKind::Failure, fmt::format("the GPU ran out of memory: {}", text),
                    "Lower the batch size or the maximum length, close other programs that nvidia-smi lists, or "
                    "choose the device cpu");
    if (device.is_cuda() && text.find("CUDA") != std::string::npos)
        throw Error(ErrorKind::Failure, fmt::format("the GPU failed: {}", text),
                    "Start Lathe again; if it stays, run nvidia-smi or choose the device cpu");
    throw Error(ErrorKind::Failure, text);
}

} // namespace lathe::engine
