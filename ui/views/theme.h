// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QPalette>
#include <QString>

class QApplication;

namespace nectar {

enum class ThemeChoice { System, Dark, Light };
enum class Theme { Dark, Light };

/// The colours of a theme by role; they reach widgets and delegates through QPalette (see palette()).
struct ThemeColours {
    QColor window, panel, raised, line;
    QColor text, muted;
    QColor good, warn, bad;
    QColor accent;     ///< selection, primary action, focus ring; never data
    QColor accentText; ///< accent as text or thin mark on panel and window
    QColor onAccent;   ///< text on an accent surface
};
const ThemeColours& themeColours(Theme theme);

/// Window, Base = panel, Button = raised, Mid = line, PlaceholderText = muted, Highlight = accent, Link = accentText.
QPalette themePalette(Theme theme);
/// The theme a palette belongs to, for colours that QPalette has no role for.
Theme themeOf(const QPalette& palette);
inline const ThemeColours& coloursOf(const QPalette& palette) { return themeColours(themeOf(palette)); }

/// Background of pictures in both themes, so that colours over them are judged alike, and what is drawn upon it.
inline constexpr QRgb kCanvasBackground = 0xFF15171B;
inline constexpr QRgb kCanvasAccent = 0xFFF2A516;

/// Fusion style, palette, style sheet and font sizes. System: follows the palette the program was started with.
void applyTheme(QApplication& application, ThemeChoice choice);

/// Sizes of look.md 3 in device-independent pixels.
inline constexpr int kRadius = 6;
inline constexpr int kCaptionPx = 11;
inline constexpr int kBodyPx = 13;
inline constexpr int kTitlePx = 16;
QFont captionFont(const QFont& base);
QFont titleFont(const QFont& base);

} // namespace nectar
