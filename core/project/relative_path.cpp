// SPDX-License-Identifier: Apache-2.0
#include "core/project/relative_path.h"

namespace nectar {

namespace {

using std::filesystem::path;

/// Without links, as far as it exists: what ".." leads out of.
path realPath(const path& folder)
{
    std::error_code error;
    path real = std::filesystem::weakly_canonical(folder, error);
    return error ? folder.lexically_normal() : real;
}

bool leadsOut(const path& relative) { return !relative.empty() && *relative.begin() == ".."; }

} // namespace

std::string relativePath(const path& file, const path& folder)
{
    const path below = file.lexically_normal().lexically_relative(folder.lexically_normal());
    if (!below.empty() && !leadsOut(below))
        return below.generic_string();
    // ".." goes to the folder that a link leads to, so links have to be out of the way.
    const path normal = file.lexically_normal();
    const path relative = (realPath(normal.parent_path()) / normal.filename()).lexically_relative(realPath(folder));
    return (relative.empty() ? normal : relative).generic_string();
}

path absolutePath(const std::string& text, const path& folder)
{
    const path relative(text);
    if (relative.is_absolute())
        return relative.lexically_normal();
    return ((leadsOut(relative) ? realPath(folder) : folder) / relative).lexically_normal();
}

} // namespace nectar
