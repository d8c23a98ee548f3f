// SPDX-License-Identifier: Apache-2.0
#include "core/report/palette.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/paths.h"
#include "core/report/oklab.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace nectar {

namespace {

/// A colour as the full eye and three kinds of colour-blind eyes see it.
struct Seen {
    Lab plain;
    std::array<Lab, 3> deficient; ///< by Deficiency
};

Seen seen(Rgb colour)
{
    const LinearRgb linear = linearFromRgb(colour);
    Seen result{labFromLinear(linear), {}};
    for (const Deficiency deficiency : {Deficiency::Red, Deficiency::Green, Deficiency::Blue})
        result.deficient[static_cast<std::size_t>(deficiency)] = labFromLinear(seenWith(deficiency, linear));
    return result;
}

/// Difference for most people, and, counted more than half, for people with red-green deficiency.
double difference(const Seen& x, const Seen& y)
{
    const double plain = distance(x.plain, y.plain);
    const double redGreen =
        std::min(distance(x.deficient[0], y.deficient[0]), distance(x.deficient[1], y.deficient[1]));
    return std::min(plain, 0.25 * plain + redGreen);
}

/// Difference for whoever sees least of it.
double safeDifference(const Seen& x, const Seen& y)
{
    double least = distance(x.plain, y.plain);
    for (std::size_t i = 0; i < 3; ++i)
        least = std::min(least, distance(x.deficient[i], y.deficient[i]));
    return least;
}

bool inGamut(const LinearRgb& c)
{
    return std::all_of(c.begin(), c.end(), [](double v) { return v >= -1e-4 && v <= 1 + 1e-4; });
}

/// Saturated enough to be told from photos, neither black nor white.
std::vector<Rgb> candidateColours(std::initializer_list<double> lightnesses)
{
    std::vector<Rgb> list;
    for (const double lightness : lightnesses)
        for (const double chroma : {0.08, 0.13, 0.18, 0.23})
            for (int hue = 0; hue < 360; hue += 10) {
                const double angle = hue * 3.14159265358979 / 180;
                const auto rgb = linearFromLab({lightness, chroma * std::cos(angle), chroma * std::sin(angle)});
                if (inGamut(rgb))
                    list.push_back(rgbFromLinear(rgb));
            }
    return list;
}

/// Gives out, one after the other, the candidate that differs most from all colours in use (greedy max-min;
/// deterministic).
class ColourSpreader {
public:
    using Difference = double (*)(const Seen&, const Seen&);
    ColourSpreader(const std::vector<Rgb>& candidates, Difference difference) : m_difference(difference)
    {
        for (const Rgb colour : candidates)
            m_candidates.push_back({colour, seen(colour), 1e9});
    }
    void use(Rgb colour)
    {
        const Seen used = seen(colour);
        for (Candidate& candidate : m_candidates)
            candidate.nearest = std::min(candidate.nearest, m_difference(candidate.seen, used));
    }
    Rgb next()
    {
        const auto best = std::max_element(m_candidates.begin(), m_candidates.end(),
                                           [](const auto& a, const auto& b) { return a.nearest < b.nearest; });
        const Rgb colour = best->colour;
        use(colour);
        return colour;
    }

private:
    struct Candidate {
        Rgb colour;
        Seen seen;
        double nearest; ///< to the colours in use
    };
    std::vector<Candidate> m_candidates;
    Difference m_difference;
};

/// Colours from a palette file: {"colours": [[r, g, b], …]}.
std::vector<Rgb> paletteFile(const std::string& name)
{
    const std::filesystem::path file = resourceDir() / "palettes" / (name + ".json");
    try {
        std::vector<Rgb> colours;
        const auto json = nlohmann::json::parse(readFile(file, 1 << 20));
        for (const auto& item : json.at("colours"))
            colours.push_back(
                {item.at(0).get<std::uint8_t>(), item.at(1).get<std::uint8_t>(), item.at(2).get<std::uint8_t>()});
        return colours;
    } catch (const nlohmann::json::exception&) {
        throw Error(ErrorCode::BadFormat,
                    "the palette cannot be read: " + file.string() +
                        ": it must be {\"colours\": [[red, green, blue], …]} of numbers from 0 to "
                        "255; install Nectar again");
    }
}

} // namespace

std::vector<Rgb> paletteFor(const ClassTable& classes)
{
    const std::vector<Rgb> first = classes.count() <= 8 ? paletteFile("okabe-ito") : std::vector<Rgb>{};
    ColourSpreader spreader(candidateColours({0.45, 0.55, 0.65, 0.75, 0.85}), difference);
    std::vector<Rgb> used;
    const auto use = [&](Rgb colour) {
        used.push_back(colour);
        spreader.use(colour);
    };
    for (const ClassEntry& entry : classes.classes)
        if (entry.colour)
            use(*entry.colour);
    std::vector<Rgb> palette;
    std::size_t next = 0;
    for (const ClassEntry& entry : classes.classes) {
        if (entry.colour) {
            palette.push_back(*entry.colour);
            continue;
        }
        while (next < first.size() && std::find(used.begin(), used.end(), first[next]) != used.end())
            ++next;
        palette.push_back(next < first.size() ? first[next++] : spreader.next());
        use(palette.back());
    }
    return palette;
}

std::vector<Rgb> safePalette(int classCount)
{
    constexpr double kApart = 0.08; // one of Okabe and Ito's colours is nearer to another than that
    ColourSpreader spreader(candidateColours({0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9}), safeDifference);
    std::vector<Rgb> palette;
    const std::vector<Rgb> known = paletteFile("okabe-ito");
    if (classCount <= static_cast<int>(known.size())) // they leave too little room between them for more
        for (const Rgb colour : known)
            if (std::ranges::all_of(palette, [&](Rgb used) { return safeDistance(used, colour) >= kApart; })) {
                palette.push_back(colour);
                spreader.use(colour);
            }
    while (static_cast<int>(palette.size()) < classCount)
        palette.push_back(spreader.next());
    palette.resize(static_cast<std::size_t>(std::max(0, classCount)));
    return palette;
}

const std::vector<std::string>& depthPaletteNames()
{
    static const std::vector<std::string> names{"dusk", "viridis", "spectrum", "grey"};
    return names;
}

std::vector<Rgb> depthPalette(const std::string& name)
{
    const std::vector<Rgb> stops = paletteFile(name);
    if (stops.size() < 2)
        throw Error(ErrorCode::BadFormat, "the palette " + name + " needs at least two colours");
    std::vector<Rgb> palette;
    for (int i = 0; i < 256; ++i) { // even steps in OKLab between the stops
        const double at = i / 255. * double(stops.size() - 1);
        const std::size_t k = std::min(static_cast<std::size_t>(at), stops.size() - 2);
        const double t = at - double(k);
        const Lab x = labFromLinear(linearFromRgb(stops[k]));
        const Lab y = labFromLinear(linearFromRgb(stops[k + 1]));
        palette.push_back(
            rgbFromLinear(linearFromLab({x.l + t * (y.l - x.l), x.a + t * (y.a - x.a), x.b + t * (y.b - x.b)})));
    }
    return palette;
}

std::vector<Rgb> heatPalette()
{
    std::vector<Rgb> palette = depthPalette("dusk");
    std::ranges::reverse(palette);
    return palette;
}

} // namespace nectar
