// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/measurement.h"

#include <QFrame>

class QLabel;

namespace nectar {

class MeasuredClassModel;
class MeasuredClassView;
class ReliabilityChart;

/// The left column: figures with what they mean, and for labels the classes and how sure the votes were.
class MeasureSummary : public QFrame {
    Q_OBJECT

public:
    explicit MeasureSummary(Task task, QWidget* parent = nullptr);
    /// colour: of bars that stand for no class.
    void showLabels(const LabelMeasurement& labels, QRgb colour);
    void showDepth(const DepthMeasurement& depth);

Q_SIGNALS:
    void classChosen(int classIndex);

protected:
    void changeEvent(QEvent* event) override;

private:
    void addLabelParts();
    void showFigures();

    std::optional<DepthMeasurement> m_depth;

    QLabel *m_figures, *m_absent = nullptr, *m_calibration = nullptr;
    MeasuredClassModel* m_classes = nullptr;
    MeasuredClassView* m_classView = nullptr;
    ReliabilityChart* m_reliability = nullptr;
};

/// The small title of a part of a page.
QLabel* sectionTitle(const QString& text);
/// The data colour that bars have which stand for no class.
QRgb barColour(const QList<QRgb>& heat);

} // namespace nectar
