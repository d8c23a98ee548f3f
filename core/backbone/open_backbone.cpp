// SPDX-License-Identifier: Apache-2.0
#include "core/backbone/backbone.h"
#include "core/backbone/descriptor.h"
#include "core/backbone/torch/vit.h"
#include "core/backbone/vit_spec.h"

namespace nectar {

std::unique_ptr<Backbone> openBackbone(const BackboneRequest& request, const JobContext& ctx)
{
    if (request.source == "descriptor") {
        requireDescriptorRequest(request);
        if (request.device == DeviceChoice::Cuda)
            useCuda(request.device); // it computes on the CPU, but who asks for CUDA must hear that there is none
        return makeDescriptor();
    }
    return makeVit(openVitFile(request), request.device, ctx);
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
