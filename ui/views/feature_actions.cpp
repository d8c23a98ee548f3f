// SPDX-License-Identifier: Apache-2.0
#include "ui/views/feature_actions.h"

#include "ui/presenters/feature_presenter.h"
#include "ui/presenters/settings_presenter.h"
#include "ui/views/feature_page.h"
#include "ui/views/feature_side.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QMainWindow>
#include <QMessageBox>

#include <exception>

namespace nectar {

FeatureActions::FeatureActions(QMainWindow& window, FeaturePage& page, FeaturePresenter& presenter,
                               SettingsPresenter& settings)
    : QObject(&window), m_window(window), m_page(page), m_presenter(presenter), m_settings(settings)
{
    connect(&page, &FeaturePage::addRequested, this, &FeatureActions::choosePictures);
    connect(&page, &FeaturePage::addFolderRequested, this, &FeatureActions::chooseFolder);
    connect(page.side(), &FeatureSide::weightsRequested, this, &FeatureActions::chooseWeights);
    connect(page.side(), &FeatureSide::saveRequested, this, &FeatureActions::save);
    connect(page.side(), &FeatureSide::copyRequested, this, &FeatureActions::copyCommands);
    connect(&presenter, &FeaturePresenter::problemOccurred, this, &FeatureActions::problemOccurred);
    connect(&presenter, &FeaturePresenter::saved, this, [this](const QString& folder, int pictures) {
        Q_EMIT problemOccurred({Problem::Kind::Note,
                                pictures == 1 ? tr("1 picture was saved") : tr("%1 pictures were saved").arg(pictures),
                                tr("In %1.").arg(folder),
                                {}});
    });
}

void FeatureActions::choosePictures()
{
    const QStringList files = QFileDialog::getOpenFileNames(
        &m_window, tr("Pictures to look at"), m_settings.lastFolder(QStringLiteral("features")),
        tr("Pictures (*.png *.jpg *.jpeg *.bmp *.tif *.tiff *.webp);;All files (*)"));
    if (files.isEmpty())
        return;
    m_settings.setLastFolder(QStringLiteral("features"), QFileInfo(files.first()).path());
    m_presenter.addPictures(files);
}

void FeatureActions::chooseFolder()
{
    const QString folder = QFileDialog::getExistingDirectory(&m_window, tr("A folder of pictures to look at"),
                                                             m_settings.lastFolder(QStringLiteral("features")));
    if (folder.isEmpty())
        return;
    m_settings.setLastFolder(QStringLiteral("features"), folder);
    m_presenter.addPictures({folder});
}

void FeatureActions::chooseWeights()
{
    const QString file = QFileDialog::getOpenFileName(&m_window, tr("Weight file of a backbone"),
                                                      m_settings.lastFolder(QStringLiteral("weights")),
                                                      tr("Weights (*.safetensors);;All files (*)"));
    if (file.isEmpty())
        return;
    m_settings.setLastFolder(QStringLiteral("weights"), QFileInfo(file).path());
    m_page.side()->chooseWeights(file);
}

QString FeatureActions::lastFolder() const { return m_settings.lastFolder(QStringLiteral("views")); }

void FeatureActions::save()
{
    const QString folder =
        QFileDialog::getExistingDirectory(&m_window, tr("A folder for the pictures of what is seen"), lastFolder());
    if (folder.isEmpty())
        return;
    m_settings.setLastFolder(QStringLiteral("views"), folder);
    try {
        const QStringList there = m_presenter.existingIn(folder);
        const QString question = there.size() == 1
                                     ? tr("%1 is there already. Replace it?").arg(there.first())
                                     : tr("%1 of these files are there already, %2 among them. Replace them?")
                                           .arg(there.size())
                                           .arg(there.value(0));
        if (!there.isEmpty() &&
            QMessageBox::question(&m_window, tr("Replace what is there?"), question,
                                  QMessageBox::Yes | QMessageBox::Cancel, QMessageBox::Cancel) != QMessageBox::Yes)
            return;
        m_presenter.save(folder, !there.isEmpty());
    } catch (const std::exception&) { // two pictures of one name
        Q_EMIT problemOccurred(problemFrom(std::current_exception()));
    }
}

void FeatureActions::copyCommands()
{
    try {
        const QStringList lines = m_presenter.commands(lastFolder().isEmpty() ? QStringLiteral("views") : lastFolder());
        QApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
        Q_EMIT problemOccurred({Problem::Kind::Note,
                                lines.size() == 1 ? tr("The command line was copied")
                                                  : tr("%1 command lines were copied").arg(lines.size()),
                                tr("What stands behind --out is where it writes; nothing that is there is replaced."),
                                lines.join(QLatin1Char('\n'))});
    } catch (const std::exception&) {
        Q_EMIT problemOccurred(problemFrom(std::current_exception()));
    }
}

} // namespace nectar
