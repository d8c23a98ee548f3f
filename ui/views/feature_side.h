// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>

class QButtonGroup;
class QComboBox;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace nectar {

class FeaturePresenter;

/// Which backbone looks at the pictures, whose colours mean the same, and what is taken away.
class FeatureSide : public QFrame {
    Q_OBJECT

public:
    explicit FeatureSide(FeaturePresenter& presenter, QWidget* parent = nullptr);
    void chooseWeights(const QString& file);

Q_SIGNALS:
    void weightsRequested();
    void saveRequested();
    void copyRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void addBackbone(QVBoxLayout* layout);
    void addSize(QVBoxLayout* layout);
    void addSharing(QVBoxLayout* layout);
    void addSaving(QVBoxLayout* layout);
    void choose();
    void showChoices();
    void showBackbone();
    void showSaving();

    FeaturePresenter& m_presenter;
    QComboBox *m_backbone = nullptr, *m_profile = nullptr, *m_size = nullptr;
    QLabel *m_note = nullptr, *m_terms = nullptr, *m_question = nullptr;
    QButtonGroup* m_sharing = nullptr;
    QPushButton *m_save = nullptr, *m_copy = nullptr;
};

} // namespace nectar
