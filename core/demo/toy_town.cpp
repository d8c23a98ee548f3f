// SPDX-License-Identifier: Apache-2.0
#include "core/demo/toy_town.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/image/image_files.h"
#include "core/image/label_png.h"

#include <fmt/format.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>

#include <unistd.h>

namespace nectar {

namespace fs = std::filesystem;

namespace {

constexpr int kVersion = 4; ///< raised when the pictures change: older copies are written anew
constexpr const char* kReadme =
    "Toy town: computed street scenes of Nectar, with exact annotation.\n"
    "\n"
    "train, val, query: the parts. In each, files of one name belong together:\n"
    "  images  photos, JPEG\n"
    "  masks   classes, index PNG; the numbers are those of classes.txt\n"
    "  depth   distance along the camera's axis (planar, not along the ray), 16-bit PNG in millimetres;\n"
    "          0: none (sky, farther than 60 m)\n"
    "\n"
    "This is also an example of the folder form that Nectar reads. Public domain.\n";

std::string stampOf(const ToyTownOptions& options)
{
    return fmt::format("version {} seed {} pictures {} {} {} size {}x{}\n", kVersion, options.seed, options.prompts,
                       options.validations, options.queries, options.size.width, options.size.height);
}

std::string classesFile()
{
    std::string text;
    for (const ClassEntry& entry : toyTownClasses().classes)
        text += fmt::format("{} {}\n", entry.rawId, entry.name);
    return text;
}

std::string coloursFile()
{
    std::string text = "name,r,g,b\n";
    for (const ClassEntry& entry : toyTownClasses().classes)
        text += fmt::format("{},{},{},{}\n", entry.name, entry.colour->r, entry.colour->g, entry.colour->b);
    return text;
}

/// Removes a half-written folder when something goes wrong on the way.
class ScratchFolder {
public:
    explicit ScratchFolder(const fs::path& place)
    {
        makeFolder(place.parent_path());
        std::string name = fmt::format("{}.writing-{}-XXXXXX", place.string(), ::getpid());
        if (!::mkdtemp(name.data()))
            throw systemError(errno, "cannot write the demo", name);
        m_path = name;
        fs::permissions(m_path,
                        fs::perms::group_read | fs::perms::group_exec | fs::perms::others_read | fs::perms::others_exec,
                        fs::perm_options::add);
    }
    ~ScratchFolder()
    {
        std::error_code ignored;
        fs::remove_all(m_path, ignored);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    const fs::path& path() const { return m_path; }

private:
    fs::path m_path;
};

/// What programs left that were killed while they wrote.
void removeAbandoned(const fs::path& place)
{
    const std::string start = place.filename().string() + ".writing-";
    std::error_code error;
    std::vector<fs::path> abandoned;
    for (fs::directory_iterator entry(place.parent_path(), error), end; !error && entry != end;
         entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        const int process = name.starts_with(start) ? std::atoi(name.c_str() + start.size()) : 0;
        if (process > 0 && ::kill(process, 0) != 0 && errno == ESRCH)
            abandoned.push_back(entry->path());
    }
    for (const fs::path& folder : abandoned)
        fs::remove_all(folder, error);
}

bool isMissing(const fs::path& file)
{
    std::error_code ignored;
    return !fs::exists(file, ignored);
}

struct SceneFiles {
    fs::path photo, mask, depth;
    bool anyMissing() const { return isMissing(photo) || isMissing(mask) || isMissing(depth); }
};

SceneFiles sceneFiles(const fs::path& split, int scene)
{
    const std::string name = fmt::format("street_{:03}", scene);
    return {split / "images" / (name + ".jpg"), split / "masks" / (name + ".png"), split / "depth" / (name + ".png")};
}

void writeScene(const SceneFiles& files, const ToyScene& scene)
{
    const ClassTable classes = toyTownClasses();
    std::vector<Rgb> palette;
    for (const ClassEntry& entry : classes.classes)
        palette.push_back(*entry.colour);
    if (isMissing(files.photo)) {
        constexpr int kQuality = 92;
        AtomicFile photo(files.photo);
        photo.write(encodeJpeg(scene.photo, kQuality));
        photo.commit();
    }
    if (isMissing(files.mask))
        saveLabelPng(files.mask, scene.labels, classes, palette);
    if (isMissing(files.depth))
        saveDepthPng(files.depth, scene.depth);
}

/// Everything but the read-me and the stamp. What is there stays: in a new folder nothing is, and somebody may have
/// removed parts of an older one.
void writeMissing(const fs::path& town, const ToyTownOptions& options, const JobContext& ctx)
{
    const int total = options.prompts + options.validations + options.queries;
    int scene = 0;
    for (const auto& [split, count] : {std::pair{"train", options.prompts}, std::pair{"val", options.validations},
                                       std::pair{"query", options.queries}}) {
        for (const char* part : {"images", "masks", "depth"})
            makeFolder(town / split / part);
        for (int i = 0; i < count; ++i, ++scene) {
            const SceneFiles files = sceneFiles(town / split, scene);
            if (!files.anyMissing())
                continue;
            ctx.step(scene, total, "drawing the demo");
            writeScene(files, renderToyScene(options.seed, scene, options.size, ctx));
        }
    }
    if (isMissing(town / "classes.txt"))
        writeFile(town / "classes.txt", classesFile());
    if (isMissing(town / "class_dict.csv"))
        writeFile(town / "class_dict.csv", coloursFile());
}

bool isWritten(const fs::path& folder, const ToyTownOptions& options)
{
    std::error_code ignored;
    return fs::is_regular_file(folder / kTownStamp, ignored) && readFile(folder / kTownStamp, 4096) == stampOf(options);
}

/// Puts the finished folder in its place; an older copy of ours gives way, unless another Nectar was quicker.
void moveIntoPlace(const ScratchFolder& scratch, const fs::path& finished, const fs::path& place,
                   const ToyTownOptions& options)
{
    std::error_code error;
    fs::rename(finished, place, error); // over nothing or an empty folder
    if (error && fs::exists(place / kTownStamp) && !isWritten(place, options)) {
        fs::rename(place, scratch.path() / "older", error);
        fs::rename(finished, place, error);
    }
    if (error && !isWritten(place, options))
        throw systemError(error.value(), "cannot write the demo", place.string());
}

} // namespace

ClassTable toyTownClasses()
{
    // Chosen so that any two differ by at least 23 (CIE76), also to eyes without one of the three cones.
    return {{{0, "sky", Rgb{154, 148, 252}},
             {1, "ground", Rgb{89, 225, 108}},
             {2, "road", Rgb{97, 58, 106}},
             {3, "pavement", Rgb{252, 171, 223}},
             {4, "building", Rgb{243, 131, 36}},
             {5, "roof", Rgb{144, 85, 37}},
             {6, "tree", Rgb{24, 76, 53}},
             {7, "water", Rgb{14, 125, 174}},
             {8, "car", Rgb{39, 36, 214}},
             {9, "person", Rgb{252, 62, 121}},
             {10, "animal", Rgb{252, 240, 60}},
             {11, "fence", Rgb{184, 237, 193}}},
            {}};
}

fs::path writeToyTown(const fs::path& folder, const ToyTownOptions& options, const JobContext& ctx)
{
    if (isWritten(folder, options)) {
        writeMissing(folder, options, ctx);
        return folder;
    }
    std::error_code ignored;
    if (fs::exists(folder, ignored) && !fs::is_directory(folder, ignored))
        throw Error(ErrorCode::BadOption,
                    fmt::format("cannot write the demo: {}: it is a file; name a folder", folder.string()));
    if (fs::exists(folder, ignored) && !fs::exists(folder / kTownStamp, ignored) && !fs::is_empty(folder, ignored))
        throw Error(ErrorCode::Exists,
                    fmt::format("cannot write the demo: {}: the folder exists and is not empty; name another one",
                                folder.string()));
    fs::path place = fs::absolute(folder).lexically_normal();
    if (!place.has_filename()) // "town/"
        place = place.parent_path();
    removeAbandoned(place);
    const ScratchFolder scratch(place);
    const fs::path town = scratch.path() / "town";
    writeMissing(town, options, ctx);
    writeFile(town / "README.txt", kReadme);
    writeFile(town / kTownStamp, stampOf(options));
    const int total = options.prompts + options.validations + options.queries;
    ctx.step(total, total, "drawing the demo");
    moveIntoPlace(scratch, town, place, options);
    return folder;
}

} // namespace nectar
