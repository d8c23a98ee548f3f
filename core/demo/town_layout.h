// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/demo/town_objects.h"

namespace nectar {

inline constexpr float kPi = 3.14159265f;
inline constexpr float kTownStart = -16.f; ///< the street begins behind the camera

/// Who has which piece of ground, so that nothing stands in something else.
class Plots {
public:
    /// Takes a rectangle around a point if all of it is free.
    bool claim(Vec3 middle, float halfX, float halfZ)
    {
        for (const Plot& p : m_plots)
            if (std::abs(p.middle.x - middle.x) < p.halfX + halfX && std::abs(p.middle.z - middle.z) < p.halfZ + halfZ)
                return false;
        m_plots.push_back({middle, halfX, halfZ});
        return true;
    }

private:
    struct Plot {
        Vec3 middle;
        float halfX, halfZ;
    };
    std::vector<Plot> m_plots;
};

/// A line of plots: x runs along it, z away from the street.
struct Row {
    Frame frame;
    float length = 0;
    float garden = 0; ///< metres between the line and the houses
    bool terraced = false;
};

enum class SideKind { Houses, Park, Canal };

struct Layout {
    Town town;
    Plots plots;
    SideKind left = SideKind::Houses, right = SideKind::Houses;
    float zebra = 0; ///< where people cross the street
};

// Steps of layOutTown(), in this order.
void chooseWeather(Town& town, RandomStream& random);
void placeRow(Layout& layout, RandomStream& random, const Row& row);
void placePark(Layout& layout, RandomStream& random, float side);
void placeCanal(Layout& layout, RandomStream& random);
void placeBackground(Layout& layout, RandomStream& random);
void placeCars(Layout& layout, RandomStream& random);
void placePeople(Layout& layout, RandomStream& random);
void placeCamera(Layout& layout, RandomStream& random);
/// Where it stands in relation to the camera makes the light of a picture.
void placeSun(Town& town, RandomStream& random);
/// Takes away what would fill the view.
void clearView(Town& town);

} // namespace nectar
