// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/prediction_command.h"

#include "ui/convert/command_text.h"

namespace nectar {

namespace {

QString exportNames(const PredictionExports& exports)
{
    const std::pair<bool, const char*> kinds[] = {{exports.index, "index"},     {exports.colour, "colour"},
                                                  {exports.overlay, "overlay"}, {exports.depth16, "depth16"},
                                                  {exports.npy, "npy"},         {exports.html, "html"}};
    QStringList names;
    for (const auto& [wanted, name] : kinds)
        if (wanted)
            names.append(QLatin1String(name));
    return names.join(QLatin1Char(','));
}

} // namespace

QStringList decodeFlags(const DecodeOptions& options)
{
    const DecodeOptions usual;
    QStringList words;
    if (options.neighbours != usual.neighbours)
        words += {QStringLiteral("--k"), QString::number(options.neighbours)};
    if (options.temperature != usual.temperature)
        words += {QStringLiteral("--temperature"), shortest(options.temperature)};
    return words;
}

QString predictionCommand(const PredictionCommand& command)
{
    const PredictionExports& exports = command.run.exports;
    QStringList words{QStringLiteral("nectar predict --bank"),
                      shellWord(command.bank),
                      QStringLiteral("--image"),
                      shellWord(command.image),
                      QStringLiteral("--out"),
                      shellWord(command.out),
                      QStringLiteral("--export"),
                      exportNames(exports)};
    if (exports.tasks.size() == 1)
        words += {QStringLiteral("--task"),
                  exports.tasks.front() == Task::Depth ? QStringLiteral("depth") : QStringLiteral("segmentation")};
    if (exports.patch)
        words += {QStringLiteral("--patch"), QStringLiteral("%1,%2").arg(exports.patch->row).arg(exports.patch->col)};
    if ((exports.overlay || exports.html) && exports.opacity != PredictionExports{}.opacity)
        words += {QStringLiteral("--opacity"), shortest(exports.opacity)};
    words += decodeFlags(command.run.decode);
    if (command.replace)
        words += QStringLiteral("--force");
    return words.join(QLatin1Char(' '));
}

} // namespace nectar
