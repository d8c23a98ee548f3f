// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>

namespace nectar {

/// A dialog that becomes higher where its texts wrap or lines appear, so that nothing of it is squeezed.
class GrowingDialog : public QDialog {
    Q_OBJECT

public:
    using QDialog::QDialog;

protected:
    bool event(QEvent* event) override;
};

} // namespace nectar
