// SPDX-License-Identifier: Apache-2.0
#include "ui/views/label_actions.h"

#include "ui/presenters/label_presenter.h"
#include "ui/presenters/settings_presenter.h"
#include "ui/views/commands.h"
#include "ui/views/icons.h"
#include "ui/views/label_page.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMainWindow>
#include <QMenuBar>
#include <QMessageBox>

#include <utility>

namespace nectar {

LabelActions::LabelActions(QMainWindow& window, LabelPage& page, LabelPresenter& presenter, SettingsPresenter& settings)
    : QObject(&window), m_window(window), m_page(page), m_presenter(presenter), m_settings(settings)
{
    makeMenu();
    const auto again = [this] { update(m_isShown); };
    connect(&page, &LabelPage::addRequested, this, &LabelActions::choosePictures);
    connect(&page, &LabelPage::saveRequested, this, [this] { save(false); });
    connect(&page, &LabelPage::buildRequested, this, [this] { save(true); });
    connect(&presenter, &LabelPresenter::problemOccurred, this, [this](const Problem& problem) {
        m_thenBuild = false;
        Q_EMIT problemOccurred(problem);
    });
    connect(&presenter, &LabelPresenter::picturesChanged, this, again);
    connect(&presenter, &LabelPresenter::labelsChanged, this, again);
    connect(&presenter, &LabelPresenter::saved, this, &LabelActions::tellSaved);
}

void LabelActions::makeMenu()
{
    QMenu* menu = m_window.menuBar()->addMenu(tr("&Label"));
    menu->setToolTipsVisible(true);
    LabelPresenter& label = m_presenter;
    const auto command = [&](const char* name, const QString& text, const QString& help, const QKeySequence& keys,
                             auto slot) {
        QAction* action = addCommand(&m_window, menu, {name, text, help, keys});
        connect(action, &QAction::triggered, this, slot);
        return action;
    };
    command("addLabelPictures", tr("&Add pictures…"), tr("Add pictures that have no labels"), {}, [this] {
        choosePictures();
    })->setIcon(lineIcon(QStringLiteral("picture")));
    command("newClass", tr("&New class"), tr("Name another class"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N),
            [this] { m_page.editNewClass(); });
    command("nextLabelPicture", tr("Next &picture"), tr("The next of the pictures that are labelled"),
            QKeySequence(Qt::Key_PageDown), [this] { m_page.stepPicture(1); });
    command("previousLabelPicture", tr("Pre&vious picture"), tr("The one before"), QKeySequence(Qt::Key_PageUp),
            [this] { m_page.stepPicture(-1); });
    command("automaticThreshold", tr("&Choose the least similarity from the clicks"),
            tr("The value that parts clicks of different classes best"), {}, [&label] { label.setThreshold({}); });
    menu->addSeparator();
    command("saveLabels", tr("&Save labels…"), tr("Pictures, masks, COCO annotations and clicks into a folder"),
            QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L), [this] { save(false); })
        ->setIcon(lineIcon(QStringLiteral("save")));
    command("buildFromLabels", tr("Save and &build a bank…"), tr("The labelled pictures become examples"), {}, [this] {
        save(true);
    })->setIcon(lineIcon(QStringLiteral("build")));
    command("startOver", tr("Start &over"), tr("Forget these pictures, classes and clicks; Undo brings them back"), {},
            [&label] { label.startOver(); });
}

void LabelActions::tellSaved(const QString& folder, int pictures)
{
    if (std::exchange(m_thenBuild, false)) {
        Q_EMIT buildRequested(folder);
        return;
    }
    Q_EMIT problemOccurred(
        {Problem::Kind::Note,
         pictures == 1 ? tr("1 labelled picture was saved") : tr("%1 labelled pictures were saved").arg(pictures),
         tr("In %1: pictures, masks, classes.csv, annotations.json (COCO) and clicks.csv. The same on the command "
            "line: "
            "nectar label --backbone %2 --points clicks.csv --classes classes.csv --data images --out …")
             .arg(folder, LabelEngine::backboneName()),
         {}});
}

void LabelActions::choosePictures()
{
    const QStringList files = QFileDialog::getOpenFileNames(
        &m_window, tr("Pictures to label"), m_settings.lastFolder(QStringLiteral("label")),
        tr("Pictures (*.png *.jpg *.jpeg *.bmp *.tif *.tiff *.webp);;All files (*)"));
    if (files.isEmpty())
        return;
    m_settings.setLastFolder(QStringLiteral("label"), QFileInfo(files.first()).path());
    m_presenter.addPictures(files);
}

void LabelActions::save(bool thenBuild)
{
    const QString folder = QFileDialog::getExistingDirectory(&m_window, tr("An empty folder for the labels"),
                                                             m_settings.lastFolder(QStringLiteral("labels")));
    if (folder.isEmpty())
        return;
    m_settings.setLastFolder(QStringLiteral("labels"), QFileInfo(folder).path());
    const bool isEmpty = QDir(folder).isEmpty();
    if (!isEmpty &&
        QMessageBox::question(&m_window, tr("The folder is not empty"),
                              tr("Replace the labels that were saved in %1 before? Files that are not of "
                                 "these pictures stop it before anything is written.")
                                  .arg(QDir(folder).dirName()),
                              QMessageBox::Yes | QMessageBox::Cancel, QMessageBox::Cancel) != QMessageBox::Yes)
        return;
    m_thenBuild = thenBuild;
    m_presenter.save(folder, !isEmpty);
}

void LabelActions::update(bool isShown)
{
    m_isShown = isShown;
    const LabelPresenter& label = m_presenter;
    const QString elsewhere = tr("go to File, Label pictures by clicking first");
    const auto set = [&](const char* name, bool usable, const QString& whyNot) {
        setUsable(*m_window.findChild<QAction*>(QLatin1String(name)), isShown && usable, isShown ? whyNot : elsewhere);
    };
    set("addLabelPictures", true, {});
    set("newClass", true, {});
    const auto last = static_cast<int>(label.pictures().size()) - 1;
    set("nextLabelPicture", label.current() >= 0 && label.current() < last, tr("it is the last picture"));
    set("previousLabelPicture", label.current() > 0, tr("it is the first picture"));
    set("automaticThreshold", label.hasOwnThreshold(), tr("it is chosen from the clicks already"));
    const bool saves = !label.clicks().empty() && !label.isSaving();
    set("saveLabels", saves, tr("click a class first"));
    set("buildFromLabels", saves, tr("click a class first"));
    set("startOver", label.hasPictures(), tr("there is nothing yet"));
}

} // namespace nectar
