// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace nectar {

class RecipePresenter;
class RecipeSampleView;

/// In the build form: samples of the data set as they are read, and the way to correct it.
class RecipeStrip : public QWidget {
    Q_OBJECT

public:
    explicit RecipeStrip(RecipePresenter& presenter, QWidget* parent = nullptr);
    void forget(); ///< another folder: nothing is corrected
    /// As BuildForm has it.
    const QString& correction() const { return m_correction; }
    bool isEmpty() const; ///< nothing is known of the folder
    void edit();

Q_SIGNALS:
    void corrected();

private:
    void showReading();

    RecipePresenter& m_presenter;
    QString m_correction;
    RecipeSampleView* m_samples;
    QLabel* m_note;
    QPushButton* m_edit;
};

} // namespace nectar
