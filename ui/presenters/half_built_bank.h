// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QMetaType>
#include <QString>

namespace nectar {

/// A bank of what a running build has read so far, in a temporary file.
struct HalfBuiltBank {
    QString file;     ///< temporary: nothing that is kept may name it
    QString finished; ///< where the whole bank will be
    QString former;   ///< the bank that was open before it; "": none
    qint64 images = 0, imagesInAll = 0;

    /// "42 % of the prompts".
    QString share() const;
    /// What that means for its answers.
    QString explanation() const;
};

} // namespace nectar

Q_DECLARE_METATYPE(nectar::HalfBuiltBank)
