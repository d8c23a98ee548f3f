// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/picture_list.h"

#include "core/dataset/file_listing.h"
#include "core/dataset/text_lines.h"

#include <algorithm>

namespace nectar {

namespace fs = std::filesystem;

namespace {

/// Calls onEnd with "a/b/c", "b/c" and "c" until it returns true.
template <class OnEnd>
void forEachEnd(std::string_view path, const OnEnd& onEnd)
{
    while (!path.empty()) {
        if (onEnd(path))
            return;
        const std::size_t slash = path.find('/');
        if (slash == std::string_view::npos)
            return;
        path.remove_prefix(slash + 1);
    }
}

std::string withSlashes(std::string path)
{
    std::ranges::replace(path, '\\', '/');
    return path;
}

} // namespace

std::vector<ListedPicture> readPictureList(const fs::path& list)
{
    std::vector<ListedPicture> pictures;
    for (const TextLine& line : readTextLines(list)) {
        if (line.text.starts_with('#'))
            continue;
        std::string separated = line.text;
        for (const char separator : {'\t', ',', ';'})
            std::ranges::replace(separated, separator, ' ');
        const std::vector<std::string> words = splitList(separated, ' ');
        if (!words.empty())
            pictures.push_back({line.text, words[0], words.size() > 1 ? words[1] : std::string()});
    }
    return pictures;
}

PictureNames::PictureNames(std::span<const Sample> samples, const std::string& imageSuffix)
{
    for (const Sample& sample : samples) {
        add(sample.name, sample);
        add(stemOf(sample.name, {}), sample);
        if (!imageSuffix.empty() && sample.name.ends_with(imageSuffix))
            add(stemOf(sample.name, imageSuffix), sample);
    }
}

void PictureNames::add(std::string_view path, const Sample& sample)
{
    forEachEnd(path, [&](std::string_view end) {
        const auto [entry, isNew] = m_samples.try_emplace(std::string(end), &sample);
        if (!isNew && entry->second != &sample)
            entry->second = nullptr;
        return false;
    });
}

PictureNames::Found PictureNames::find(const std::string& listed) const
{
    Found found;
    forEachEnd(withSlashes(listed), [&](std::string_view end) {
        const auto entry = m_samples.find(std::string(end));
        if (entry == m_samples.end())
            return false;
        found = {entry->second, entry->second == nullptr};
        return true;
    });
    return found;
}

PictureNames::Found PictureNames::find(const ListedPicture& listed) const
{
    const Found whole = find(listed.line);
    return whole.sample || whole.shared || listed.first == listed.line ? whole : find(listed.first);
}

fs::path rebased(const fs::path& folder, const std::string& listed)
{
    fs::path found;
    forEachEnd(withSlashes(listed), [&](std::string_view end) {
        const fs::path candidate = folder / end;
        std::error_code ignored;
        if (end.starts_with('/') || !fs::is_regular_file(candidate, ignored))
            return false;
        found = candidate.lexically_normal();
        return true;
    });
    return found;
}

} // namespace nectar
