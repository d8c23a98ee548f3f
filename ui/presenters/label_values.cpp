// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/label_values.h"

#include "core/pipeline/click_points.h"
#include "core/report/palette.h"
#include "ui/convert/text.h"

#include <QObject>

#include <algorithm>

namespace nectar {

namespace {

auto placeOf(std::vector<LabelClick>& clicks, std::uint32_t id)
{
    return std::ranges::lower_bound(clicks, id, {}, &LabelClick::id);
}

} // namespace

ClassTable Labelling::classTable() const
{
    ClassTable table;
    for (const QString& name : classes)
        table.classes.push_back({table.count(), fromQString(name), {}});
    const std::vector<Rgb> palette = paletteFor(table);
    for (std::size_t c = 0; c < palette.size(); ++c)
        table.classes[c].colour = palette[c];
    return table;
}

const LabelClick* Labelling::click(std::uint32_t id) const
{
    const auto found = std::ranges::lower_bound(clicks, id, {}, &LabelClick::id);
    return found != clicks.end() && found->id == id ? &*found : nullptr;
}

void Labelling::replace(const std::optional<LabelClick>& before, const std::optional<LabelClick>& after)
{
    if (before)
        if (const auto place = placeOf(clicks, before->id); place != clicks.end() && place->id == before->id)
            clicks.erase(place);
    if (after)
        clicks.insert(placeOf(clicks, after->id), *after);
}

QString classNameIssue(const QString& name, const QStringList& classes)
{
    if (name.isEmpty())
        return QObject::tr("Write a name for the class, for example road.");
    if (classes.contains(name, Qt::CaseInsensitive))
        return QObject::tr("There is a class %1 already.").arg(name);
    const std::string issue = clickClassIssue(fromQString(name));
    return issue.empty() ? QString() : toQString(issue);
}

} // namespace nectar
