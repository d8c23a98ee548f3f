// SPDX-License-Identifier: Apache-2.0
#include "ui/views/help_dialog.h"

#include "ui/models/shortcut_model.h"
#include "ui/presenters/about_values.h"
#include "ui/views/theme.h"

#include <QApplication>
#include <QDialogButtonBox>
#include <QMenu>
#include <QPushButton>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace nectar {

namespace {

using Rows = QList<std::pair<QString, QString>>; ///< keys or a word, and what it does or means

QString section(const QString& title, const Rows& rows, const QPalette& palette)
{
    const ThemeColours& colours = coloursOf(palette);
    QString html = QStringLiteral("<p style='margin-top:14px; margin-bottom:4px; color:%1'><b>%2</b></p>"
                                  "<table cellspacing='0' cellpadding='3' width='100%'>")
                       .arg(colours.accentText.name(), title.toHtmlEscaped());
    for (const auto& [left, right] : rows)
        html += QStringLiteral("<tr><td width='128' style='white-space:nowrap'><b>%1</b></td>"
                               "<td style='color:%3'>%2</td></tr>")
                    .arg(left.toHtmlEscaped(), right.toHtmlEscaped(), colours.muted.name());
    return html + QStringLiteral("</table>");
}

Rows shortcutsOf(const QMenu& menu)
{
    Rows rows;
    for (const QAction* action : menu.actions()) {
        if (const QMenu* inner = action->menu()) {
            rows += shortcutsOf(*inner);
            continue;
        }
        if (const QString keys = keysText(*action); !keys.isEmpty())
            rows.append({keys, withoutMnemonic(action->text())});
    }
    return rows;
}

Rows pictureKeys()
{
    const auto tr = [](const char* text) { return HelpDialog::tr(text); };
    return {{tr("Arrows"), tr("From patch to patch")},
            {tr("Shift+Arrows"), tr("Five patches at a time")},
            {tr("Ctrl+Shift+Arrows"), tr("A rectangle of patches grows and shrinks")},
            {tr("Shift+Drag"), tr("Choose a rectangle of patches")},
            {tr("Ctrl+Shift+Drag"), tr("Go round the patches to choose (lasso)")},
            {tr("Esc"), tr("Let go of the patches")},
            {tr("Hold O"), tr("Hide the layer")},
            {tr("Click"), tr("Keep a patch")},
            {tr("Drag"), tr("Move the picture")},
            {tr("Wheel"), tr("Zoom")},
            {tr("Ctrl+Wheel"), tr("Opacity of the layer")},
            {tr("Middle button"), tr("Drag: move; double click: fit")}};
}

Rows cardKeys()
{
    const auto tr = [](const char* text) { return HelpDialog::tr(text); };
    return {{tr("Up, Down"), tr("From voter to voter, with its picture large")},
            {tr("Click or Space"), tr("Show the voter's picture beside the canvas, to stay")},
            {tr("Enter"), tr("Ask about the voter's picture")},
            {tr("Esc"), tr("Hide the large picture")}};
}

Rows promptKeys()
{
    const auto tr = [](const char* text) { return HelpDialog::tr(text); };
    return {{tr("Click, Arrows"), tr("See what a remembered patch decides in the open picture")},
            {tr("Esc"), tr("Let go of the patch, then close the prompt image")}};
}

Rows measureKeys()
{
    const auto tr = [](const char* text) { return HelpDialog::tr(text); };
    return {{tr("Arrows"), tr("From cell to cell of the table")},
            {tr("Enter"), tr("Patches of the cell; open a picture or a patch")},
            {tr("Esc"), tr("Back to the picture")}};
}

} // namespace

HelpDialog::HelpDialog(const QString& objectName, const QString& title, const QString& html, QWidget* parent)
    : QDialog(parent)
{
    setObjectName(objectName);
    setWindowTitle(title);
    setAttribute(Qt::WA_DeleteOnClose);
    auto* text = new QTextBrowser;
    text->setObjectName(QStringLiteral("helpText"));
    text->setAccessibleName(title);
    text->setHtml(html);
    text->setOpenExternalLinks(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->button(QDialogButtonBox::Close)->setAccessibleName(tr("Close this window"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(text);
    layout->addWidget(buttons);
}

void HelpDialog::setHtml(const QString& html) { findChild<QTextBrowser*>()->setHtml(html); }

QString shortcutsHtml(const QList<QMenu*>& menus, const QPalette& palette)
{
    QString html;
    for (const QMenu* menu : menus) {
        if (const Rows rows = shortcutsOf(*menu); !rows.isEmpty())
            html += section(withoutMnemonic(menu->title()), rows, palette);
    }
    return html + section(HelpDialog::tr("In the picture"), pictureKeys(), palette) +
           section(HelpDialog::tr("In the list of voters"), cardKeys(), palette) +
           section(HelpDialog::tr("In the prompt image beside the canvas"), promptKeys(), palette) +
           section(HelpDialog::tr("In the measures"), measureKeys(), palette);
}

namespace {

/// What experts call it.
Rows fieldTerms()
{
    const auto tr = [](const char* text) { return HelpDialog::tr(text); };
    return {{QStringLiteral("k"), tr("The number of voters (nearest neighbours, kNN) of a patch.")},
            {tr("temperature τ"), tr("The evenness: weights are the softmax of cosine / τ over the k voters.")},
            {tr("cosine"), tr("The similarity: features are L2-normalised, so it is their dot product.")},
            {tr("index"), tr("What finds the neighbours. exact: every entry of the bank is compared, so recall is 1.")},
            {QStringLiteral("n_eff"), tr("1 / Σ w²: to how many voters of equal weight the weights amount.")},
            {tr("entropy"), tr("Of the vote, over ln of the number of classes: 0 one class alone, 1 all alike.")}};
}

} // namespace

QString glossaryHtml(Words words, const QPalette& palette)
{
    const auto tr = [](const char* text) { return HelpDialog::tr(text); };
    const Rows pictures{
        {tr("prompt image"), tr("A labelled picture whose patches the bank remembers: an example.")},
        {tr("query image"), tr("A picture to ask about.")},
        {tr("truth"), tr("The labels or depth that came with a query image, to compare the prediction with.")},
        {tr("patch"), tr("A small square of a picture. Row and column count from 0 at the top left.")},
        {tr("other"), tr("Where you label by clicking: what is none of your classes.")},
        {tr("void"), tr("A part of a picture without a label. It neither votes nor counts.")}};
    const Rows memory{
        {tr("backbone"),
         tr("What describes each patch by its feature, usually a ready-made network. Nectar never trains it.")},
        {tr("feature"), tr("The list of numbers by which the backbone describes a patch; patches that look alike "
                           "have features that are alike.")},
        {tr("bank"), tr("The file in which all patches of the prompt images are kept, with features and labels.")},
        {tr("project"),
         tr("A small file that remembers what is open: the bank, the picture and patch, the numbers, the "
            "prompt images left out, and labels in the making. It names files; it does not contain them.")}};
    const Rows votes{
        {tr("neighbour, voter"),
         tr("A remembered patch that is among the most similar to the one you look at. It votes.")},
        {tr("similarity"), tr("How alike two patches are: 1 is the same, 0 nothing in common.")},
        {tr("weight"), tr("A neighbour's part of the vote. All weights together are 100 %.")},
        {tr("evenness"), tr("How evenly the voters count. Small: only the very best matches count; large: all matches "
                            "count alike. Also called temperature.")},
        {tr("evidence"), tr("The neighbours of a patch with their weights: why the prediction is what it is.")},
        {tr("confidence"), tr("The share of the vote that the winner got. A low one says that the neighbours "
                              "disagree; a high one is no proof.")}};
    const Rows measures{
        {tr("IoU"), tr("How well a class was found: pixels on which labels and prediction agree, of all that either "
                       "gives the class. 1 is perfect. mIoU is the mean over the classes.")},
        {tr("RMSE"), tr("Typical error of depth in metres; large errors count more.")},
        {tr("calibration"), tr("Whether votes are as often right as they are sure. ECE is how far they are from that "
                               "on average; 0 is perfect.")},
        {tr("protocol"), tr("How was measured: at which size, with how many voters, how even. Figures of different "
                            "protocols cannot be compared.")}};
    return section(tr("Pictures"), pictures, palette) + section(tr("Memory"), memory, palette) +
           section(tr("Votes"), votes, palette) + section(tr("Measures"), measures, palette) +
           (words == Words::OfTheField ? section(tr("Terms of the field"), fieldTerms(), palette) : QString());
}

QString aboutHtml(const QPalette& palette)
{
    const auto tr = [](const char* text) { return HelpDialog::tr(text); };
    Rows parts;
    for (const AboutPart& part : aboutParts())
        parts.append({part.name, part.version.isEmpty() ? part.licence
                                                        : QStringLiteral("%1, %2").arg(part.version, part.licence)});
    return QStringLiteral("<h3>Nectar %1</h3><p>%2</p><p>%3</p>")
               .arg(QApplication::applicationVersion().toHtmlEscaped(),
                    tr("Reads new pictures by example: it compares their patches with labelled ones and shows which. "
                       "The method is the retrieval-based evaluation of “Towards In-context Scene Understanding” "
                       "(arXiv 2306.01667)."),
                    tr("Licensed under the Apache License 2.0.")) +
           section(tr("With the work of others"), parts, palette);
}

} // namespace nectar
