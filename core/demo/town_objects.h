// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/demo/town.h"

namespace nectar {

// Each adds one thing to the town, standing on the ground at its frame's origin and looking ahead.

/// The frame looks from the middle of the front wall into the house: +z is its depth, the street is behind us.
struct HouseStyle {
    float halfWidth = 4, depth = 8;
    bool terraced = false; ///< its neighbours touch it
};
void addHouse(Town& town, RandomStream& random, const Frame& frame, const HouseStyle& style);

enum class TreeKind { Broad, Slender, Conifer, Bush };
void addTree(Town& town, RandomStream& random, TreeKind kind, Vec3 foot, float height);
/// One crown without a trunk, for the edge of the town.
void addFarTree(Town& town, RandomStream& random, Vec3 foot, float height);

void addCar(Town& town, RandomStream& random, const Frame& frame);
void addPerson(Town& town, RandomStream& random, const Frame& frame);
enum class AnimalKind { Dog, Sheep, Cow, Horse, Duck };
void addAnimal(Town& town, RandomStream& random, AnimalKind kind, const Frame& frame);

enum class FenceKind { Pickets, Railing, Wall };
/// From the frame's origin along its x.
void addFence(Town& town, RandomStream& random, FenceKind kind, const Frame& frame, float length);

float between(RandomStream& random, double low, double high);
bool chance(RandomStream& random, double probability);
/// A colour as written in a paint box (display values), in linear light.
Vec3 paint(float r, float g, float b);
/// A paint from a list, a little varied, in linear light.
Vec3 pickPaint(RandomStream& random, std::span<const Vec3> paints, float variation);

/// Adds a material with a seed of its own; the reference lasts until the next one.
Material& addMaterial(Town& town, RandomStream& random, TownClass townClass, Texture texture, Vec3 colour);
inline int lastMaterial(const Town& town) { return static_cast<int>(town.materials.size()) - 1; }
/// Adds a shape to the thing that was begun last (++town.objects).
void addShape(Town& town, Shape shape, int material);

} // namespace nectar
