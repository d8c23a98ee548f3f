// SPDX-License-Identifier: Apache-2.0
#include "ui/views/recipe_strip.h"

#include "ui/convert/text.h"
#include "ui/presenters/recipe_presenter.h"
#include "ui/views/form_parts.h"
#include "ui/views/recipe_dialog.h"
#include "ui/views/recipe_sample_view.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace nectar {

RecipeStrip::RecipeStrip(RecipePresenter& presenter, QWidget* parent)
    : QWidget(parent), m_presenter(presenter), m_samples(new RecipeSampleView(RecipeSampleView::Detail::Pictures)),
      m_note(new QLabel), m_edit(named(new QPushButton(tr("Change how it is read…")), QStringLiteral("changeRecipe"),
                                       tr("Change how the pictures are read")))
{
    m_edit->setToolTip(tr("Classes, colours, values without label, units of depth, which files belong together"));
    m_note->setObjectName(QStringLiteral("recipeNote"));
    m_note->setWordWrap(true);
    m_note->setTextFormat(Qt::RichText);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(6);
    layout->addWidget(m_samples);
    layout->addWidget(m_note);
    layout->addWidget(m_edit, 0, Qt::AlignLeft);
    connect(m_edit, &QPushButton::clicked, this, &RecipeStrip::edit);
    connect(&presenter, &RecipePresenter::readingReady, this, &RecipeStrip::showReading);
    forget();
}

void RecipeStrip::forget()
{
    m_correction.clear();
    m_samples->clear();
    hide();
}

bool RecipeStrip::isEmpty() const { return isHidden(); }

void RecipeStrip::showReading()
{
    const RecipeReading& reading = m_presenter.reading();
    m_samples->setReading(reading);
    m_samples->setVisible(!reading.samples.isEmpty() && m_presenter.issue().text.isEmpty());
    QString html;
    if (const QString unreadable = unreadableText(reading); !unreadable.isEmpty())
        html += noteHtml(NoteKind::Warning, unreadable, palette());
    m_note->setText(html);
    m_note->setVisible(!html.isEmpty());
    show();
}

void RecipeStrip::edit()
{
    auto* dialog = new RecipeDialog(m_presenter, window());
    connect(dialog, &QDialog::accepted, this, [this] {
        m_correction = m_presenter.correction();
        Q_EMIT corrected();
    });
    dialog->show();
}

} // namespace nectar
