// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/dataset/recipe.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QListWidget;
class QPushButton;

namespace nectar {

class RecipePresenter;
class RecipeSampleView;
struct Problem;

/// Corrects how a data set is read, beside samples that follow every correction. Cancelled, nothing was corrected.
class RecipeDialog : public QDialog {
    Q_OBJECT

public:
    RecipeDialog(RecipePresenter& presenter, QWidget* parent);
    void reject() override;

private:
    QWidget* makeRules();
    QWidget* makeSamples();
    QWidget* makeFooter();
    void showRecipe();
    void showReading();
    void load();
    void save();

    RecipePresenter& m_presenter;
    Recipe m_before;
    RecipeSampleView* m_samples = nullptr;
    QComboBox *m_split = nullptr, *m_task = nullptr;
    QLabel *m_head = nullptr, *m_unreadable = nullptr, *m_problem = nullptr, *m_leftOutTitle = nullptr;
    QListWidget* m_leftOut = nullptr;
    QPushButton *m_undo = nullptr, *m_redo = nullptr, *m_guess = nullptr, *m_use = nullptr;
};

} // namespace nectar
