// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/canvas_look.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace nectar {

QString textFrom(const CanvasLook& look)
{
    const QJsonObject object{{QStringLiteral("outlineOpacity"), look.outlineOpacity},
                             {QStringLiteral("outlineWidth"), look.outlineWidth},
                             {QStringLiteral("patterns"), look.hasPatterns},
                             {QStringLiteral("names"), look.hasNames}};
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

CanvasLook canvasLookFrom(const QString& text)
{
    const QJsonObject object = QJsonDocument::fromJson(text.toUtf8()).object();
    CanvasLook look;
    look.outlineOpacity = std::clamp(object[QStringLiteral("outlineOpacity")].toDouble(look.outlineOpacity), 0., 1.);
    look.outlineWidth = std::clamp(object[QStringLiteral("outlineWidth")].toInt(look.outlineWidth), 1, 8);
    look.hasPatterns = object[QStringLiteral("patterns")].toBool();
    look.hasNames = object[QStringLiteral("names")].toBool();
    return look;
}

} // namespace nectar
