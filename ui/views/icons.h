// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QIcon>
#include <QString>

namespace nectar {

/// One of our line icons (resources/icons/NAME.svg) in the current text colour of the program's palette: drawn anew in
/// each theme and at each device pixel ratio.
QIcon lineIcon(const QString& name);
/// The same in a fixed colour, for icons over pictures or on accent surfaces.
QIcon lineIcon(const QString& name, const QColor& colour);
/// The programme's own icon: a drop whose lower half is a 3×3 patch grid.
QIcon programIcon();

} // namespace nectar
