// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace nectar {

enum class DeviceChoice { Auto, Cpu, Cuda };

struct DeviceInfo {
    std::string name; ///< "CPU, 2 threads", "NVIDIA H100"
    DeviceChoice choice = DeviceChoice::Cpu;
    bool usable = true;
    std::string reason; ///< why not: "no NVIDIA driver", "libcufile.so.0 missing"
};

/// Loads LibTorch's CUDA half once, before the first CUDA query of the process. Returns "" or the reason why not.
std::string openTorchCuda();

/// The devices LibTorch can use; an unusable CUDA is listed with its reason.
std::vector<DeviceInfo> devices();

/// What Auto means from now on in this process; a CUDA that cannot be used is as if nothing was preferred. What is open
/// stays where it is.
void preferDevice(DeviceChoice choice);

/// True if the choice ends up on CUDA; Auto (see preferDevice()) falls back to the CPU, Cuda throws Unavailable with
/// the reason.
bool useCuda(DeviceChoice choice);

std::string torchVersion();

} // namespace nectar
