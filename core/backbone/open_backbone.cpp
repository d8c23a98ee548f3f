// SPDX-License-Identifier: Apache-2.0
#include "core/backbone/backbone.h"
#include "core/backbone/descriptor.h"
#include "core/backbone/torch/vit.h"
#include "core/backbone/vit_spec.h"
#include "core/base/log.h"
#include "core/base/stopwatch.h"

#include <string>

namespace nectar {

namespace {

void logBackbone(const BackboneSpec& spec, DeviceChoice device, double seconds)
{
    const std::string whyNot = device == DeviceChoice::Cpu ? "asked for" : openTorchCuda();
    const auto milliseconds = static_cast<long>(seconds * 1000);
    logInfo(LogArea::Backbone,
            "backbone " + spec.name + " of " + spec.file + " was opened in " + std::to_string(milliseconds) + " ms");
    logInfo(LogArea::Gpu, whyNot.empty() ? "computing on CUDA" : "computing on the CPU: " + whyNot);
}

} // namespace

std::unique_ptr<Backbone> openBackbone(const BackboneRequest& request, const JobContext& ctx)
{
    if (request.source == "descriptor") {
        requireDescriptorRequest(request);
        if (request.device == DeviceChoice::Cuda)
            useCuda(request.device); // it computes on the CPU, but who asks for CUDA must hear that there is none
        return makeDescriptor();
    }
    double seconds = 0;
    std::unique_ptr<Backbone> backbone;
    {
        const Stopwatch watch(seconds);
        backbone = makeVit(openVitFile(request), request.device, ctx);
    }
    logBackbone(backbone->spec(), request.device, seconds);
    return backbone;
}

BackboneSpec inspectBackbone(const BackboneRequest& request)
{
    if (request.source == "descriptor") {
        requireDescriptorRequest(request);
        return descriptorSpec();
    }
    return openVitFile(request).spec;
}

} // namespace nectar
