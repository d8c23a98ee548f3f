// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/problem.h"
#include "ui/presenters/build_values.h"

#include <QTimer>
#include <QWidget>

class QButtonGroup;
class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace nectar {

class BuildBankPresenter;
class RecipeStrip;

/// What a bank is made of: pictures, backbone, size, memory, place. Says what was recognised and what it will need.
class BuildFormView : public QWidget {
    Q_OBJECT

public:
    explicit BuildFormView(BuildBankPresenter& presenter, QWidget* parent = nullptr);
    /// Begins anew with a folder ("" : none yet).
    void openFolder(const QString& folder);
    BuildForm values() const;

Q_SIGNALS:
    void buildRequested(const nectar::BuildForm& form);
    void backRequested();

private:
    QWidget* makePictures();
    QWidget* makeBackbone();
    QWidget* makeSize();
    QWidget* makeChoices();
    QWidget* makeFooter();
    void changed(); ///< reviews again shortly
    void review();
    void showReview();
    void showReadiness();
    void showChoices(); ///< where the machine is too small
    void choose(const BuildForm& smaller);
    void showProblem(const Problem& problem);
    void chooseFolder();
    void chooseWeights();
    void chooseOutput();
    void submit();

    BuildBankPresenter& m_presenter;
    QTimer m_delay;
    RecipeStrip* m_reading = nullptr;
    QLineEdit *m_folder = nullptr, *m_output = nullptr;
    QLabel *m_recognised = nullptr, *m_backboneNote = nullptr, *m_forecast = nullptr, *m_problem = nullptr,
           *m_exists = nullptr, *m_waiting = nullptr;
    QComboBox *m_split = nullptr, *m_task = nullptr, *m_backbone = nullptr, *m_side = nullptr, *m_memory = nullptr,
              *m_limit = nullptr;
    QCheckBox* m_squash = nullptr;
    QWidget *m_question = nullptr, *m_choices = nullptr;
    QLabel* m_tooLarge = nullptr;
    QButtonGroup* m_profile = nullptr;
    QPushButton* m_build = nullptr;
    QList<QPushButton*> m_smaller; ///< a button for each other form
    bool m_isReady = false;        ///< the data was reviewed and can be read
};

} // namespace nectar
