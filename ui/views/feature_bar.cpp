// SPDX-License-Identifier: Apache-2.0
#include "ui/views/feature_bar.h"

#include "ui/presenters/feature_presenter.h"
#include "ui/views/form_parts.h"
#include "ui/views/icons.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QSlider>
#include <QToolButton>

#include <cmath>

namespace nectar {

namespace {
constexpr int kHeight = 36; ///< a finger finds it
}

FeatureBar::FeatureBar(FeaturePresenter& presenter, QWidget* parent)
    : QFrame(parent), m_presenter(presenter), m_views(new QButtonGroup(this))
{
    setObjectName(QStringLiteral("canvasBar"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 4, 12, 8);
    layout->setSpacing(0);
    addView(int(FeatureView::Pca), "viewColours", tr("Main colours"),
            tr("Patches that are described alike have the same colour: the three main components of the features "
               "(PCA) as red, green and blue"),
            "first");
    addView(int(FeatureView::Norm), "viewStrength", tr("Strength"),
            tr("How large the numbers of each patch are together: the length of its feature (L2 norm)"), "");
    m_attentionHelp = tr("How much each patch counts where the network sums up the picture: attention of the class "
                         "token in the last block (CLS attention)");
    addView(int(FeatureView::Attention), "viewAttention", tr("Attention"), m_attentionHelp, "last");
    addHeads();
    layout->addStretch(1);
    addOpacity();
    connect(m_views, &QButtonGroup::idClicked, this, [this](int view) {
        m_presenter.setView({static_cast<FeatureView>(view), {}});
    });
    connect(&presenter, &FeaturePresenter::choicesChanged, this, &FeatureBar::showChoices);
    showChoices();
}

void FeatureBar::addView(int view, const char* name, const QString& text, const QString& help, const char* segment)
{
    auto* button = named(new QToolButton, QLatin1String(name), text);
    button->setText(text);
    button->setToolTip(help);
    button->setCheckable(true);
    button->setFixedHeight(kHeight);
    button->setProperty("segment", QLatin1String(segment));
    m_views->addButton(button, view);
    layout()->addWidget(button);
}

/// A network looks in several ways at once.
void FeatureBar::addHeads()
{
    m_heads = named(new QToolButton, QStringLiteral("viewHead"), tr("Which head of the attention"));
    m_heads->setToolTip(tr("A network looks at a picture in several ways at once, its heads: each alone, or the mean "
                           "of all"));
    m_heads->setProperty("segment", QStringLiteral("single"));
    m_heads->setFixedHeight(kHeight);
    m_heads->setIcon(lineIcon(QStringLiteral("chevron"), QColor(201, 206, 214)));
    m_heads->setIconSize({14, 14});
    m_heads->setLayoutDirection(Qt::RightToLeft); // the arrow behind the text
    m_heads->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_heads->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(m_heads);
    m_heads->setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, &FeatureBar::fillHeads);
    static_cast<QHBoxLayout*>(layout())->addSpacing(8);
    layout()->addWidget(m_heads);
}

void FeatureBar::fillHeads()
{
    QMenu* menu = m_heads->menu();
    menu->clear();
    const auto add = [&](const QString& text, std::optional<int> head) {
        QAction* action = menu->addAction(text);
        action->setObjectName(head ? QStringLiteral("head%1").arg(*head) : QStringLiteral("headMean"));
        action->setCheckable(true);
        action->setChecked(m_presenter.view().head == head);
        connect(action, &QAction::triggered, this, [this, head] {
            m_presenter.setView({FeatureView::Attention, head});
        });
    };
    add(tr("Mean of all heads"), {});
    for (int head = 0; head < (m_presenter.backbone() ? m_presenter.backbone()->heads : 0); ++head)
        add(tr("Head %1").arg(head), head);
}

void FeatureBar::addOpacity()
{
    m_opacity = named(new QSlider(Qt::Horizontal), QStringLiteral("featureOpacity"), tr("Opacity of the colours"));
    m_opacity->setToolTip(tr("How much of the photo the colours hide (Ctrl+wheel over the picture; hold O to see the "
                             "photo)"));
    m_opacity->setRange(0, 100);
    m_opacity->setMinimumWidth(1); // a narrow window does without it
    m_opacity->setMaximumWidth(110);
    m_opacityText = new QLabel;
    m_opacityText->setMinimumWidth(1); // likewise
    m_opacityText->setMaximumWidth(44);
    m_opacityText->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    static_cast<QHBoxLayout*>(layout())->addSpacing(12);
    static_cast<QHBoxLayout*>(layout())->addWidget(m_opacity, 50);
    static_cast<QHBoxLayout*>(layout())->addSpacing(6);
    layout()->addWidget(m_opacityText);
    connect(m_opacity, &QSlider::valueChanged, this, [this](int value) {
        m_opacityText->setText(tr("%1 %").arg(value));
        Q_EMIT opacityChosen(value / 100.);
    });
}

void FeatureBar::setOpacity(double opacity) { m_opacity->setValue(static_cast<int>(std::lround(opacity * 100))); }

void FeatureBar::showChoices()
{
    const ViewKind& view = m_presenter.view();
    m_views->button(int(view.view))->setChecked(true);
    QAbstractButton* attention = m_views->button(int(FeatureView::Attention));
    const QString whyNot = m_presenter.whyNoAttention();
    attention->setEnabled(whyNot.isEmpty());
    attention->setToolTip(whyNot.isEmpty() ? m_attentionHelp : whyNot);
    attention->setAccessibleDescription(attention->toolTip());
    m_heads->setVisible(view.view == FeatureView::Attention);
    m_heads->setText(view.head ? tr("Head %1").arg(*view.head) : tr("All heads"));
}

} // namespace nectar
