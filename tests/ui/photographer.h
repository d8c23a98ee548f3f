// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/presenters/thumbnail_cache.h"
#include "ui/views/main_window.h"

#include <QCursor>
#include <QPainter>
#include <QTest>

#include <cstdio>

namespace nectar {

constexpr int kPatienceMs = 120'000;

/// Takes pictures of the window and its dialogs into a folder, when their thumbnails are there.
class Photographer {
public:
    Photographer(MainWindow& window, const ThumbnailCache& thumbnails, QString folder)
        : m_window(window), m_thumbnails(thumbnails), m_folder(std::move(folder))
    {}

    void take(const QString& name) { take(name, m_window); }

    void take(const QString& name, QWidget& widget)
    {
        QTest::qWait(60); // layout and thumbnails
        if (!QTest::qWaitFor([this] { return !m_thumbnails.isReading(); }, 20'000))
            std::fprintf(stderr, "%s: thumbnails are missing\n", qPrintable(name));
        QTest::qWait(60);
        const QString file = QStringLiteral("%1/%2.png").arg(m_folder, name);
        widget.grab().save(file);
        std::printf("%s\n", qPrintable(file));
    }

    /// The window with what has popped up over it, which is then closed.
    void takeOver(const QString& name, QWidget& popup)
    {
        QTest::qWait(60);
        QPixmap whole = m_window.grab();
        QPainter painter(&whole);
        painter.drawPixmap(m_window.mapFromGlobal(popup.pos()), popup.grab());
        painter.end();
        const QString file = QStringLiteral("%1/%2.png").arg(m_folder, name);
        whole.save(file);
        std::printf("%s\n", qPrintable(file));
        popup.close();
    }

    /// The pointer outside of everything that reacts to it.
    void park()
    {
        QCursor::setPos(m_window.mapToGlobal(QPoint(m_window.width() / 2, m_window.height() + 40)));
        QTest::qWait(20);
    }

private:
    MainWindow& m_window;
    const ThumbnailCache& m_thumbnails;
    QString m_folder;
};

} // namespace nectar
