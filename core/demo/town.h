// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/random.h"
#include "core/demo/ground.h"
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

/// How a surface is coloured; the class does not decide it: walls, fences and pavements may share bricks.
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
    CarBody,
    Glass,
    Wheel,
    Cloth,
    Fur,
    Pickets,
    Railing,
    Stripes
};

/// Colours are linear light. Textures of things that stand somewhere are drawn in the thing's own frame.
struct Material {
    TownClass townClass = TownClass::Ground;
    Texture texture = Texture::Plain;
    Vec3 colour{0.2f, 0.2f, 0.2f};
    Vec3 second; ///< window frames, dry grass, road paint, stripes, glass
    Vec3 third;  ///< doors and shutters, blossoms
    std::uint32_t seed = 0;
    Frame frame;
    /// Walls: half width, height of the eaves, depth. Car bodies: half width, height of the bonnet's front, half
    /// length. Fences: y is the height. Roads: x is their half width, y and z the far ends of the street and of the
    /// crossing.
    Vec3 size;
    float storey = 0;     ///< walls: height of a storey; 0: no windows
    float windowStep = 0; ///< walls: about the distance of windows
    bool shutters = false, shopFront = false;
};

/// Weather and hour of a picture. Colours are linear light.
struct Atmosphere {
    Vec3 sunDirection; ///< towards the sun
    Vec3 sunColour, zenith, horizon;
    float cloudiness = 0;
    float hazeMetres = 300; ///< distance over which the view fades to 1/e
    float exposure = 1;
    std::uint32_t seed = 0;
};

struct TownCamera {
    Vec3 position;
    Vec3 right, up, ahead; ///< unit vectors
    float tangent = 0.6f;  ///< of half the horizontal field of view
};

struct Town {
    std::vector<Shape> shapes;
    std::vector<Material> materials; ///< the first ones are those of the ground
    GroundPlan plan;
    Atmosphere atmosphere;
    TownCamera camera;
    int objects = 0; ///< numbers given to things so far; 0 is the ground
    bool autumn = false, spring = false;
};

/// Lays out scene number `scene` of the seeded town.
Town layOutTown(std::uint64_t seed, int scene);

/// False in the gaps of a fence and between leaves.
bool isSolid(const Town& town, const Shape& shape, Vec3 point);

/// The ray through a point of the picture; x and y in pixels from its upper left corner, centres at halves.
Ray rayThrough(const TownCamera& camera, int width, int height, float x, float y);

} // namespace nectar
