// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/views/studio_presenters.h"

#include <QObject>

class QMainWindow;
class QMenu;

namespace nectar {

class ImageView;
struct Problem;

/// What leaves the window as files, as commands of the File menu: of the open picture, and of a folder of pictures.
class ExportActions : public QObject {
    Q_OBJECT

public:
    ExportActions(QMainWindow& window, const ImageView& canvas, const StudioPresenters& presenters);

    void addTo(QMenu& fileMenu);
    /// picture: one is looked at; else noPicture says what is to be done first.
    void update(bool picture, const QString& noPicture);

Q_SIGNALS:
    /// pictures: those that a folder's end is about, to be shown.
    void problemOccurred(const nectar::Problem& problem, const QStringList& pictures);
    void told(const QString& text);

private:
    void saveShown(int kind);
    void exportPicture();
    void predictFolder();

    QMainWindow& m_window;
    const ImageView& m_canvas;
    StudioPresenters m_presenters;
};

} // namespace nectar
