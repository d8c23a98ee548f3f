// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/build_feed.h"

#include "core/report/palette.h"
#include "ui/convert/images.h"
#include "ui/convert/text.h"

#include <utility>

namespace nectar {

void BuildFeed::classesKnown(const ClassTable& classes, const QString& root)
{
    m_root = root;
    Q_EMIT classesFound(classes, toQRgbs(paletteFor(classes)));
}

void BuildFeed::tick(const BuildTick& tick)
{
    m_last = tick;
    m_newPictures.append(m_root + QLatin1Char('/') + toQString(tick.lastImage));
    if (!m_sinceLast.isValid() || m_sinceLast.elapsed() >= 50 || tick.imagesDone == tick.imagesTotal)
        flush();
}

void BuildFeed::flush()
{
    if (m_newPictures.isEmpty())
        return;
    m_sinceLast.start();
    Q_EMIT ticked(m_last, std::exchange(m_newPictures, {}));
}

} // namespace nectar
