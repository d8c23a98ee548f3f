// SPDX-License-Identifier: Apache-2.0
#include "ui/views/theme.h"

#include "ui/views/icons.h"

#include <QApplication>
#include <QFile>
#include <QFont>
#include <QProxyStyle>

/// A static library's resources have to be asked for; the macro must stand outside of namespaces.
static void registerResources() { Q_INIT_RESOURCE(nectar); }

namespace nectar {

namespace {

/// Questions and warnings have the marks of the window, not the style's own pictures.
class StudioStyle : public QProxyStyle {
public:
    StudioStyle() : QProxyStyle(QStringLiteral("Fusion")) {}
    QIcon standardIcon(StandardPixmap which, const QStyleOption* option, const QWidget* widget) const override
    {
        const ThemeColours& colours = coloursOf(QApplication::palette());
        switch (which) {
        case SP_MessageBoxQuestion:
        case SP_MessageBoxInformation:
            return lineIcon(QStringLiteral("note"), colours.accentText);
        case SP_MessageBoxWarning:
            return lineIcon(QStringLiteral("warning"), colours.warn);
        case SP_MessageBoxCritical:
            return lineIcon(QStringLiteral("failure"), colours.bad);
        default:
            return QProxyStyle::standardIcon(which, option, widget);
        }
    }
};

QColor rgb(QRgb colour) { return QColor::fromRgb(colour); }

QPalette statePalette(const ThemeColours& c)
{
    QPalette palette;
    palette.setColor(QPalette::Window, c.window);
    palette.setColor(QPalette::Base, c.panel);
    palette.setColor(QPalette::AlternateBase, c.raised);
    palette.setColor(QPalette::Button, c.raised);
    palette.setColor(QPalette::Light, c.raised.lighter(112));
    palette.setColor(QPalette::Midlight, c.raised);
    palette.setColor(QPalette::Mid, c.line);
    palette.setColor(QPalette::Dark, c.line);
    palette.setColor(QPalette::Shadow, c.window.darker(150));
    for (const auto role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::BrightText, QPalette::ToolTipText})
        palette.setColor(role, c.text);
    palette.setColor(QPalette::PlaceholderText, c.muted);
    palette.setColor(QPalette::ToolTipBase, c.raised);
    palette.setColor(QPalette::Highlight, c.accent);
    palette.setColor(QPalette::HighlightedText, c.onAccent);
    palette.setColor(QPalette::Link, c.accentText);
    palette.setColor(QPalette::LinkVisited, c.accentText);
    QColor disabled = c.muted;
    disabled.setAlphaF(0.55f);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, disabled);
    return palette;
}

/// The palette the desktop gave this program, before any theme of ours was applied.
const QPalette& desktopPalette(const QApplication& application)
{
    static const QPalette palette = application.palette();
    return palette;
}

QString styleSheet(Theme theme)
{
    QFile file(QStringLiteral(":/style.qss"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString sheet = QString::fromUtf8(file.readAll());
    const ThemeColours& c = themeColours(theme);
    const std::pair<const char*, QColor> names[] = {
        {"@window", c.window},
        {"@panel", c.panel},
        {"@raised", c.raised},
        {"@line", c.line},
        {"@text", c.text},
        {"@muted", c.muted},
        {"@accentText", c.accentText},
        {"@onAccent", c.onAccent},
        {"@accent", c.accent},
        {"@hover", theme == Theme::Dark ? c.raised.lighter(118) : c.window.darker(104)},
        {"@canvas", rgb(kCanvasBackground)}};
    for (const auto& [name, colour] : names) // @accentText before @accent: longer names first
        sheet.replace(QLatin1String(name), colour.name());
    return sheet;
}

} // namespace

const ThemeColours& themeColours(Theme theme)
{
    static const ThemeColours dark{rgb(0xFF1B1E23), rgb(0xFF23272E), rgb(0xFF2C313A), rgb(0xFF3A404B),
                                   rgb(0xFFE8EAED), rgb(0xFFA3ABB8), rgb(0xFF4CC38A), rgb(0xFFE9B44C),
                                   rgb(0xFFF2777A), rgb(0xFFF2A516), rgb(0xFFF2A516), rgb(0xFF1D2127)};
    static const ThemeColours light{rgb(0xFFF4F5F7), rgb(0xFFFFFFFF), rgb(0xFFFFFFFF), rgb(0xFFD5D9E0),
                                    rgb(0xFF1D2127), rgb(0xFF59616E), rgb(0xFF1B7F4F), rgb(0xFF8A5A00),
                                    rgb(0xFFB3261E), rgb(0xFFF2A516), rgb(0xFF8A5200), rgb(0xFF1D2127)};
    return theme == Theme::Dark ? dark : light;
}

QPalette themePalette(Theme theme) { return statePalette(themeColours(theme)); }

Theme themeOf(const QPalette& palette)
{
    return palette.color(QPalette::Window).lightness() < 128 ? Theme::Dark : Theme::Light;
}

void applyTheme(QApplication& application, ThemeChoice choice)
{
    registerResources();
    const QPalette& desktop = desktopPalette(application);
    const Theme theme = choice == ThemeChoice::System ? themeOf(desktop)
                        : choice == ThemeChoice::Dark ? Theme::Dark
                                                      : Theme::Light;
    application.setStyle(new StudioStyle);
    application.setPalette(themePalette(theme));
    QFont font = application.font();
    font.setPixelSize(kBodyPx);
    application.setFont(font);
    application.setStyleSheet(styleSheet(theme));
}

QFont captionFont(const QFont& base)
{
    QFont font = base;
    font.setPixelSize(kCaptionPx);
    return font;
}

QFont titleFont(const QFont& base)
{
    QFont font = base;
    font.setPixelSize(kTitlePx);
    font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace nectar
