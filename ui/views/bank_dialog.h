// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/presenters/bank_facts.h"

#include <QDialog>

class QLabel;
class QPushButton;

namespace nectar {

class CoverageView;

/// What there is to say about the open bank, with a bar for each class; to be copied as text.
class BankDialog : public QDialog {
    Q_OBJECT

public:
    explicit BankDialog(QWidget* parent);
    void showFacts(const BankFacts& facts);

private:
    void copy();
    QString linesHtml() const;

    BankFacts m_facts;
    QLabel *m_title, *m_lines, *m_remarks, *m_classesTitle;
    CoverageView* m_classes;
    QPushButton* m_copy;
};

} // namespace nectar
