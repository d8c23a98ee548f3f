// SPDX-License-Identifier: Apache-2.0
#include "ui/views/label_lists.h"

#include "ui/convert/text.h"
#include "ui/models/label_class_model.h"
#include "ui/models/label_picture_model.h"
#include "ui/views/drawing.h"
#include "ui/views/icons.h"
#include "ui/views/theme.h"

#include <QLineEdit>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace nectar {

namespace {

constexpr int kClassRow = 34;
constexpr int kNameLeft = 52; ///< after the key and the swatch

void fillCell(QPainter& painter, const QRectF& cell, const QPalette& palette)
{
    const ThemeColours& colours = coloursOf(palette);
    painter.setPen(Qt::NoPen);
    painter.setBrush(themeOf(palette) == Theme::Dark ? colours.raised : colours.window);
    painter.drawRoundedRect(cell, kRadius, kRadius);
}

QString factsOf(const QModelIndex& index)
{
    const int clicks = index.data(LabelClassModel::ClicksRole).toInt();
    const double share = index.data(LabelClassModel::ShareRole).toDouble();
    const QString count = clicks == 1 ? LabelClassView::tr("1 click") : LabelClassView::tr("%1 clicks").arg(clicks);
    return clicks == 0 || share < 0 ? count
                                    : LabelClassView::tr("%1  ·  %2 %").arg(count).arg(numberText(share * 100, 1));
}

class ClassDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {160, kClassRow}; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const ThemeColours& colours = coloursOf(option.palette);
        const QRectF row = QRectF(option.rect).adjusted(2, 1, -2, -1);
        const bool active = index.data(LabelClassModel::ActiveRole).toBool();
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (active || option.state & QStyle::State_MouseOver)
            fillCell(*painter, row, option.palette);
        if (active) {
            painter->setPen(QPen(colours.accentText, 2));
            painter->setBrush(Qt::NoBrush);
            painter->drawRoundedRect(row.adjusted(1, 1, -1, -1), kRadius, kRadius);
        }
        const QFont caption = captionFont(option.font);
        painter->setFont(caption);
        painter->setPen(colours.muted);
        if (index.row() <= 9) // the key that chooses it
            painter->drawText(QRectF(row.left() + 8, row.top(), 12, row.height()), Qt::AlignCenter,
                              QString::number(index.row()));
        const auto colour = index.data(LabelClassModel::ColourRole).value<QColor>();
        drawSwatch(*painter, QRectF(row.left() + 26, row.center().y() - 7, 14, 14), colour.rgb(), colours);
        const QString facts = factsOf(index);
        const int factsWidth = QFontMetrics(caption).horizontalAdvance(facts) + 8;
        painter->drawText(row.adjusted(0, 0, -10, 0), Qt::AlignRight | Qt::AlignVCenter, facts);
        QFont font = option.font;
        font.setWeight(active ? QFont::DemiBold : QFont::Normal);
        painter->setFont(font);
        painter->setPen(colours.text);
        const QRectF name = row.adjusted(kNameLeft - 4, 0, -10 - factsWidth, 0);
        painter->drawText(
            name, Qt::AlignLeft | Qt::AlignVCenter,
            QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight, static_cast<int>(name.width())));
        painter->restore();
    }

    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        auto* editor = new QLineEdit(parent);
        editor->setAccessibleName(LabelClassView::tr("Name of the class"));
        return editor;
    }

    void updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option, const QModelIndex&) const override
    {
        editor->setGeometry(option.rect.adjusted(kNameLeft - 8, 2, -6, -2));
    }
};

class PreviewDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override
    {
        const auto* view = qobject_cast<const QListView*>(option.widget);
        return view ? view->gridSize() : QSize(108, 124);
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const ThemeColours& colours = coloursOf(option.palette);
        const bool current = index.data(LabelPictureModel::CurrentRole).toBool();
        const QRectF cell = QRectF(option.rect).adjusted(4, 3, -4, -3);
        const QRectF box = cell.adjusted(3, 3, -3, -19);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (current || option.state & QStyle::State_MouseOver)
            fillCell(*painter, cell, option.palette);
        const auto preview = index.data(LabelPictureModel::PreviewRole).value<QImage>();
        if (preview.isNull())
            drawPlaceholder(*painter, box, colours.line, 4);
        else
            drawCovering(*painter, preview, box, 4);
        if (!index.data(LabelPictureModel::ProblemRole).toString().isEmpty())
            lineIcon(QStringLiteral("warning")).paint(painter, box.toRect().adjusted(8, 8, -8, -8));
        if (const int clicks = index.data(LabelPictureModel::ClicksRole).toInt(); clicks > 0)
            drawCount(*painter, box, clicks, option.font);
        if (current || option.state & QStyle::State_HasFocus) {
            painter->setPen(QPen(current ? colours.accentText : colours.muted, 2));
            painter->setBrush(Qt::NoBrush);
            painter->drawRoundedRect(box.adjusted(-1, -1, 1, 1), 5, 5);
        }
        const QFont caption = captionFont(option.font);
        painter->setFont(caption);
        painter->setPen(current ? colours.text : colours.muted);
        const QRectF text(cell.left() + 3, cell.bottom() - 17, cell.width() - 6, 16);
        painter->drawText(text, Qt::AlignCenter,
                          QFontMetricsF(caption).elidedText(index.data().toString(), Qt::ElideMiddle, text.width()));
        painter->restore();
    }

private:
    /// How many clicks are in the picture, in its corner.
    static void drawCount(QPainter& painter, const QRectF& box, int clicks, const QFont& base)
    {
        const QFont font = captionFont(base);
        const QString text = QString::number(clicks);
        const double width = std::max(18., QFontMetricsF(font).horizontalAdvance(text) + 10);
        const QRectF badge(box.right() - width - 4, box.top() + 4, width, 18);
        painter.setPen(Qt::NoPen);
        painter.setBrush(QColor(0x15, 0x17, 0x1B, 215));
        painter.drawRoundedRect(badge, 9, 9);
        painter.setFont(font);
        painter.setPen(Qt::white);
        painter.drawText(badge, Qt::AlignCenter, text);
    }
};

} // namespace

LabelClassView::LabelClassView(QWidget* parent) : QListView(parent)
{
    setObjectName(QStringLiteral("labelClasses"));
    setAccessibleName(tr("Classes"));
    setItemDelegate(new ClassDelegate(this));
    setUniformItemSizes(true);
    setMouseTracking(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum); // what comes next stands right below
    setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
}

QSize LabelClassView::sizeHint() const { return {260, (model() ? model()->rowCount() : 1) * kClassRow}; }

void LabelClassView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QListView::currentChanged(current, previous);
    if (current.isValid())
        Q_EMIT classChosen(current.row());
}

LabelPictureView::LabelPictureView(QWidget* parent) : ThumbnailGrid(parent)
{
    setObjectName(QStringLiteral("labelPictures"));
    setAccessibleName(tr("Pictures to label"));
    setItemDelegate(new PreviewDelegate(this));
}

void LabelPictureView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QListView::currentChanged(current, previous);
    if (current.isValid())
        Q_EMIT pictureChosen(current.row());
}

} // namespace nectar
