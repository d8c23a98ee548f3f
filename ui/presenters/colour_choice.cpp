// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/colour_choice.h"

#include "ui/convert/text.h"
#include "ui/presenters/shown_picture.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

namespace nectar {

namespace {

QList<QRgb> classColours(const ShownPicture& shown, const ColourChoice& choice)
{
    QList<QRgb> colours = choice.classes == ColourChoice::Classes::Safe ? shown.safeColours : shown.dataColours;
    const auto& classes = shown.bank->classes().classes;
    for (qsizetype c = 0; c < colours.size(); ++c)
        if (const auto own = choice.own.find(toQString(classes[static_cast<std::size_t>(c)].name));
            own != choice.own.end())
            colours[c] = *own;
    return colours;
}

void recolour(QList<ClassLegendModel::Entry>& entries, const QList<QRgb>& colours)
{
    for (ClassLegendModel::Entry& entry : entries)
        if (entry.classIndex < colours.size())
            entry.area.colour = colours.at(entry.classIndex);
}

void setDepthColours(CanvasLayer& layer, const QList<QRgb>& colours, DepthRange range)
{
    layer.palette = colours;
    layer.nearMetres = range.nearMetres;
    layer.farMetres = std::max(range.farMetres, range.nearMetres + 1e-3f);
}

void applyDepth(ShownPicture& shown, const ColourChoice& choice)
{
    QList<QRgb> colours = shown.depthMaps.value(choice.depth, shown.depthMaps.value(QStringLiteral("dusk")));
    if (choice.reversed)
        std::reverse(colours.begin(), colours.end());
    DepthRange predicted = shown.predictedRange;
    DepthRange truth = shown.truthRange;
    if (choice.range == ColourChoice::Range::Fixed)
        predicted = truth = {static_cast<float>(choice.nearMetres), static_cast<float>(choice.farMetres)};
    else if (choice.range == ColourChoice::Range::Same && shown.truth.depth)
        predicted = truth; // so that the same colour means the same metres
    if (shown.layer.depth)
        setDepthColours(shown.layer, colours, predicted);
    if (shown.truth.depth)
        setDepthColours(shown.truth, colours, truth);
}

} // namespace

void applyColours(ShownPicture& shown, const ColourChoice& choice)
{
    if (!shown.bank)
        return;
    shown.classColours = classColours(shown, choice);
    for (CanvasLayer* layer : {&shown.layer, &shown.truth})
        if (layer->labels)
            layer->palette = shown.classColours;
    recolour(shown.legend, shown.classColours);
    recolour(shown.truthLegend, shown.classColours);
    applyDepth(shown, choice);
}

QString textFrom(const ColourChoice& choice)
{
    QJsonObject own;
    for (auto it = choice.own.begin(); it != choice.own.end(); ++it)
        own.insert(it.key(), QColor::fromRgb(it.value()).name());
    const QJsonObject object{{QStringLiteral("classes"), static_cast<int>(choice.classes)},
                             {QStringLiteral("own"), own},
                             {QStringLiteral("depth"), choice.depth},
                             {QStringLiteral("reversed"), choice.reversed},
                             {QStringLiteral("range"), static_cast<int>(choice.range)},
                             {QStringLiteral("near"), choice.nearMetres},
                             {QStringLiteral("far"), choice.farMetres}};
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

ColourChoice colourChoiceFrom(const QString& text)
{
    const QJsonObject object = QJsonDocument::fromJson(text.toUtf8()).object();
    ColourChoice choice;
    choice.classes =
        object[QStringLiteral("classes")].toInt() == 1 ? ColourChoice::Classes::Safe : ColourChoice::Classes::DataSet;
    const QJsonObject own = object[QStringLiteral("own")].toObject();
    for (auto it = own.begin(); it != own.end(); ++it)
        if (const QColor colour(it.value().toString()); colour.isValid())
            choice.own.insert(it.key(), colour.rgb());
    choice.depth = object[QStringLiteral("depth")].toString(choice.depth);
    choice.reversed = object[QStringLiteral("reversed")].toBool();
    choice.range = static_cast<ColourChoice::Range>(std::clamp(object[QStringLiteral("range")].toInt(), 0, 2));
    choice.nearMetres = std::clamp(object[QStringLiteral("near")].toDouble(choice.nearMetres), 0., 10'000.);
    choice.farMetres = std::clamp(object[QStringLiteral("far")].toDouble(choice.farMetres), 0., 10'000.);
    return choice;
}

} // namespace nectar
