// SPDX-License-Identifier: Apache-2.0
#include "ui/views/first_steps.h"

#include "core/base/error.h"
#include "core/base/paths.h"
#include "ui/convert/text.h"
#include "ui/views/theme.h"

#include <QApplication>
#include <QBuffer>
#include <QImage>
#include <QPalette>

namespace nectar {

namespace {

constexpr int kPictureWidth = 470; ///< beside a scroll bar, at the dialog's usual width

QString tr(const char* text) { return QCoreApplication::translate("FirstSteps", text); }

/// At the size it is shown in: a page does not scale smoothly. An empty text where the resources were not installed.
QString windowPicture()
{
    QImage picture;
    try {
        picture.load(pathToQString(resourceDir() / "pictures" / "studio.png"));
    } catch (const Error&) { // no resources: the words alone
    }
    if (picture.isNull())
        return {};
    QByteArray png;
    QBuffer buffer(&png);
    const auto width = static_cast<int>(kPictureWidth * qApp->devicePixelRatio());
    picture.scaledToWidth(width, Qt::SmoothTransformation).save(&buffer, "PNG");
    return QStringLiteral("<p><img src='data:image/png;base64,%1' width='%2' alt='%3'></p>")
        .arg(QString::fromLatin1(png.toBase64()))
        .arg(kPictureWidth)
        .arg(tr("The window with a picture, its classes, and the patches that explain one patch"));
}

QString step(const QString& title, const QString& text, const QPalette& palette)
{
    const ThemeColours& colours = coloursOf(palette);
    return QStringLiteral("<p style='margin-top:12px; margin-bottom:2px; color:%1'><b>%2</b></p>"
                          "<p style='margin-top:0px'>%3</p>")
        .arg(colours.accentText.name(), title.toHtmlEscaped(), text.toHtmlEscaped());
}

} // namespace

QString firstStepsHtml(const QPalette& palette)
{
    return windowPicture() +
           step(tr("Look around"),
                tr("File, Try the demo opens a small town. At the left are the pictures, in the middle the open one "
                   "with what Nectar reads in it, at the right the reasons. Click anywhere in the picture: the list "
                   "shows the remembered patches that this one resembles. Their labels vote."),
                palette) +
           step(tr("Ask why"),
                tr("“Why not another class?” says what that class would have needed. Click one of the voters: its "
                   "picture opens beside, and “Leave it out” shows what would change without it. Ctrl+Z takes every "
                   "change back."),
                palette) +
           step(
               tr("Use your own pictures"),
               tr("With labels or depth: File, Open dataset, choose the folder, then Build bank. Without labels: File, "
                  "Label pictures by clicking, name a few classes and click where they are. Afterwards drop any "
                  "picture on the window to ask about it. File, Look at features shows any pictures as a backbone "
                  "sees them, without labels."),
               palette) +
           step(tr("Find out how good it is"),
                tr("Measure, Measure against labels compares with pictures whose labels are known, and leads from each "
                   "error to the remembered "
                   "patches behind it."),
                palette) +
           step(tr("Take it away"),
                tr("File, Export writes what you see as files; File, Predict a folder of pictures does it for many. "
                   "File, Save project keeps the whole work. Help, Find a command finds the rest by its words."),
                palette);
}

} // namespace nectar
