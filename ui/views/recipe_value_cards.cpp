// SPDX-License-Identifier: Apache-2.0
// What the values of masks and depth pictures mean.
#include "ui/convert/text.h"
#include "ui/models/recipe_class_model.h"
#include "ui/views/recipe_cards.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTableView>

#include <algorithm>

namespace nectar {

namespace {

constexpr int kClassRows = 7; ///< seen without scrolling
constexpr double kFarthest = 100'000;

QString textOf(const std::vector<int>& numbers)
{
    QStringList texts;
    for (const int number : numbers)
        texts.append(QString::number(number));
    return texts.join(QStringLiteral(", "));
}

QString textOf(const std::vector<Rgb>& colours)
{
    QStringList texts;
    for (const Rgb& colour : colours)
        texts.append(colourText(colour));
    return texts.join(QStringLiteral("; "));
}

std::optional<std::vector<Rgb>> coloursFromText(const QString& text)
{
    std::vector<Rgb> colours;
    for (const QString& part : text.split(QLatin1Char(';'), Qt::SkipEmptyParts)) {
        if (part.trimmed().isEmpty())
            continue;
        const std::optional<Rgb> colour = colourFromText(part);
        if (!colour)
            return std::nullopt;
        colours.push_back(*colour);
    }
    return colours;
}

QString unitsText(double metresPerUnit) { return QString::number(1 / metresPerUnit, 'g', 10); }

QDoubleSpinBox* distanceBox(const QString& name, const QString& title)
{
    auto* box = named(new QDoubleSpinBox, name, title);
    box->setRange(0, kFarthest);
    box->setDecimals(2);
    box->setSingleStep(0.5);
    box->setButtonSymbols(QAbstractSpinBox::NoButtons);
    box->setSuffix(QStringLiteral("\u00A0m"));
    box->setSpecialValueText(RecipeDepthCard::tr("no limit"));
    return box;
}

} // namespace

RecipeLabelsCard::RecipeLabelsCard(RecipePresenter& presenter)
    : RecipeCard(presenter, RecipeIssue::Part::Labels, tr("What the masks mean")),
      m_encoding(named(new QComboBox, QStringLiteral("recipeEncoding"), tr("What the masks hold"))),
      m_model(new RecipeClassModel(this)),
      m_classes(named(new QTableView, QStringLiteral("recipeClasses"), tr("Classes: value, name, colour"))),
      m_ignored(named(new QLineEdit, QStringLiteral("recipeIgnored"), tr("Values that are no label")))
{
    m_encoding->addItem(tr("numbers: the stored value is the class"));
    m_encoding->addItem(tr("colours: each class has its own"));
    m_encoding->addItem(tr("two values: 0 and anything else"));
    m_ignored->setToolTip(tr("Pixels of the masks with these values count as not labelled: 255, or #000000 where masks "
                             "hold colours; several are separated by a semicolon"));
    m_ignored->setPlaceholderText(tr("none"));
    addRow(tr("Masks hold"), m_encoding);
    addRow(tr("Classes"), makeClasses());
    addRow(tr("No label"), m_ignored);
    addIssue();
    connect(m_encoding, &QComboBox::activated, this, [this](int encoding) {
        Recipe wanted = recipe();
        wanted.encoding = static_cast<MaskEncoding>(encoding);
        change(QStringLiteral("encoding"), wanted);
    });
    connect(m_model, &RecipeClassModel::editRequested, this, [this](const QString& what, const ClassTable& classes) {
        Recipe wanted = recipe();
        wanted.classes = classes;
        change(what, wanted);
    });
    connect(m_model, &RecipeClassModel::refused, this, &RecipeLabelsCard::refuse);
    connect(m_ignored, &QLineEdit::textEdited, this, &RecipeLabelsCard::readIgnored);
    showRecipe();
}

QWidget* RecipeLabelsCard::makeClasses()
{
    m_classes->setModel(m_model);
    m_classes->verticalHeader()->hide();
    m_classes->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_classes->setSelectionMode(QAbstractItemView::SingleSelection);
    m_classes->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_classes->horizontalHeader()->setSectionResizeMode(RecipeClassModel::Name, QHeaderView::Stretch);
    m_classes->setFixedHeight(kClassRows * m_classes->verticalHeader()->defaultSectionSize() + 32);
    m_classes->setToolTip(tr("Double-click or F2 edits. A colour is #804080 or 128, 64, 128; in brackets: Nectar's "
                             "choice, where the data set has none"));
    auto* add = named(new QPushButton(tr("Add class")), QStringLiteral("addRecipeClass"), tr("Add a class"));
    auto* remove =
        named(new QPushButton(tr("Remove class")), QStringLiteral("removeRecipeClass"), tr("Remove the class"));
    connect(add, &QPushButton::clicked, this, &RecipeLabelsCard::addClass);
    connect(remove, &QPushButton::clicked, this, &RecipeLabelsCard::removeClass);
    return withButtonsBelow(m_classes, {add, remove});
}

void RecipeLabelsCard::addClass()
{
    Recipe wanted = recipe();
    int id = 0;
    for (const ClassEntry& entry : wanted.classes.classes)
        id = std::max(id, entry.rawId + 1);
    wanted.classes.classes.push_back({id, fromQString(tr("class %1").arg(id)), {}});
    change(QStringLiteral("add class %1").arg(id), wanted);
    m_classes->selectRow(m_model->rowCount() - 1);
    m_classes->scrollToBottom();
}

void RecipeLabelsCard::removeClass()
{
    const int row = m_classes->currentIndex().row();
    Recipe wanted = recipe();
    if (row < 0 || row >= wanted.classes.count())
        return refuse(tr("Choose the class to remove first"));
    wanted.classes.classes.erase(wanted.classes.classes.begin() + row);
    change(QStringLiteral("remove class %1 of %2").arg(row).arg(recipe().classes.count()), wanted);
}

void RecipeLabelsCard::readIgnored()
{
    Recipe wanted = recipe();
    if (wanted.encoding == MaskEncoding::Colour) {
        const auto colours = coloursFromText(m_ignored->text());
        if (!colours)
            return refuse(tr("Write colours as #000000, several separated by a semicolon"));
        wanted.classes.ignoredColours = *colours;
    } else {
        const auto numbers = numbersFromText(m_ignored->text());
        if (!numbers)
            return refuse(tr("Write whole numbers, several separated by a comma"));
        wanted.classes.ignoredIds = *numbers;
    }
    change(QStringLiteral("ignored"), wanted);
}

void RecipeLabelsCard::showRecipe()
{
    m_encoding->setCurrentIndex(static_cast<int>(recipe().encoding));
    m_model->setClasses(recipe().classes, presenter().palette());
    if (recipe().encoding == MaskEncoding::Colour) {
        if (coloursFromText(m_ignored->text()) != recipe().classes.ignoredColours)
            m_ignored->setText(textOf(recipe().classes.ignoredColours));
    } else if (numbersFromText(m_ignored->text()) != recipe().classes.ignoredIds) {
        m_ignored->setText(textOf(recipe().classes.ignoredIds));
    }
}

RecipeDepthCard::RecipeDepthCard(RecipePresenter& presenter)
    : RecipeCard(presenter, RecipeIssue::Part::Depth, tr("What the depth pictures mean")),
      m_scale(named(new QComboBox, QStringLiteral("recipeScale"), tr("Units of a depth picture in a metre"))),
      m_least(distanceBox(QStringLiteral("recipeNearest"), tr("Nearest depth that counts"))),
      m_most(distanceBox(QStringLiteral("recipeFarthest"), tr("Farthest depth that counts"))),
      m_invalid(named(new QLineEdit, QStringLiteral("recipeInvalid"), tr("Values that are no depth")))
{
    m_scale->setEditable(true);
    m_scale->setInsertPolicy(QComboBox::NoInsert);
    m_scale->addItems({QStringLiteral("1000"), QStringLiteral("256"), QStringLiteral("100"), QStringLiteral("5000"),
                       QStringLiteral("10000"), QStringLiteral("1")});
    const QString uses[] = {
        tr("Millimetres: most depth cameras"), tr("As KITTI has it"), tr("Centimetres"), tr("As TUM RGB-D has it"),
        tr("Tenths of a millimetre"),          tr("Metres")};
    for (int i = 0; i < m_scale->count(); ++i)
        m_scale->setItemData(i, uses[i], Qt::ToolTipRole);
    m_scale->setToolTip(tr("How many units of the stored values are one metre. The metres of the samples tell: rooms "
                           "have some, streets some tens"));
    m_invalid->setToolTip(tr("Stored values that mean there is no depth, separated by a comma"));
    m_invalid->setPlaceholderText(tr("none"));
    addRow(tr("Units per m"), m_scale);
    addRow(tr("From"), m_least);
    addRow(tr("To"), m_most);
    addRow(tr("No depth"), m_invalid);
    addIssue();
    connectFields();
    showRecipe();
}

void RecipeDepthCard::connectFields()
{
    connect(m_scale, &QComboBox::currentTextChanged, this, &RecipeDepthCard::readScale);
    const auto distance = [this](QDoubleSpinBox* box, const char* what, double Recipe::*part) {
        connect(box, &QDoubleSpinBox::valueChanged, this, [this, what, part](double metres) {
            Recipe wanted = recipe();
            wanted.*part = metres;
            change(QLatin1String(what), wanted);
        });
    };
    distance(m_least, "nearest", &Recipe::depthMinMetres);
    distance(m_most, "farthest", &Recipe::depthMaxMetres);
    connect(m_invalid, &QLineEdit::textEdited, this, &RecipeDepthCard::readInvalid);
}

void RecipeDepthCard::readInvalid()
{
    const auto numbers = numbersFromText(m_invalid->text());
    if (!numbers)
        return refuse(tr("Write whole numbers, several separated by a comma"));
    Recipe wanted = recipe();
    wanted.depthInvalid = *numbers;
    change(QStringLiteral("invalid"), wanted);
}

void RecipeDepthCard::readScale()
{
    bool isNumber = false;
    const double units = m_scale->currentText().toDouble(&isNumber);
    if (!isNumber || !(units > 0))
        return refuse(tr("Write how many units are a metre, for example 1000"));
    Recipe wanted = recipe();
    wanted.depthScale = 1 / units;
    change(QStringLiteral("scale"), wanted);
}

void RecipeDepthCard::showRecipe()
{
    const QSignalBlocker quiet(m_scale), quietToo(m_least), andThis(m_most);
    bool isNumber = false;
    const double units = m_scale->currentText().toDouble(&isNumber);
    if (!isNumber || 1 / units != recipe().depthScale)
        m_scale->setEditText(unitsText(recipe().depthScale));
    m_least->setValue(recipe().depthMinMetres);
    m_most->setValue(recipe().depthMaxMetres);
    if (numbersFromText(m_invalid->text()) != recipe().depthInvalid)
        m_invalid->setText(textOf(recipe().depthInvalid));
}

} // namespace nectar
