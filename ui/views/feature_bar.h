// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>

class QButtonGroup;
class QLabel;
class QSlider;
class QToolButton;

namespace nectar {

class FeaturePresenter;

/// The strip under the pictures: what is looked at, and how much of it lies over them.
class FeatureBar : public QFrame {
    Q_OBJECT

public:
    explicit FeatureBar(FeaturePresenter& presenter, QWidget* parent = nullptr);
    void setOpacity(double opacity);

Q_SIGNALS:
    void opacityChosen(double opacity);

private:
    void addView(int view, const char* name, const QString& text, const QString& help, const char* segment);
    void addHeads();
    void addOpacity();
    void fillHeads();
    void showChoices();

    FeaturePresenter& m_presenter;
    QButtonGroup* m_views;
    QToolButton* m_heads = nullptr;
    QSlider* m_opacity = nullptr;
    QLabel* m_opacityText = nullptr;
    QString m_attentionHelp;
};

} // namespace nectar
