// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/presenters/recent_file.h"

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace nectar {

/// "Open labelled pictures, or try the demo": three large choices and what was open lately.
class StartPage : public QWidget {
    Q_OBJECT

public:
    explicit StartPage(QWidget* parent = nullptr);
    /// In this order; those that are gone are shown greyed and can be located.
    void setRecent(const QList<RecentFile>& files);
    /// A remark under the choices ("" : none), for example which backbone stepped in.
    void setNote(const QString& note);

Q_SIGNALS:
    void openDatasetRequested();
    void openBankRequested();
    void labelRequested();
    void featuresRequested();
    void demoRequested();
    void recentRequested(const QString& path);
    void pinRequested(const QString& path, bool pinned);
    void locateRequested(const QString& path);

private:
    QWidget* makeChoices();
    QWidget* makeOtherWays();
    QWidget* makeRecent(const RecentFile& file);
    QVBoxLayout* m_recent;
    QLabel *m_recentTitle, *m_note;
};

} // namespace nectar
