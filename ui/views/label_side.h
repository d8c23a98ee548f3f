// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>

class QCheckBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSlider;
class QVBoxLayout;

namespace nectar {

class LabelClassModel;
class LabelClassView;
class LabelPresenter;

/// Beside the picture that is labelled: the classes, how similar a patch must be, and what becomes of the labels.
class LabelSide : public QFrame {
    Q_OBJECT

public:
    explicit LabelSide(LabelPresenter& presenter, QWidget* parent = nullptr);
    void editNewClass(); ///< the cursor goes where a class is named

Q_SIGNALS:
    void classAdded();
    void saveRequested();
    void buildRequested();

private:
    void addClasses(QVBoxLayout* layout);
    void addThreshold(QVBoxLayout* layout);
    void addSaving(QVBoxLayout* layout);
    void addClass();
    void showIssue(const QString& issue);
    void showClasses();
    void showThreshold();
    void showSaving();

    LabelPresenter& m_presenter;
    LabelClassModel* m_classes;
    LabelClassView* m_classView = nullptr;
    QLabel *m_classIssue = nullptr, *m_thresholdText = nullptr, *m_savingText = nullptr;
    QLineEdit* m_newClass = nullptr;
    QSlider* m_threshold = nullptr;
    QDoubleSpinBox* m_thresholdField = nullptr;
    QCheckBox* m_automatic = nullptr;
    QPushButton *m_save = nullptr, *m_build = nullptr, *m_cancel = nullptr;
};

} // namespace nectar
