// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/random.h"
#include "core/demo/shape_tree.h"

#include <cstdint>

namespace nectar {

/// Index into toyTownClasses().
enum class TownClass : std::uint16_t {
    Sky,
    Ground,
    Road,
    Pavement,
    Building,
    Roof,
    Tree,
    Water,
    Car,
    Person,
    Animal,
    Fence
};

/// How a surface is coloured; the class does not decide it: walls and pavements may share stone.
enum class Texture {
    Plain,
    Grass,
    Asphalt,
    Slabs,
    Brick,
    Plaster,
    Timber,
    Tiles,
    Leaves,
    Bark,
    Water,
    Paint,
    Glass,
    Cloth,
    Fur,
    Pickets
};

struct Material {
    TownClass townClass = TownClass::Ground;
    Texture texture = Texture::Plain;
    Vec3 colour{0.5f, 0.5f, 0.5f};
    Vec3 second{0.5f, 0.5f, 0.5f}; ///< window frames, mortar, stripes
    std::uint32_t seed = 0;        ///< makes two walls of one kind differ
    float windowRow = 0;           ///< walls: height of a storey; 0: no windows
    float windowStep = 0;          ///< distance of windows along the wall
};

/// Weather and hour of a picture.
struct Atmosphere {
    Vec3 sunDirection; ///< towards the sun
    Vec3 sunColour, zenith, horizon;
    float cloudiness = 0;
    float hazeMetres = 120; ///< distance over which the view fades to 1/e
    std::uint32_t seed = 0;
};

struct TownCamera {
    Vec3 position;
    Vec3 right, up, ahead; ///< unit vectors
    float tangent = 0.6f;  ///< of half the horizontal field of view
};

/// The flat parts of the ground are no shapes: which they are is asked by position.
struct GroundPlan {
    float roadHalf = 3.6f, pavementWidth = 2.2f;
    bool leftPark = false, rightPark = false; ///< instead of houses
    bool canal = false;                       ///< along the outer side of a park
    Vec3 pondCentre;
    float pondRadiusX = 0, pondRadiusZ = 0; ///< 0: no pond
};

struct Town {
    std::vector<Shape> shapes;
    std::vector<Material> materials; ///< the first ones are those of the ground
    GroundPlan plan;
    Atmosphere atmosphere;
    TownCamera camera;
    int objects = 0;
};

inline constexpr int kGrassMaterial = 0, kRoadMaterial = 1, kPavementMaterial = 2, kWaterMaterial = 3,
                     kKerbMaterial = 4;

/// Lays out scene number `scene` of the seeded town.
Town layOutTown(std::uint64_t seed, int scene);

/// Material of the ground at a point of the plane y = 0.
int groundMaterial(const GroundPlan& plan, Vec3 point);

/// False in the gaps of a fence.
bool isSolid(const Town& town, const Shape& shape, Vec3 point);

} // namespace nectar
