// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/pasted_pictures.h"

#include "core/base/error.h"
#include "ui/convert/text.h"

#include <QObject>

#include <utility>

namespace nectar {

void PastedPictures::keep(const QImage& picture, std::function<void(const Outcome<QString>&)> done)
{
    const QString file = m_folder.filePath(QObject::tr("pasted %1.png").arg(++m_count));
    m_writing.run(
        [picture, file](const std::stop_token&) {
            if (!picture.save(file))
                throw Error(ErrorCode::Io, "cannot keep the picture from the clipboard: " + fromQString(file) +
                                               ": the file cannot be written: free some space for temporary files");
            return file;
        },
        std::move(done));
}

} // namespace nectar
