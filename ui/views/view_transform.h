// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>

namespace nectar {

/// Where the picture lies in the view: view = picture · scale + offset, in device-independent pixels.
class ViewTransform {
public:
    void setPicture(QSizeF picture) { m_picture = picture; }
    void setViewport(QSizeF viewport);

    /// Whole picture with a margin, centred; stays fitted while the viewport changes, until the user zooms or pans.
    void fit();
    bool isFitted() const { return m_fitted; }
    /// The point of the picture under `at` stays there. Limits: 1/16 of the fitted scale (at most 1) to 64.
    void zoomAt(QPointF at, double factor);
    void setScaleAt(QPointF at, double scale);
    /// Moves the picture; some of it always stays visible.
    void pan(QPointF delta);
    /// Pans just far enough that the rectangle of the picture is visible with a margin.
    void reveal(const QRectF& picture);
    /// Scale and place of another one's picture of the same size; the viewport stays.
    void follow(const ViewTransform& other);
    bool isSameView(const ViewTransform& other) const
    {
        return m_scale == other.m_scale && m_offset == other.m_offset && m_fitted == other.m_fitted;
    }

    double scale() const { return m_scale; }
    QPointF offset() const { return m_offset; }
    QPointF pictureFromView(QPointF view) const { return (view - m_offset) / m_scale; }
    QPointF viewFromPicture(QPointF picture) const { return picture * m_scale + m_offset; }
    QRectF viewFromPicture(const QRectF& picture) const
    {
        return {viewFromPicture(picture.topLeft()), picture.size() * m_scale};
    }
    QRectF pictureRect() const { return viewFromPicture(QRectF(QPointF(), m_picture)); }

private:
    double fittedScale() const;
    void keepVisible();
    QSizeF m_picture;
    QSizeF m_viewport;
    double m_scale = 1;
    QPointF m_offset;
    bool m_fitted = true;
};

} // namespace nectar
