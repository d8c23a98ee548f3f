// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPointF>
#include <QString>
#include <QStringList>

#include <string>
#include <vector>

namespace nectar {

struct ShownPicture;

/// What is to be chosen in a picture that is being opened.
struct PictureWish {
    QPointF point{-1, -1}; ///< of the photo; outside of it: no point
    std::vector<int> kept; ///< of a former picture, or of a project
    bool isReturn = false; ///< to it, back or forward; else the patch at the point, or a telling one
};
/// Where people look first: what they asked for, else a patch that tells something.
std::vector<int> firstKept(const ShownPicture& shown, const PictureWish& wish);

/// What is opened as soon as there is a bank.
struct AwaitedView {
    QString picture;
    std::vector<int> kept; ///< in the picture; none: a telling one
    std::vector<std::string> leftOut;
    QStringList listed;
};

} // namespace nectar
