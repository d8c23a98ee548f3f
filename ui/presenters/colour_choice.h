// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QMap>
#include <QString>

namespace nectar {

struct ShownPicture;

/// Which colours the user wants for classes and for depth.
struct ColourChoice {
    enum class Classes { DataSet, Safe };   ///< Safe: for colour blindness
    enum class Range { Same, Each, Fixed }; ///< of depth: one for truth and prediction, each its own, the user's
    Classes classes = Classes::DataSet;
    QMap<QString, QRgb> own; ///< the user's, by the name of the class
    QString depth = QStringLiteral("dusk");
    bool reversed = false;
    Range range = Range::Same;
    double nearMetres = 0, farMetres = 20; ///< of a fixed range

    friend bool operator==(const ColourChoice&, const ColourChoice&) = default;
};

/// As text that settings and projects keep; what cannot be read is the default.
QString textFrom(const ColourChoice& choice);
ColourChoice colourChoiceFrom(const QString& text);

/// Looks up the colours of everything that is shown; no map is made anew.
void applyColours(ShownPicture& shown, const ColourChoice& choice);

} // namespace nectar
