// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>

class QMenu;

namespace nectar {

/// A page of the help in a window of its own, which does not keep anybody from working on.
class HelpDialog : public QDialog {
    Q_OBJECT

public:
    HelpDialog(const QString& objectName, const QString& title, const QString& html, QWidget* parent);
    void setHtml(const QString& html);
};

/// Every shortcut of these menus by its menu, and what keys and mouse do in the picture.
QString shortcutsHtml(const QList<QMenu*>& menus, const QPalette& palette);
/// The words of the window, explained.
enum class Words { Plain, OfTheField };
/// OfTheField: also what experts call things.
QString glossaryHtml(Words words, const QPalette& palette);
/// Version, licence, and the parts by others.
QString aboutHtml(const QPalette& palette);

} // namespace nectar
