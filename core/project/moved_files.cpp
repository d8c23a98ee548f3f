// SPDX-License-Identifier: Apache-2.0
#include "core/project/moved_files.h"

#include <algorithm>
#include <map>
#include <set>

namespace nectar {

namespace fs = std::filesystem;

namespace {

struct Move {
    fs::path from, to;
};

bool isThere(const fs::path& file)
{
    std::error_code ignored;
    return fs::exists(file, ignored);
}

template <class Project, class Visit>
void visitFiles(Project& project, Visit&& visit)
{
    visit(project.bank);
    visit(project.view.picture);
    for (auto* list : {&project.view.pictures, &project.labels.pictures})
        for (auto& file : *list)
            visit(file);
}

/// The file as it was below one folder, below the other; empty: it was not below it.
fs::path moved(const fs::path& file, const Move& move)
{
    const fs::path below = file.lexically_relative(move.from);
    return below.empty() || *below.begin() == ".." ? fs::path() : move.to / below;
}

/// The former folder that, if it is the given one now, explains most of the missing files; the deepest of several.
fs::path formerFolder(const std::vector<fs::path>& missing, const fs::path& folder, const JobContext& ctx)
{
    std::map<fs::path, std::size_t> explained;
    for (const fs::path& file : missing) {
        ctx.checkStop();
        for (fs::path former = file.parent_path(); !former.empty(); former = former.parent_path()) {
            if (isThere(moved(file, {former, folder})))
                ++explained[former];
            if (former == former.root_path())
                break;
        }
    }
    fs::path best;
    std::size_t most = 0;
    for (const auto& [former, count] : explained)
        if (count > most || (count == most && former.native().size() > best.native().size())) {
            best = former;
            most = count;
        }
    return best;
}

/// That move, and those of the folders above it as far as their names are the same; the nearest first.
std::vector<Move> movesFrom(const fs::path& former, const fs::path& folder)
{
    std::vector<Move> moves{{former, folder}};
    while (moves.back().from.has_relative_path() && moves.back().to.has_relative_path() &&
           moves.back().from.filename() == moves.back().to.filename())
        moves.push_back({moves.back().from.parent_path(), moves.back().to.parent_path()});
    return moves;
}

} // namespace

std::vector<fs::path> missingFiles(const Project& project, const JobContext& ctx)
{
    std::vector<fs::path> missing;
    std::set<fs::path> seen;
    visitFiles(project, [&](const fs::path& file) {
        ctx.checkStop();
        if (!file.empty() && seen.insert(file).second && !isThere(file))
            missing.push_back(file);
    });
    return missing;
}

Relocation relocated(const Project& project, const fs::path& folder, const JobContext& ctx)
{
    const std::vector<fs::path> missing = missingFiles(project, ctx);
    Relocation result{project, 0, missing.size()};
    const fs::path place = (folder.has_filename() ? folder : folder.parent_path()).lexically_normal();
    const fs::path former = formerFolder(missing, place, ctx);
    if (former.empty())
        return result;
    std::map<fs::path, fs::path> places;
    for (const fs::path& file : missing) {
        ctx.checkStop();
        for (const Move& move : movesFrom(former, place))
            if (const fs::path now = moved(file, move); !now.empty() && isThere(now)) {
                places.emplace(file, now);
                break;
            }
    }
    visitFiles(result.project, [&](fs::path& file) {
        if (const auto now = places.find(file); now != places.end())
            file = now->second;
    });
    result.found = places.size();
    return result;
}

} // namespace nectar
