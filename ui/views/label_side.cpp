// SPDX-License-Identifier: Apache-2.0
#include "ui/views/label_side.h"

#include "ui/convert/text.h"
#include "ui/models/label_class_model.h"
#include "ui/presenters/label_presenter.h"
#include "ui/views/form_parts.h"
#include "ui/views/label_lists.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <QVBoxLayout>

#include <cmath>

namespace nectar {

namespace {

constexpr int kPerUnit = 200; ///< steps of the slider between the similarities 0 and 1

QLabel* makeText(const QString& text, const char* role)
{
    auto* label = new QLabel(text);
    label->setProperty("role", QLatin1String(role));
    label->setWordWrap(true);
    return label;
}

} // namespace

LabelSide::LabelSide(LabelPresenter& presenter, QWidget* parent)
    : QFrame(parent), m_presenter(presenter), m_classes(new LabelClassModel(this))
{
    setObjectName(QStringLiteral("panel"));
    setMinimumWidth(260);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(8);
    addClasses(layout);
    layout->addStretch(1);
    addThreshold(layout);
    layout->addSpacing(8);
    addSaving(layout);
    connect(&presenter, &LabelPresenter::classesChanged, this, &LabelSide::showClasses);
    connect(&presenter, &LabelPresenter::labelsChanged, this, [this] {
        showThreshold();
        showClasses();
    });
    connect(&presenter, &LabelPresenter::saveProgressed, this, [this](const JobProgress& progress) {
        m_savingText->setText(progress.total > 0
                                  ? tr("Saving picture %1 of %2 …").arg(progress.done + 1).arg(progress.total)
                                  : QString());
        showSaving();
    });
    showThreshold();
    showClasses();
}

void LabelSide::addClasses(QVBoxLayout* layout)
{
    layout->addWidget(makeText(tr("CLASSES"), "section"));
    m_classView = new LabelClassView;
    m_classView->setModel(m_classes);
    layout->addWidget(m_classView);
    m_newClass = named(new QLineEdit, QStringLiteral("newClass"), tr("Name of a new class"));
    m_newClass->setPlaceholderText(tr("New class, for example road"));
    auto* add = named(new QPushButton(tr("Add")), QStringLiteral("addClass"), tr("Add the class"));
    add->setToolTip(tr("The next clicks give this class (Enter)"));
    layout->addWidget(sideBySide(m_newClass, add));
    m_classIssue = makeText({}, "caption");
    m_classIssue->setObjectName(QStringLiteral("classIssue"));
    m_classIssue->hide();
    layout->addWidget(m_classIssue);
    connect(m_newClass, &QLineEdit::returnPressed, this, &LabelSide::addClass);
    connect(m_newClass, &QLineEdit::textEdited, m_classIssue, &QWidget::hide);
    connect(add, &QPushButton::clicked, this, &LabelSide::addClass);
    connect(m_classView, &LabelClassView::classChosen, &m_presenter, &LabelPresenter::setActiveClass);
    connect(m_classes, &LabelClassModel::renameRequested, this,
            [this](int classIndex, const QString& name) { showIssue(m_presenter.renameClass(classIndex, name)); });
}

void LabelSide::addThreshold(QVBoxLayout* layout)
{
    layout->addWidget(makeText(tr("HOW SIMILAR A PATCH MUST BE"), "section"));
    const QString help =
        tr("A patch that is less similar than this to every click stays unknown. Farther to the right: "
           "less is labelled, and more surely");
    m_threshold = named(new QSlider(Qt::Horizontal), QStringLiteral("threshold"), tr("Least similarity"));
    m_threshold->setRange(-kPerUnit, kPerUnit);
    m_threshold->setToolTip(help);
    m_thresholdField = named(new QDoubleSpinBox, QStringLiteral("value"), tr("Least similarity"));
    m_thresholdField->setRange(-1, 1);
    m_thresholdField->setDecimals(3);
    m_thresholdField->setSingleStep(0.01);
    m_thresholdField->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_thresholdField->setKeyboardTracking(false);
    m_thresholdField->setFixedWidth(62);
    m_thresholdField->setToolTip(help);
    m_automatic = named(new QCheckBox(tr("Choose it from the clicks")), QStringLiteral("automaticThreshold"),
                        tr("Choose the least similarity from the clicks"));
    m_automatic->setToolTip(tr("The value that parts clicks of different classes best"));
    m_thresholdText = makeText({}, "caption");
    layout->addWidget(sideBySide(m_threshold, m_thresholdField));
    layout->addWidget(m_automatic);
    layout->addWidget(m_thresholdText);
    connect(m_threshold, &QSlider::valueChanged, this,
            [this](int value) { m_presenter.setThreshold(static_cast<float>(value) / kPerUnit); });
    connect(m_thresholdField, &QDoubleSpinBox::valueChanged, this,
            [this](double value) { m_presenter.setThreshold(static_cast<float>(value)); });
    connect(m_automatic, &QCheckBox::toggled, this,
            [this](bool on) { m_presenter.setThreshold(on ? std::nullopt : std::optional(m_presenter.threshold())); });
}

void LabelSide::addSaving(QVBoxLayout* layout)
{
    layout->addWidget(makeText(tr("WHEN IT LOOKS RIGHT"), "section"));
    m_save = named(new QPushButton(tr("Save labels…")), QStringLiteral("labelSave"), tr("Save labels"));
    m_save->setToolTip(tr("Pictures, masks (PNG), annotations.json (COCO) and the clicks, in a folder (Ctrl+Shift+L)"));
    m_build = named(new QPushButton(tr("Save and build a bank…")), QStringLiteral("labelBuild"),
                    tr("Save labels and build a bank from them"));
    m_build->setToolTip(tr("The labelled pictures become the examples by which Nectar reads new ones"));
    m_build->setProperty("primary", true);
    m_cancel = named(new QPushButton(tr("Cancel")), QStringLiteral("labelCancel"), tr("Cancel saving"));
    m_savingText = makeText({}, "caption");
    layout->addWidget(m_save);
    layout->addWidget(m_build);
    layout->addWidget(m_savingText);
    layout->addWidget(m_cancel);
    connect(m_save, &QPushButton::clicked, this, &LabelSide::saveRequested);
    connect(m_build, &QPushButton::clicked, this, &LabelSide::buildRequested);
    connect(m_cancel, &QPushButton::clicked, &m_presenter, &LabelPresenter::cancelSaving);
}

void LabelSide::editNewClass() { m_newClass->setFocus(Qt::ShortcutFocusReason); }

void LabelSide::addClass()
{
    const QString issue = m_presenter.addClass(m_newClass->text());
    showIssue(issue);
    if (!issue.isEmpty())
        return;
    m_newClass->clear();
    Q_EMIT classAdded();
}

void LabelSide::showIssue(const QString& issue)
{
    m_classIssue->setText(issue);
    m_classIssue->setVisible(!issue.isEmpty());
}

void LabelSide::showClasses()
{
    const QList<QRgb> colours = m_presenter.colours();
    const std::vector<double> shares = m_presenter.meanShares();
    QList<LabelClassModel::Entry> entries;
    for (int c = 0; c < static_cast<int>(m_presenter.classes().size()); ++c)
        entries.append({m_presenter.classes().at(c), colours.value(c), m_presenter.clicksOf(c),
                        shares[static_cast<std::size_t>(c)], c == m_presenter.activeClass()});
    const bool grows = entries.size() != m_classes->rowCount();
    m_classes->setEntries(entries);
    if (grows)
        m_classView->updateGeometry();
    if (const QModelIndex active = m_classes->index(m_presenter.activeClass());
        active.isValid() && m_classView->currentIndex() != active)
        m_classView->setCurrentIndex(active);
    showSaving();
}

void LabelSide::showThreshold()
{
    const bool any = !m_presenter.clicks().empty();
    const auto threshold = static_cast<double>(m_presenter.threshold());
    const QSignalBlocker quietSlider(m_threshold), quietField(m_thresholdField), quietBox(m_automatic);
    if (!m_threshold->isSliderDown())
        m_threshold->setValue(static_cast<int>(std::lround(threshold * kPerUnit)));
    m_thresholdField->setValue(threshold);
    m_automatic->setChecked(!m_presenter.hasOwnThreshold());
    m_threshold->setEnabled(any);
    m_thresholdField->setEnabled(any);
    m_automatic->setEnabled(any);
    m_thresholdText->setText(any ? tr("%1 % of the pictures is unknown: less similar than this to every click.")
                                       .arg(numberText(m_presenter.meanShares().back() * 100, 1))
                                 : tr("It acts as soon as there is a click."));
}

void LabelSide::showSaving()
{
    const bool saving = m_presenter.isSaving();
    const bool usable = !saving && !m_presenter.clicks().empty();
    m_save->setEnabled(usable);
    m_build->setEnabled(usable);
    m_cancel->setVisible(saving);
    m_savingText->setVisible(!m_savingText->text().isEmpty());
}

} // namespace nectar
