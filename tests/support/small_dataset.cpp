// SPDX-License-Identifier: Apache-2.0
#include "tests/support/small_dataset.h"

#include "core/base/files.h"
#include "core/base/random.h"
#include "core/image/image_files.h"
#include "core/image/label_png.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace nectar {

SmallScene makeScene(int number, Size size)
{
    RandomStream random = RandomStream::keyed(1, "scene", std::to_string(number), 0);
    SmallScene scene{Image(size.width, size.height), LabelMap(size.width, size.height),
                     DepthMap(size.width, size.height)};
    const double horizon = size.height * random.uniform(0.3, 0.5);
    const int boxX = static_cast<int>(random.uniform(0.1, 0.6) * size.width);
    const int boxY = static_cast<int>(0.6 * size.height);
    const double shade = random.uniform(0.8, 1.0);
    const Rgb colours[] = {{90, 150, 230}, {60, 160, 70}, {200, 50, 40}};
    for (int y = 0; y < size.height; ++y)
        for (int x = 0; x < size.width; ++x) {
            std::uint16_t id = y < horizon + 3 * std::sin(0.2 * x + number) ? 0 : 1;
            if (id == 1 && x >= boxX && x < boxX + size.width / 4 && y >= boxY && y < boxY + size.height / 4)
                id = 2;
            scene.labels.at(x, y) = id;
            if (id != 0)
                scene.depth.at(x, y) = static_cast<float>(1 + 8.0 * (size.height - y) / size.height);
            const double noise = shade * random.uniform(0.9, 1.1);
            const auto tone = [noise](std::uint8_t value) {
                return static_cast<std::uint8_t>(std::min(255., value * noise));
            };
            std::uint8_t* pixel = scene.photo.pixel(x, y);
            pixel[0] = tone(colours[id].r);
            pixel[1] = tone(colours[id].g);
            pixel[2] = tone(colours[id].b);
        }
    return scene;
}

namespace {

void writeSplit(const std::filesystem::path& folder, int first, int count, Size size)
{
    const Rgb palette[] = {{90, 150, 230}, {60, 160, 70}, {200, 50, 40}};
    const ClassTable classes{{{0, "sky", {}}, {1, "grass", {}}, {2, "box", {}}}, {}};
    for (const char* part : {"images", "masks", "depth"})
        makeFolder(folder / part);
    for (int i = first; i < first + count; ++i) {
        const SmallScene scene = makeScene(i, size);
        const std::string name = fmt::format("scene_{:02}.png", i);
        saveImage(folder / "images" / name, scene.photo);
        saveLabelPng(folder / "masks" / name, scene.labels, classes, palette);
        saveDepthPng(folder / "depth" / name, scene.depth);
    }
}

} // namespace

void writeSmallDataset(const std::filesystem::path& root, int trainCount, int valCount, Size size)
{
    writeSplit(root / "train", 0, trainCount, size);
    if (valCount > 0)
        writeSplit(root / "val", trainCount, valCount, size);
    writeFile(root / "classes.txt", "sky\ngrass\nbox\n");
}

} // namespace nectar
