// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/pipeline/build_bank.h"

#include <QColor>
#include <QElapsedTimer>
#include <QObject>
#include <QStringList>

namespace nectar {

/// Carries ticks from the batch lane to the window, at most 20 a second; no picture name is lost.
class BuildFeed : public QObject {
    Q_OBJECT

public:
    void classesKnown(const ClassTable& classes, const QString& root);
    void tick(const BuildTick& tick);
    void flush();

Q_SIGNALS:
    void classesFound(const nectar::ClassTable& classes, const QList<QRgb>& palette);
    void ticked(const nectar::BuildTick& tick, const QStringList& newPictures);

private:
    QString m_root;
    BuildTick m_last;
    QStringList m_newPictures;
    QElapsedTimer m_sinceLast;
};

} // namespace nectar

Q_DECLARE_METATYPE(nectar::BuildTick)
Q_DECLARE_METATYPE(nectar::ClassTable)
