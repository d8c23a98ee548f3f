// SPDX-License-Identifier: Apache-2.0
#include "ui/views/label_page.h"

#include "ui/convert/text.h"
#include "ui/models/label_picture_model.h"
#include "ui/presenters/label_presenter.h"
#include "ui/views/form_parts.h"
#include "ui/views/label_canvas.h"
#include "ui/views/label_lists.h"
#include "ui/views/label_side.h"

#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

namespace nectar {

LabelPage::LabelPage(LabelPresenter& presenter, QWidget* parent)
    : QWidget(parent), m_presenter(presenter), m_pictures(new LabelPictureModel(this)),
      m_side(new LabelSide(presenter)), m_splitter(new QSplitter)
{
    setObjectName(QStringLiteral("labelPage"));
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(makePictures());
    m_splitter->addWidget(makeCanvas());
    m_splitter->addWidget(m_side);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setStretchFactor(2, 0);
    m_splitter->setSizes({232, 700, 348});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_splitter);

    connect(&presenter, &LabelPresenter::picturesChanged, this, &LabelPage::showPictures);
    connect(&presenter, &LabelPresenter::photoChanged, this, &LabelPage::showPhoto);
    connect(&presenter, &LabelPresenter::classesChanged, this, &LabelPage::showMarks);
    connect(&presenter, &LabelPresenter::labelsChanged, this, &LabelPage::showLabels);
    connect(&presenter, &LabelPresenter::busyChanged, this,
            [this](const QString& text) { m_count->setText(text.isEmpty() ? countedPictures() : text); });
    connect(m_canvas, &LabelCanvas::patchMarked, &presenter, &LabelPresenter::click);
    connect(m_canvas, &LabelCanvas::patchErased, &presenter, &LabelPresenter::erase);
    connect(m_side, &LabelSide::classAdded, this, [this] {
        if (m_presenter.current() >= 0)
            m_canvas->setFocus(Qt::OtherFocusReason); // what comes next is a click
    });
    connect(m_side, &LabelSide::saveRequested, this, &LabelPage::saveRequested);
    connect(m_side, &LabelSide::buildRequested, this, &LabelPage::buildRequested);
    connect(m_pictureView, &LabelPictureView::pictureChosen, &presenter, &LabelPresenter::setCurrent);
    showPictures();
    showPhoto();
}

QWidget* LabelPage::makePictures()
{
    auto* panel = new QFrame;
    panel->setObjectName(QStringLiteral("panel"));
    panel->setMinimumWidth(190);
    auto* layout = new QVBoxLayout(panel);
    layout->setContentsMargins(8, 10, 0, 8);
    layout->setSpacing(8);
    m_count = new QLabel(tr("No pictures yet"));
    m_count->setObjectName(QStringLiteral("labelCount"));
    m_count->setProperty("role", QStringLiteral("muted"));
    m_count->setWordWrap(true);
    m_pictureView = new LabelPictureView;
    m_pictureView->setModel(m_pictures);
    m_add = named(new QPushButton(tr("Add pictures…")), QStringLiteral("labelAdd"), tr("Add pictures to label"));
    m_add->setToolTip(tr("Pictures that have no labels, one by one; a folder can be dropped here"));
    connect(m_add, &QPushButton::clicked, this, &LabelPage::addRequested);
    layout->addWidget(m_count);
    layout->addWidget(m_pictureView, 1);
    auto* below = new QHBoxLayout;
    below->setContentsMargins(0, 0, 8, 0);
    below->addWidget(m_add);
    layout->addLayout(below);
    return panel;
}

QWidget* LabelPage::makeCanvas()
{
    m_canvas = new LabelCanvas;
    m_canvas->setEmptyText(
        tr("Label pictures by clicking\n\nAdd pictures that have no labels, name a few classes at the "
           "right, and click where they are. A few clicks a class label all the pictures.\n\nDrop "
           "pictures or a folder here, or press Add pictures."));
    return m_canvas;
}

QString LabelPage::countedPictures() const
{
    const auto count = m_presenter.pictures().size();
    return count == 0 ? tr("No pictures yet") : count == 1 ? tr("1 picture") : tr("%1 pictures").arg(count);
}

void LabelPage::editNewClass() { m_side->editNewClass(); }

void LabelPage::stepPicture(int direction)
{
    const int next = m_presenter.current() + direction;
    if (next >= 0 && next < m_pictures->rowCount())
        m_presenter.setCurrent(next);
}

void LabelPage::showPictures()
{
    QList<LabelPictureModel::Entry> entries;
    const auto& pictures = m_presenter.pictures();
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        const auto number = static_cast<int>(i);
        entries.append({pictures[i].name, pictures[i].preview, m_presenter.clicksIn(number), pictures[i].problem,
                        number == m_presenter.current()});
    }
    m_pictures->setEntries(entries);
    if (pictures.empty())
        m_count->setText(countedPictures());
    const QModelIndex current = m_pictures->index(std::max(0, m_presenter.current()));
    if (m_presenter.current() >= 0 && m_pictureView->currentIndex() != current) {
        m_pictureView->setCurrentIndex(current);
        m_pictureView->scrollTo(current);
    }
    m_canvas->setNote(hint());
}

/// What to do next, as long as nothing is labelled.
QString LabelPage::hint() const
{
    const int current = m_presenter.current();
    if (current < 0)
        return {};
    const LabelledPicture& picture = m_presenter.pictures()[static_cast<std::size_t>(current)];
    if (picture.state == LabelledPicture::State::Failed)
        return picture.problem;
    if (m_presenter.classes().size() == 1)
        return tr("Name a class at the right, for example road");
    if (m_presenter.clicks().empty())
        return tr("Click a place that shows %1").arg(m_presenter.classes().value(m_presenter.activeClass()));
    return {};
}

void LabelPage::showPhoto()
{
    m_canvas->setPhoto(m_presenter.photo());
    const int current = m_presenter.current();
    const bool reading =
        current >= 0 && m_presenter.photo().levels.isEmpty() &&
        m_presenter.pictures()[static_cast<std::size_t>(current)].state != LabelledPicture::State::Failed;
    m_canvas->setBusyText(reading ? tr("Reading %1 …").arg(m_presenter.photo().name) : QString());
    showLabels();
}

void LabelPage::showMarks()
{
    const QList<QRgb> colours = m_presenter.colours();
    QList<LabelCanvas::Mark> marks;
    for (const LabelMark& mark : m_presenter.marks())
        marks.append({mark.point, colours.value(mark.classIndex)});
    m_canvas->setMarks(marks);
    m_canvas->setNote(hint());
}

void LabelPage::showLabels()
{
    m_canvas->setLayer(m_presenter.clicks().empty() ? CanvasLayer{} : m_presenter.labels().layer);
    showMarks();
}

void LabelPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_presenter.hasPictures())
        m_canvas->setFocus(Qt::OtherFocusReason);
    else
        m_add->setFocus(Qt::OtherFocusReason);
}

void LabelPage::keyPressEvent(QKeyEvent* event)
{
    const int key = event->key();
    if (key >= Qt::Key_0 && key <= Qt::Key_9 && !(event->modifiers() & ~Qt::KeypadModifier))
        return m_presenter.setActiveClass(key - Qt::Key_0);
    if (key == Qt::Key_O && event->modifiers() == Qt::NoModifier && !event->isAutoRepeat())
        return m_canvas->setPeeking(true);
    QWidget::keyPressEvent(event);
}

void LabelPage::keyReleaseEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_O && !event->isAutoRepeat())
        return m_canvas->setPeeking(false);
    QWidget::keyReleaseEvent(event);
}

} // namespace nectar
