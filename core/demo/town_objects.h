// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/demo/town.h"

namespace nectar {

// Each adds one thing to the town, standing on the ground at `foot`.
void addHouse(Town& town, RandomStream& random, Vec3 frontCentre, float halfWidth, float depth, float side);
void addTree(Town& town, RandomStream& random, Vec3 foot, float height, float crownRadius);
void addCar(Town& town, RandomStream& random, Vec3 foot, float yaw);
void addPerson(Town& town, RandomStream& random, Vec3 foot, float yaw);
enum class AnimalKind { Dog, Sheep, Cow };
void addAnimal(Town& town, RandomStream& random, AnimalKind kind, Vec3 foot, float yaw);
/// A picket fence along z.
void addFence(Town& town, RandomStream& random, float x, float z0, float z1);

/// A colour from a list, a little varied.
Vec3 pickColour(RandomStream& random, const std::vector<Vec3>& colours, float variation);

} // namespace nectar
