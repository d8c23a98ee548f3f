// SPDX-License-Identifier: Apache-2.0
#include "ui/views/cancel_question.h"

#include "ui/convert/text.h"
#include "ui/presenters/build_bank_presenter.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

namespace nectar {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("CancelQuestion", text); }

/// Of reading pictures, at the rate that was measured.
double secondsSpent(const BuildProgress& progress)
{
    return progress.imagesPerSecond > 0 ? static_cast<double>(progress.imagesDone) / progress.imagesPerSecond : 0;
}

} // namespace

void cancelBuild(QWidget& window, BuildBankPresenter& build, double askAfterSeconds)
{
    const BuildProgress& progress = build.progress();
    if (!build.isRunning() || progress.imagesDone == 0 || secondsSpent(progress) < askAfterSeconds)
        return build.cancel();
    auto* box = new QMessageBox(QMessageBox::Question, tr("Cancel the build"),
                                tr("Throw away what was read of %1 pictures?").arg(countText(progress.imagesDone)),
                                QMessageBox::NoButton, &window);
    box->setObjectName(QStringLiteral("cancelQuestion"));
    box->setInformativeText(tr("Pause keeps it: building the same bank goes on from there."));
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton* discard = box->addButton(tr("Throw away"), QMessageBox::DestructiveRole);
    QPushButton* pause = box->addButton(tr("Pause"), QMessageBox::AcceptRole);
    QPushButton* goOn = box->addButton(tr("Go on building"), QMessageBox::RejectRole);
    box->setDefaultButton(pause);
    box->setEscapeButton(goOn);
    QObject::connect(discard, &QPushButton::clicked, &build, &BuildBankPresenter::cancel);
    QObject::connect(pause, &QPushButton::clicked, &build, &BuildBankPresenter::pause);
    QObject::connect(&build, &BuildBankPresenter::stopped, box, &QWidget::close);
    QObject::connect(&build, &BuildBankPresenter::finished, box, &QWidget::close);
    box->open();
}

} // namespace nectar
