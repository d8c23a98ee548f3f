// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/about_values.h"

#include "core/torch/device.h"
#include "ui/convert/text.h"

#include <QtGlobal>

namespace nectar {

QList<AboutPart> aboutParts()
{
    const auto lgpl = QStringLiteral("LGPL-3.0");
    const auto mit = QStringLiteral("MIT");
    return {{QStringLiteral("Qt"), QString::fromLatin1(qVersion()), lgpl},
            {QStringLiteral("LibTorch"), toQString(torchVersion()), QStringLiteral("BSD-3-Clause")},
            {QStringLiteral("OpenCV"), {}, QStringLiteral("Apache-2.0")},
            {QStringLiteral("libpng"), {}, QStringLiteral("libpng licence")},
            {QStringLiteral("libjpeg-turbo"), {}, QStringLiteral("IJG licence, BSD-3-Clause")},
            {QStringLiteral("{fmt}"), {}, mit},
            {QStringLiteral("JSON for Modern C++"), {}, mit},
            {QStringLiteral("xxHash"), {}, QStringLiteral("BSD-2-Clause")},
            {QStringLiteral("CLI11"), {}, QStringLiteral("BSD-3-Clause")}};
}

} // namespace nectar
