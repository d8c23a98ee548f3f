// SPDX-License-Identifier: Apache-2.0
#include "ui/views/colour_vision_actions.h"

#include "ui/views/commands.h"

#include <QActionGroup>
#include <QGraphicsEffect>
#include <QLabel>
#include <QMainWindow>
#include <QMenu>
#include <QPainter>
#include <QStatusBar>

namespace nectar {

namespace {

class VisionEffect final : public QGraphicsEffect {
public:
    explicit VisionEffect(ColourVision eyes) : m_eyes(eyes) {}

protected:
    void draw(QPainter* painter) override
    {
        QPoint offset;
        const QPixmap source = sourcePixmap(Qt::DeviceCoordinates, &offset, QGraphicsEffect::NoPad);
        QImage seen = seenBy(m_eyes, source.toImage());
        seen.setDevicePixelRatio(source.devicePixelRatio());
        painter->save();
        painter->setWorldTransform(QTransform());
        painter->drawImage(offset, seen);
        painter->restore();
    }

private:
    ColourVision m_eyes;
};

} // namespace

ColourVisionActions::ColourVisionActions(QMainWindow& window, QMenu& menu)
    : QObject(&window), m_window(window), m_note(new QLabel)
{
    m_note->setObjectName(QStringLiteral("visionNote"));
    m_note->hide();
    window.statusBar()->addPermanentWidget(m_note);
    QMenu* eyes = menu.addMenu(tr("See as &others do"));
    eyes->setToolTipsVisible(true);
    auto* group = new QActionGroup(this);
    const struct {
        const char* name;
        QString text, help;
        ColourVision eyes;
    } choices[] = {{"seeAllColours", tr("With &all colours"), tr("As most people see the window"), ColourVision::All},
                   {"seeWithoutRed", tr("Without &red"), tr("As people without red cones see it (protanopia)"),
                    ColourVision::WithoutRed},
                   {"seeWithoutGreen", tr("Without &green"), tr("As people without green cones see it (deuteranopia)"),
                    ColourVision::WithoutGreen},
                   {"seeWithoutBlue", tr("Without &blue"), tr("As people without blue cones see it (tritanopia)"),
                    ColourVision::WithoutBlue}};
    for (const auto& choice : choices) {
        QAction* action = addCommand(&window, eyes, {choice.name, choice.text, choice.help});
        action->setCheckable(true);
        action->setChecked(choice.eyes == ColourVision::All);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, seen = choice.eyes] { show(seen); });
    }
}

void ColourVisionActions::show(ColourVision eyes)
{
    const QString notes[] = {{}, tr("seen without red"), tr("seen without green"), tr("seen without blue")};
    m_window.centralWidget()->setGraphicsEffect(eyes == ColourVision::All ? nullptr : new VisionEffect(eyes));
    m_note->setText(notes[static_cast<int>(eyes)]);
    m_note->setVisible(eyes != ColourVision::All);
}

} // namespace nectar
