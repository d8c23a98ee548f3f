// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/file_kinds.h"

#include "core/memory/bank_file.h"
#include "ui/convert/text.h"

#include <QFileInfo>
#include <QImageReader>
#include <QStringList>

namespace nectar {

bool looksLikeBank(const QString& file)
{
    return file.endsWith(QStringLiteral(".bank"), Qt::CaseInsensitive) || isBankFile(pathFromQString(file));
}

bool looksLikePicture(const QString& file)
{
    const QStringList endings{QStringLiteral("png"), QStringLiteral("jpg"), QStringLiteral("jpeg"),
                              QStringLiteral("bmp"), QStringLiteral("tif"), QStringLiteral("tiff"),
                              QStringLiteral("webp")};
    return endings.contains(QFileInfo(file).suffix(), Qt::CaseInsensitive) ||
           !QImageReader::imageFormat(file).isEmpty();
}

} // namespace nectar
