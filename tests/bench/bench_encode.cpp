// SPDX-License-Identifier: Apache-2.0
// bench_encode WEIGHTS BATCH THREADS: images per second at 512 x 512, as JSON. encode_reference.py runs it beside
// PyTorch.
#include "core/backbone/backbone.h"
#include "core/base/parallel.h"
#include "core/base/program_start.h"
#include "core/base/random.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>

using namespace nectar;

int main(int argc, char** argv)
{
    if (argc != 4) {
        std::fprintf(stderr, "usage: bench_encode WEIGHTS BATCH THREADS\n");
        return 2;
    }
    ensurePassiveOpenMp(argv);
    const auto batch = static_cast<std::size_t>(std::max(1, std::atoi(argv[2])));
    configureThreads(std::atoi(argv[3]));
    BackboneRequest request;
    request.source = argv[1];
    request.inputProfile = "timm";
    const auto backbone = openBackbone(request, {});
    RandomStream random(1);
    std::vector<Image> images(batch, Image(512, 512));
    for (Image& image : images)
        for (auto& value : image.rgb)
            value = static_cast<std::uint8_t>(random.below(256));
    backbone->extract(images, {}); // warm
    constexpr std::size_t kImages = 16;
    const auto start = std::chrono::steady_clock::now();
    for (std::size_t done = 0; done < kImages; done += batch)
        backbone->extract(images, {});
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    std::printf("{\"imagesPerSecond\": %.4f}\n", double(kImages) / seconds);
    return 0;
}
