// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QListWidget>

namespace nectar {

struct RecipeReading;

/// Pairs of a data set as small pictures, with what was read of each, or why nothing was.
class RecipeSampleView : public QListWidget {
    Q_OBJECT

public:
    enum class Detail { Pictures, WithNotes };
    explicit RecipeSampleView(Detail detail, QWidget* parent = nullptr);
    void setReading(const RecipeReading& reading);

private:
    Detail m_detail;
};

/// "2 of 12 samples cannot be read. street_3.png: mask …: why"; "": all can.
QString unreadableText(const RecipeReading& reading);

} // namespace nectar
