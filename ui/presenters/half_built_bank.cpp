// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/half_built_bank.h"

#include "ui/convert/text.h"

#include <QCoreApplication>

#include <algorithm>

namespace nectar {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("HalfBuiltBank", text); }

} // namespace

QString HalfBuiltBank::share() const
{
    // Neither nothing nor all of it, whatever the rounding says.
    const qint64 percent = imagesInAll > 0 ? std::clamp<qint64>(100 * images / imagesInAll, 1, 99) : 0;
    return tr("%1\u00A0% of the prompts").arg(percent);
}

QString HalfBuiltBank::explanation() const
{
    return tr("The bank is not finished: these answers rest on the first %1 of %2 prompt images, by name. What "
              "only later ones show is not known yet. The whole bank takes this one's place when it is ready.")
        .arg(countText(images), countText(imagesInAll));
}

} // namespace nectar
