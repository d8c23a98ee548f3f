// SPDX-License-Identifier: Apache-2.0
#include "core/torch/device.h"

#include "core/base/error.h"
#include "core/base/parallel.h"

#include <ATen/Context.h>
#include <torch/version.h>

#include <atomic>
#include <filesystem>
#include <mutex>

#include <dlfcn.h>

namespace nectar {

namespace {

std::atomic<DeviceChoice> s_preferred{DeviceChoice::Auto};

/// A machine without NVIDIA's driver must not pay for loading a gigabyte of CUDA code.
bool driverSeemsPresent()
{
    std::error_code ignored;
    if (std::filesystem::exists("/proc/driver/nvidia/version", ignored))
        return true;
    void* driver = ::dlopen("libcuda.so.1", RTLD_LAZY | RTLD_LOCAL);
    if (driver)
        ::dlclose(driver);
    return driver != nullptr;
}

std::string openOnce()
{
    if (!driverSeemsPresent())
        return "no NVIDIA driver";
    // Before the first CUDA query: PyTorch makes its CUDA hooks once, and without this library CUDA stays off.
    if (!::dlopen("libtorch_cuda.so", RTLD_NOW | RTLD_GLOBAL))
        return ::dlerror();
    if (!at::hasCUDA() || at::detail::getCUDAHooks().deviceCount() == 0)
        return "the driver reports no usable device";
    return {};
}

} // namespace

std::string openTorchCuda()
{
    static std::once_flag once;
    static std::string reason;
    std::call_once(once, [] { reason = openOnce(); });
    return reason;
}

std::vector<DeviceInfo> devices()
{
    std::vector<DeviceInfo> list{{"CPU, " + std::to_string(threadCount()) + " threads", DeviceChoice::Cpu, true, {}}};
    const std::string reason = openTorchCuda();
    list.push_back({"CUDA", DeviceChoice::Cuda, reason.empty(), reason});
    return list;
}

void preferDevice(DeviceChoice choice) { s_preferred = choice; }

bool useCuda(DeviceChoice choice)
{
    if (choice == DeviceChoice::Cpu || (choice == DeviceChoice::Auto && s_preferred == DeviceChoice::Cpu))
        return false;
    const std::string reason = openTorchCuda();
    if (!reason.empty() && choice == DeviceChoice::Cuda)
        throw Error(ErrorCode::Unavailable, "CUDA cannot be used: " + reason + "; use --device cpu");
    return reason.empty();
}

std::string torchVersion() { return TORCH_VERSION; }

} // namespace nectar
