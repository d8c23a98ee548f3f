// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace nectar {

/// "Open labelled pictures, or try the demo": three large choices and what was open lately.
class StartPage : public QWidget {
    Q_OBJECT

public:
    explicit StartPage(QWidget* parent = nullptr);
    /// Banks and folders, newest first; those that are gone are shown greyed.
    void setRecent(const QStringList& paths);
    /// A remark under the choices ("" : none), for example which backbone stepped in.
    void setNote(const QString& note);

Q_SIGNALS:
    void openDatasetRequested();
    void openBankRequested();
    void labelRequested();
    void demoRequested();
    void recentRequested(const QString& path);

private:
    QWidget* makeChoices();
    QVBoxLayout* m_recent;
    QLabel *m_recentTitle, *m_note;
};

} // namespace nectar
