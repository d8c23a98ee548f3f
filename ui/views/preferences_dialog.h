// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/views/growing_dialog.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace nectar {

class ColourPresenter;
class PreferencesPresenter;
class SettingsPresenter;

/// How the studio works and looks. Every change acts at once.
class PreferencesDialog : public GrowingDialog {
    Q_OBJECT

public:
    PreferencesDialog(PreferencesPresenter& presenter, SettingsPresenter& settings, ColourPresenter& colours,
                      QWidget* parent);

private:
    QWidget* makeWork();
    QWidget* makeMemory();
    QWidget* makeLook();
    QWidget* makeStart();
    QWidget* makeButtons();
    void showValues();
    void showMachine();
    void askToClear();

    PreferencesPresenter& m_presenter;
    SettingsPresenter& m_settings;
    ColourPresenter& m_colours;
    QComboBox *m_device = nullptr, *m_theme = nullptr, *m_classes = nullptr, *m_numbers = nullptr;
    QSpinBox *m_threads = nullptr, *m_pictures = nullptr, *m_disk = nullptr;
    QLabel *m_deviceNote = nullptr, *m_threadsNote = nullptr, *m_memoryNote = nullptr, *m_diskNote = nullptr;
    QLabel* m_example = nullptr;
    QCheckBox *m_restore = nullptr, *m_tour = nullptr;
    QPushButton* m_clear = nullptr;
};

} // namespace nectar
