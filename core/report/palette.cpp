// SPDX-License-Identifier: Apache-2.0
#include "core/report/palette.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/paths.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace nectar {

namespace {

/// A colour in OKLab, where distances are close to how different colours look (Ottosson 2020).
struct Lab {
    double l, a, b;
};

double linearFromByte(std::uint8_t value)
{
    const double v = value / 255.;
    return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
}

std::uint8_t byteFromLinear(double value)
{
    const double v = std::clamp(value, 0., 1.);
    const double encoded = v <= 0.0031308 ? 12.92 * v : 1.055 * std::pow(v, 1 / 2.4) - 0.055;
    return static_cast<std::uint8_t>(std::lround(255 * encoded));
}

Lab labFromLinear(const std::array<double, 3>& c)
{
    const double l = std::cbrt(0.4122214708 * c[0] + 0.5363325363 * c[1] + 0.0514459929 * c[2]);
    const double m = std::cbrt(0.2119034982 * c[0] + 0.6806995451 * c[1] + 0.1073969566 * c[2]);
    const double s = std::cbrt(0.0883024619 * c[0] + 0.2817188376 * c[1] + 0.6299787005 * c[2]);
    return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

std::array<double, 3> linearFromLab(const Lab& lab)
{
    const double l = std::pow(lab.l + 0.3963377774 * lab.a + 0.2158037573 * lab.b, 3);
    const double m = std::pow(lab.l - 0.1055613458 * lab.a - 0.0638541728 * lab.b, 3);
    const double s = std::pow(lab.l - 0.0894841775 * lab.a - 1.2914855480 * lab.b, 3);
    return {4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
            -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
            -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s};
}

std::array<double, 3> linear(Rgb c) { return {linearFromByte(c.r), linearFromByte(c.g), linearFromByte(c.b)}; }

/// What a person without red cones' or green cones' signal tells apart (Viénot 1999, linear RGB).
std::array<double, 3> withoutRedGreen(const std::array<double, 3>& c)
{
    const double yellow = 0.2 * c[0] + 0.8 * c[1];
    return {yellow, yellow, 0.004 * c[0] - 0.004 * c[1] + c[2]};
}

double distance(const Lab& x, const Lab& y)
{
    return std::sqrt((x.l - y.l) * (x.l - y.l) + (x.a - y.a) * (x.a - y.a) + (x.b - y.b) * (x.b - y.b));
}

/// A colour as most people see it, and as people with red-green deficiency do.
struct Seen {
    Lab plain, deficient;
};

Seen seen(Rgb colour)
{
    const auto light = linear(colour);
    return {labFromLinear(light), labFromLinear(withoutRedGreen(light))};
}

/// For most people, and, a quarter of that added, for people with red-green deficiency.
double difference(const Seen& x, const Seen& y)
{
    const double plain = distance(x.plain, y.plain);
    return std::min(plain, 0.25 * plain + distance(x.deficient, y.deficient));
}

bool inGamut(const std::array<double, 3>& c)
{
    return std::all_of(c.begin(), c.end(), [](double v) { return v >= -1e-4 && v <= 1 + 1e-4; });
}

/// Saturated enough to be told from photos, neither black nor white.
const std::vector<Rgb>& candidateColours()
{
    static const std::vector<Rgb> colours = [] {
        std::vector<Rgb> list;
        for (const double lightness : {0.45, 0.55, 0.65, 0.75, 0.85})
            for (const double chroma : {0.08, 0.13, 0.18, 0.23})
                for (int hue = 0; hue < 360; hue += 10) {
                    const double angle = hue * 3.14159265358979 / 180;
                    const auto rgb = linearFromLab({lightness, chroma * std::cos(angle), chroma * std::sin(angle)});
                    if (inGamut(rgb))
                        list.push_back({byteFromLinear(rgb[0]), byteFromLinear(rgb[1]), byteFromLinear(rgb[2])});
                }
        return list;
    }();
    return colours;
}

/// Chooses colours that differ most from all that are used (greedy max-min; deterministic).
class ColourChooser {
public:
    ColourChooser() : m_nearest(candidateColours().size(), 1e9) {}
    void use(Rgb colour)
    {
        static const std::vector<Seen> candidates = [] {
            std::vector<Seen> list;
            std::ranges::transform(candidateColours(), std::back_inserter(list), seen);
            return list;
        }();
        const Seen used = seen(colour);
        for (std::size_t i = 0; i < candidates.size(); ++i)
            m_nearest[i] = std::min(m_nearest[i], difference(candidates[i], used));
    }
    Rgb farthest() const
    {
        return candidateColours()[static_cast<std::size_t>(std::ranges::max_element(m_nearest) - m_nearest.begin())];
    }

private:
    std::vector<double> m_nearest; ///< of each candidate, to any colour in use
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
    std::vector<Rgb> used;
    ColourChooser chooser;
    const auto use = [&](Rgb colour) {
        used.push_back(colour);
        chooser.use(colour);
    };
    for (const ClassEntry& entry : classes.classes)
        if (entry.colour)
            use(*entry.colour);
    std::vector<Rgb> palette;
    std::size_t next = 0;
    for (const ClassEntry& entry : classes.classes) {
        Rgb colour;
        if (entry.colour) {
            colour = *entry.colour;
        } else {
            while (next < first.size() && std::find(used.begin(), used.end(), first[next]) != used.end())
                ++next;
            colour = next < first.size() ? first[next++] : chooser.farthest();
            use(colour);
        }
        palette.push_back(colour);
    }
    return palette;
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
        const Lab x = labFromLinear(linear(stops[k]));
        const Lab y = labFromLinear(linear(stops[k + 1]));
        const auto rgb = linearFromLab({x.l + t * (y.l - x.l), x.a + t * (y.a - x.a), x.b + t * (y.b - x.b)});
        palette.push_back({byteFromLinear(rgb[0]), byteFromLinear(rgb[1]), byteFromLinear(rgb[2])});
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
