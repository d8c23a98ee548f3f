// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>

namespace nectar {

/// The word of a text that only experts know: k, τ, index, cosine, recall, logits, kNN, ANN; "" if there is none. The
/// capital K is a key.
QString expertWordIn(const QString& text);

/// Everything that can be read in the windows now: texts of what is visible, its tool tips and the names that screen
/// readers say, titles, and every command of the windows with its tool tip. What somebody typed or a command line shows
/// is no text of ours.
QStringList windowTexts();

/// Those with such a word, each with the word.
QStringList expertTexts();

} // namespace nectar
