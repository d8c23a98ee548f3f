// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/presenters/recipe_presenter.h"
#include "ui/views/form_parts.h"

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QTableView;
class QTableWidget;

namespace nectar {

class RecipeClassModel;

/// One part of how a data set is read; says in place why something cannot be meant.
class RecipeCard : public FormCard {
    Q_OBJECT

public:
    RecipeCard(RecipePresenter& presenter, RecipeIssue::Part part, const QString& title);

protected:
    virtual void showRecipe() = 0;   ///< as it is now
    void addIssue();                 ///< as the last row
    void refuse(const QString& why); ///< of what was typed; "": it can be used
    void change(const QString& what, const Recipe& wanted);
    RecipePresenter& presenter() { return m_presenter; }
    const Recipe& recipe() const { return m_presenter.recipe(); }

private:
    void showIssue();

    RecipePresenter& m_presenter;
    RecipeIssue::Part m_part;
    QLabel* m_issue;
    QString m_refused;
};

/// Which files belong together, and which split they are of.
class RecipeFilesCard final : public RecipeCard {
    Q_OBJECT

public:
    explicit RecipeFilesCard(RecipePresenter& presenter);

private:
    void showRecipe() override;
    QWidget* makeSplits();
    void addSplit();
    void removeSplit();
    void readSplits();

    QLabel* m_root;
    QTableWidget* m_splits;
    QLineEdit *m_image = nullptr, *m_mask = nullptr, *m_depth = nullptr;
};

/// What the values of the masks mean.
class RecipeLabelsCard final : public RecipeCard {
    Q_OBJECT

public:
    explicit RecipeLabelsCard(RecipePresenter& presenter);

private:
    void showRecipe() override;
    QWidget* makeClasses();
    void addClass();
    void removeClass();
    void readIgnored();

    QComboBox* m_encoding;
    RecipeClassModel* m_model;
    QTableView* m_classes;
    QLineEdit* m_ignored;
};

/// What the values of the depth pictures mean.
class RecipeDepthCard final : public RecipeCard {
    Q_OBJECT

public:
    explicit RecipeDepthCard(RecipePresenter& presenter);

private:
    void showRecipe() override;
    void connectFields();
    void readScale();
    void readInvalid();

    QComboBox* m_scale;
    QDoubleSpinBox *m_least, *m_most;
    QLineEdit* m_invalid;
};

/// "0, 65535" to numbers; nothing where a part is none.
std::optional<std::vector<int>> numbersFromText(const QString& text);

} // namespace nectar
