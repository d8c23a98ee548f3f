// SPDX-License-Identifier: Apache-2.0
#include "ui/views/feature_side.h"

#include "ui/convert/text.h"
#include "ui/presenters/build_bank_presenter.h"
#include "ui/presenters/feature_presenter.h"
#include "ui/views/expert_mode.h"
#include "ui/views/form_parts.h"
#include "ui/views/icons.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QEvent>
#include <QFileInfo>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace nectar {

namespace {

constexpr int kNameWidth = 176; ///< of a weight file, in the narrowest panel

QLabel* makeText(const QString& text, const char* role)
{
    auto* label = new QLabel(text);
    label->setProperty("role", QLatin1String(role));
    label->setWordWrap(true);
    return label;
}

/// It may be narrower than its longest choice, which is then shortened.
QComboBox* makeChoice(const char* name, const QString& accessibleName)
{
    auto* box = named(new QComboBox, QLatin1String(name), accessibleName);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(10);
    return box;
}

} // namespace

FeatureSide::FeatureSide(FeaturePresenter& presenter, QWidget* parent) : QFrame(parent), m_presenter(presenter)
{
    setObjectName(QStringLiteral("panel"));
    setMinimumWidth(260);
    auto* choices = new QWidget;
    auto* inner = new QVBoxLayout(choices);
    inner->setContentsMargins(16, 12, 16, 0);
    inner->setSpacing(8);
    addBackbone(inner);
    inner->addSpacing(8);
    addSize(inner);
    inner->addSpacing(8);
    addSharing(inner);
    inner->addStretch(1);
    auto* scroll = new QScrollArea; // a low window has no room for all
    scroll->setWidget(choices);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    choices->setAutoFillBackground(false);
    auto* saving = new QVBoxLayout;
    saving->setContentsMargins(16, 0, 16, 12);
    saving->setSpacing(8);
    addSaving(saving);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    layout->addWidget(scroll, 1);
    layout->addLayout(saving);
    connect(&presenter, &FeaturePresenter::choicesChanged, this, &FeatureSide::showChoices);
    connect(&presenter, &FeaturePresenter::picturesChanged, this, &FeatureSide::showSaving);
    connect(&presenter, &FeaturePresenter::progressed, this, &FeatureSide::showSaving);
    showChoices();
}

void FeatureSide::addBackbone(QVBoxLayout* layout)
{
    layout->addWidget(makeText(tr("BACKBONE"), "section"));
    m_backbone = makeChoice("featureBackbone", tr("Backbone"));
    if (BuildBankPresenter::hasStarterBackbone())
        m_backbone->addItem(tr("Starter network"), QStringLiteral("starter"));
    m_backbone->addItem(tr("Descriptor"), QStringLiteral("descriptor"));
    auto* browse = named(new QPushButton(tr("Weight file…")), QStringLiteral("featureWeights"),
                         tr("Choose a weight file of a network"));
    browse->setToolTip(tr("A file with the numbers of a network: DINO, DINOv2, MAE or timm (safetensors)"));
    m_note = makeText({}, "caption");
    m_note->setObjectName(QStringLiteral("featureBackboneNote"));
    m_terms = expertOnly(makeText({}, "caption"), Room::Kept);
    m_terms->setObjectName(QStringLiteral("featureTerms"));
    m_question =
        makeText(tr("The file cannot say how it was trained, and that decides how pictures are fed to it:"), "caption");
    m_profile = makeChoice("featureProfile", tr("How the weights were trained"));
    m_profile->addItem(tr("not known"), QStringLiteral("auto"));
    m_profile->addItem(tr("DINO"), QStringLiteral("dino"));
    m_profile->addItem(tr("MAE"), QStringLiteral("mae"));
    m_profile->addItem(tr("Supervised (timm)"), QStringLiteral("timm"));
    for (QWidget* part :
         {static_cast<QWidget*>(m_backbone), static_cast<QWidget*>(browse), static_cast<QWidget*>(m_note),
          static_cast<QWidget*>(m_terms), static_cast<QWidget*>(m_question), static_cast<QWidget*>(m_profile)})
        layout->addWidget(part);
    connect(m_backbone, &QComboBox::activated, this, [this] {
        m_profile->setCurrentIndex(0); // the answer belonged to the other file
        choose();
    });
    connect(m_profile, &QComboBox::activated, this, &FeatureSide::choose);
    connect(browse, &QPushButton::clicked, this, &FeatureSide::weightsRequested);
}

void FeatureSide::addSize(QVBoxLayout* layout)
{
    layout->addWidget(makeText(tr("INPUT SIZE"), "section"));
    m_size = makeChoice("featureSize", tr("Input size"));
    m_size->setToolTip(tr("The short side of a picture as the backbone reads it: larger has more and finer patches, "
                          "and takes longer"));
    m_size->addItem(tr("the backbone's usual one"), 0);
    for (const int side : kSides)
        m_size->addItem(tr("%1 px").arg(side), side);
    layout->addWidget(m_size);
    connect(m_size, &QComboBox::activated, this, &FeatureSide::choose);
}

void FeatureSide::addSharing(QVBoxLayout* layout)
{
    layout->addWidget(makeText(tr("WHAT A COLOUR MEANS"), "section"));
    m_sharing = new QButtonGroup(this);
    const auto add = [&](int id, const char* name, const QString& text, const QString& help) {
        auto* button = named(new QRadioButton(text), QLatin1String(name), text);
        button->setToolTip(help);
        button->setMinimumHeight(32);
        m_sharing->addButton(button, id);
        layout->addWidget(button);
    };
    add(0, "colourEach", tr("Each picture by itself"),
        tr("Every picture shows its own contrasts best; the same colour means something else in another"));
    add(1, "colourShared", tr("The same in all chosen pictures"),
        tr("In all selected pictures the same colour means the same; if one alone is selected, in all of the list"));
    connect(m_sharing, &QButtonGroup::idClicked, this, [this](int id) { m_presenter.setShared(id == 1); });
}

void FeatureSide::addSaving(QVBoxLayout* layout)
{
    m_save = named(new QPushButton, QStringLiteral("featureSave"), tr("Save pictures of what is seen"));
    m_save->setProperty("primary", true);
    m_copy = named(new QPushButton(lineIcon(QStringLiteral("copy")), tr("Copy command line")),
                   QStringLiteral("featureCopy"), tr("Copy the command line that saves the same"));
    layout->addWidget(m_save);
    layout->addWidget(m_copy);
    connect(m_save, &QPushButton::clicked, this, &FeatureSide::saveRequested);
    connect(m_copy, &QPushButton::clicked, this, &FeatureSide::copyRequested);
}

void FeatureSide::chooseWeights(const QString& file)
{
    int row = m_backbone->findData(file);
    if (row < 0) {
        const QString name = QFileInfo(file).fileName();
        m_backbone->addItem(fontMetrics().elidedText(name, Qt::ElideMiddle, kNameWidth), file);
        row = m_backbone->count() - 1;
        m_backbone->setItemData(row, file, Qt::ToolTipRole);
    }
    m_backbone->setCurrentIndex(row);
    m_profile->setCurrentIndex(0);
    choose();
}

void FeatureSide::choose()
{
    m_presenter.setForm(
        {m_backbone->currentData().toString(), m_profile->currentData().toString(), m_size->currentData().toInt()});
}

void FeatureSide::showChoices()
{
    const FeatureForm& form = m_presenter.form();
    m_backbone->setCurrentIndex(std::max(0, m_backbone->findData(form.backbone)));
    m_profile->setCurrentIndex(std::max(0, m_profile->findData(form.profile)));
    m_size->setCurrentIndex(std::max(0, m_size->findData(form.side)));
    m_sharing->button(m_presenter.isShared() ? 1 : 0)->setChecked(true);
    showBackbone();
    showSaving();
}

void FeatureSide::showBackbone()
{
    const auto& spec = m_presenter.backbone();
    const auto& problem = m_presenter.backboneProblem();
    const QString file = m_presenter.form().backbone;
    m_backbone->setToolTip(
        file.contains(QLatin1Char('/')) ? file : tr("It describes each patch by a list of numbers, its feature"));
    QString note = tr("Recognising it …");
    if (problem)
        note = noteHtml(NoteKind::Bad, problem->title + QStringLiteral(": ") + problem->text, palette());
    else if (spec && spec->kind == "descriptor")
        note = tr("Counts colours and edges: no weights, at once, on any machine.");
    else if (spec)
        note = tr("%1. Patches of %2 pixels.").arg(toQString(spec->name)).arg(spec->patchSize);
    m_note->setText(note);
    m_terms->setText(!spec ? QStringLiteral(" ")
                     : spec->heads == 0
                         ? tr("%1 features a patch").arg(countText(spec->dim))
                         : tr("%1 features a patch, %2 blocks, %3 heads")
                               .arg(countText(spec->dim), countText(spec->depth), countText(spec->heads)));
    const bool isAsked = (spec && spec->profileWasGuessed) || m_presenter.form().profile != QStringLiteral("auto");
    m_question->setVisible(isAsked);
    m_profile->setVisible(isAsked);
}

/// The mark of a fault has the theme's colours.
void FeatureSide::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_copy)
        showBackbone();
}

void FeatureSide::showSaving()
{
    const auto count = m_presenter.rowsToSave().size();
    const QString whyNot = m_presenter.whyNotSave();
    m_save->setText(count > 1 ? tr("Save %1 pictures…").arg(count) : tr("Save picture…"));
    m_save->setEnabled(whyNot.isEmpty());
    m_copy->setEnabled(whyNot.isEmpty());
    const QString which =
        m_presenter.isShared() ? tr("of all pictures whose colours mean the same") : tr("of the selected pictures");
    m_save->setToolTip(whyNot.isEmpty() ? tr("What is seen %1, as PNG into a folder").arg(which) : whyNot);
    m_copy->setToolTip(whyNot.isEmpty() ? tr("The nectar command line that saves the same, %1").arg(which) : whyNot);
}

} // namespace nectar
