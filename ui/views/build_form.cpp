// SPDX-License-Identifier: Apache-2.0
#include "ui/views/build_form.h"

#include "ui/convert/text.h"
#include "ui/presenters/build_bank_presenter.h"
#include "ui/views/form_parts.h"
#include "ui/views/recipe_strip.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>

namespace nectar {

namespace {

constexpr int kReviewDelayMs = 250;
constexpr int kColumnWidth = 760;
constexpr int kTextWidth = 564; ///< a wrapping label asks for too much height without one

} // namespace

BuildFormView::BuildFormView(BuildBankPresenter& presenter, QWidget* parent) : QWidget(parent), m_presenter(presenter)
{
    setObjectName(QStringLiteral("buildForm"));
    setFocusPolicy(Qt::ClickFocus);
    auto* column = new QWidget;
    column->setMaximumWidth(kColumnWidth);
    auto* inner = new QVBoxLayout(column);
    inner->setContentsMargins(24, 20, 24, 20);
    inner->setSpacing(12);
    auto* title = new QLabel(tr("Build a bank from labelled pictures"));
    title->setProperty("role", QStringLiteral("title"));
    inner->addWidget(title);
    for (QWidget* part : {makePictures(), makeBackbone(), makeSize()})
        inner->addWidget(part);
    inner->addStretch();

    auto* scroll = new QScrollArea;
    scroll->setWidget(centred(column));
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(scroll, 1);
    layout->addWidget(makeFooter());

    m_delay.setSingleShot(true);
    m_delay.setInterval(kReviewDelayMs);
    connect(&m_delay, &QTimer::timeout, this, &BuildFormView::review);
    connect(&presenter, &BuildBankPresenter::reviewReady, this, &BuildFormView::showReview);
    connect(&presenter, &BuildBankPresenter::reviewFailed, this, &BuildFormView::showProblem);
    connect(m_output, &QLineEdit::textChanged, this, &BuildFormView::showReadiness);
    for (const auto signal : {&BuildBankPresenter::started, &BuildBankPresenter::stopped})
        connect(&presenter, signal, this, &BuildFormView::showReadiness);
    connect(&presenter, &BuildBankPresenter::finished, this, &BuildFormView::showReadiness);
    openFolder({});
}

QWidget* BuildFormView::makePictures()
{
    m_folder = named(new QLineEdit, QStringLiteral("dataFolder"), tr("Folder of labelled pictures"));
    m_folder->setPlaceholderText(tr("A folder with pictures and their masks or depth"));
    auto* browse = named(new QPushButton(tr("Browse…")), QStringLiteral("browseData"), tr("Choose the folder"));
    m_recognised = new QLabel;
    m_recognised->setWordWrap(true);
    m_recognised->setMinimumWidth(kTextWidth);
    m_recognised->setTextFormat(Qt::RichText);
    m_split = named(new QComboBox, QStringLiteral("split"), tr("Which part of the pictures"));
    m_split->setToolTip(tr("The pictures to remember; keep the others apart to ask about them"));
    m_task = named(new QComboBox, QStringLiteral("task"), tr("What to remember"));
    m_task->setToolTip(tr("Which annotations the bank shall know and can predict"));
    auto* card = new FormCard(tr("Pictures"));
    m_limit = named(new QComboBox, QStringLiteral("limit"), tr("How many pictures"));
    m_limit->addItem(tr("all of them"), 0);
    for (const qint64 pictures : kLimits)
        m_limit->addItem(tr("the first %1").arg(countText(pictures)), pictures);
    m_limit->setToolTip(tr("By name. Fewer pictures are read sooner and make a smaller bank"));
    connect(m_limit, &QComboBox::activated, this, &BuildFormView::changed);
    card->addRow(tr("Folder"), sideBySide(m_folder, browse));
    m_reading = new RecipeStrip(m_presenter.recipes());
    connect(m_reading, &RecipeStrip::corrected, this, [this] {
        m_split->clear();
        m_task->clear();
        review();
    });
    card->addRow(QString(), m_recognised);
    card->addRow(QString(), m_reading);
    card->addRow(tr("Part"), sideBySide(m_split, m_limit));
    card->addRow(tr("Read"), m_task);
    connect(browse, &QPushButton::clicked, this, &BuildFormView::chooseFolder);
    connect(m_folder, &QLineEdit::textEdited, this, [this] {
        m_reading->forget();
        m_split->clear();
        m_task->clear();
        m_output->setText(BuildBankPresenter::suggestedOutput(m_folder->text()));
        changed();
    });
    for (QComboBox* box : {m_split, m_task})
        connect(box, &QComboBox::activated, this, &BuildFormView::changed);
    return card;
}

QWidget* BuildFormView::makeBackbone()
{
    m_backbone = named(new QComboBox, QStringLiteral("backbone"), tr("Backbone"));
    m_backbone->setToolTip(tr("The backbone turns each patch into a list of numbers, its feature, so that patches that "
                              "look alike can be found"));
    if (BuildBankPresenter::hasStarterBackbone())
        m_backbone->addItem(tr("Starter: ViT-S/14, reads real photos well"), QStringLiteral("starter"));
    m_backbone->addItem(tr("Descriptor: colours and edges, no weights, very fast"), QStringLiteral("descriptor"));
    auto* browse =
        named(new QPushButton(tr("Weight file…")), QStringLiteral("browseWeights"), tr("Choose a weight file"));
    m_backboneNote = new QLabel;
    m_backboneNote->setWordWrap(true);
    m_backboneNote->setMinimumWidth(kTextWidth);
    m_backboneNote->setProperty("role", QStringLiteral("caption"));
    m_question = new QWidget;
    auto* question = new QVBoxLayout(m_question);
    question->setContentsMargins({});
    auto* text = new QLabel(
        tr("The file cannot say how it was trained, and that decides how pictures are fed to it. Which is it?"));
    text->setWordWrap(true);
    text->setMinimumWidth(kTextWidth);
    question->addWidget(text);
    m_profile = new QButtonGroup(this);
    const QString answers[] = {tr("DINO"), tr("MAE"), tr("Supervised (timm)")};
    auto* row = new QHBoxLayout;
    for (int i = 0; i < 3; ++i) {
        auto* button = named(new QRadioButton(answers[i]), QStringLiteral("profile%1").arg(i), answers[i]);
        m_profile->addButton(button, i);
        row->addWidget(button);
    }
    row->addStretch();
    question->addLayout(row);
    m_question->hide();
    connect(m_profile, &QButtonGroup::idClicked, this, &BuildFormView::changed);
    auto* card = new FormCard(tr("Backbone"));
    card->addRow(tr("Features"), sideBySide(m_backbone, browse));
    card->addRow(QString(), m_backboneNote);
    card->addRow(QString(), m_question);
    connect(m_backbone, &QComboBox::activated, this, [this] {
        if (QAbstractButton* checked = m_profile->checkedButton()) {
            m_profile->setExclusive(false); // the answer belonged to the other file
            checked->setChecked(false);
            m_profile->setExclusive(true);
        }
        m_question->hide();
        changed();
    });
    connect(browse, &QPushButton::clicked, this, &BuildFormView::chooseWeights);
    return card;
}

QWidget* BuildFormView::makeSize()
{
    m_side = named(new QComboBox, QStringLiteral("side"), tr("Input size"));
    m_side->addItem(tr("the usual one for this backbone"), 0);
    for (const int side : kSides)
        m_side->addItem(tr("%1 px").arg(side), side);
    m_squash =
        named(new QCheckBox(tr("squash to a square")), QStringLiteral("squash"), tr("Squash pictures to a square"));
    m_squash->setToolTip(tr("Otherwise the short side gets this size and the aspect is kept"));
    m_memory = named(new QComboBox, QStringLiteral("memory"), tr("Memory"));
    m_memory->addItem(tr("every patch"), 0);
    for (const qint64 patches : kMemories)
        m_memory->addItem(tr("at most %1 patches").arg(countText(patches)), patches);
    m_memory->setToolTip(tr("Fewer patches need less memory and answer faster; rare classes are kept first"));
    m_output = named(new QLineEdit, QStringLiteral("output"), tr("File of the bank"));
    auto* browse =
        named(new QPushButton(tr("Browse…")), QStringLiteral("browseOutput"), tr("Choose the file of the bank"));
    auto* card = new FormCard(tr("Bank"));
    card->addRow(tr("Input size"), sideBySide(m_side, m_squash));
    card->addRow(tr("Remember"), m_memory);
    card->addRow(tr("File"), sideBySide(m_output, browse));
    connect(m_side, &QComboBox::activated, this, &BuildFormView::changed);
    connect(m_memory, &QComboBox::activated, this, &BuildFormView::changed);
    connect(m_squash, &QCheckBox::toggled, this, &BuildFormView::changed);
    connect(browse, &QPushButton::clicked, this, &BuildFormView::chooseOutput);
    return card;
}

/// What would fit, where the build is too large for this machine.
QWidget* BuildFormView::makeChoices()
{
    m_choices = new QWidget;
    m_choices->setObjectName(QStringLiteral("smallerBuilds"));
    m_tooLarge = new QLabel;
    m_tooLarge->setObjectName(QStringLiteral("tooLarge"));
    m_tooLarge->setWordWrap(true);
    m_tooLarge->setTextFormat(Qt::RichText);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    for (int i = 0; i < 3; ++i) {
        m_smaller.append(named(new QPushButton, QStringLiteral("smaller%1").arg(i), tr("A smaller bank")));
        row->addWidget(m_smaller.last());
        connect(m_smaller.last(), &QPushButton::clicked, this, [this, i] {
            if (const QList<SmallerBuild> choices = m_presenter.smallerBuilds(); i < choices.size())
                choose(choices.at(i).form);
        });
    }
    row->addStretch();
    auto* layout = new QVBoxLayout(m_choices);
    layout->setContentsMargins({});
    layout->setSpacing(6);
    layout->addWidget(m_tooLarge);
    layout->addLayout(row);
    m_choices->hide();
    return m_choices;
}

QWidget* BuildFormView::makeFooter()
{
    auto* column = new QWidget;
    column->setMaximumWidth(kColumnWidth);
    auto* layout = new QHBoxLayout(column);
    layout->setContentsMargins(24, 10, 24, 12);
    layout->setSpacing(12);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(4);
    m_forecast = new QLabel;
    m_forecast->setObjectName(QStringLiteral("forecast"));
    m_forecast->setWordWrap(true);
    m_problem = new QLabel;
    m_problem->setObjectName(QStringLiteral("formProblem"));
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::RichText);
    m_problem->hide();
    m_exists = new QLabel(tr("The file exists already. Nectar asks before it is replaced."));
    m_exists->setObjectName(QStringLiteral("formExists"));
    m_waiting = new QLabel(tr("Another bank is being built. This one can start when it is done."));
    m_waiting->setObjectName(QStringLiteral("formWaiting"));
    for (QLabel* note : {m_exists, m_waiting}) {
        note->setProperty("role", QStringLiteral("muted"));
        note->setWordWrap(true);
    }
    texts->addWidget(m_forecast);
    texts->addWidget(makeChoices());
    texts->addWidget(m_exists);
    texts->addWidget(m_waiting);
    texts->addWidget(m_problem);
    layout->addLayout(texts, 1);
    auto* back = named(new QPushButton(tr("Back")), QStringLiteral("buildBack"), tr("Back"));
    m_build = named(new QPushButton(tr("Build bank")), QStringLiteral("buildSubmit"), tr("Build bank"));
    m_build->setProperty("primary", true);
    layout->addWidget(back, 0, Qt::AlignVCenter);
    layout->addWidget(m_build, 0, Qt::AlignVCenter);
    connect(back, &QPushButton::clicked, this, &BuildFormView::backRequested);
    connect(m_build, &QPushButton::clicked, this, &BuildFormView::submit);
    auto* footer = new QFrame;
    footer->setObjectName(QStringLiteral("footer"));
    auto* outer = new QVBoxLayout(footer);
    outer->setContentsMargins({});
    outer->addWidget(centred(column));
    return footer;
}

} // namespace nectar
