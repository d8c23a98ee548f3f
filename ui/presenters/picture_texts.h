// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPoint>
#include <QString>

namespace nectar {

class QueryPresenter;

/// A remark about the open picture; "": none.
QString imageNote(QueryPresenter& query);
/// Everything that is known at a pixel of the photo, for the status line; "": nothing.
QString pixelText(QueryPresenter& query, const QPoint& pixel);

} // namespace nectar
