// SPDX-License-Identifier: Apache-2.0
// Another program that files are dragged from: drag_source X Y FILE... shows a small window there, from which they go.
#include <QApplication>
#include <QDrag>
#include <QMimeData>
#include <QMouseEvent>
#include <QTimer>
#include <QUrl>
#include <QWidget>

#include <cstdio>

namespace {

class Source : public QWidget {
public:
    explicit Source(QList<QUrl> urls) : QWidget(nullptr, Qt::FramelessWindowHint), m_urls(std::move(urls)) {}

protected:
    void mousePressEvent(QMouseEvent*) override {}
    void mouseMoveEvent(QMouseEvent* event) override
    {
        if (!(event->buttons() & Qt::LeftButton))
            return;
        auto* mime = new QMimeData;
        mime->setUrls(m_urls);
        auto* drag = new QDrag(this); // ends when the receiver has what it asked for
        drag->setMimeData(mime);
        std::printf("%s\n", drag->exec(Qt::CopyAction) == Qt::CopyAction ? "taken" : "refused");
        std::fflush(stdout);
    }

private:
    QList<QUrl> m_urls;
};

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    QList<QUrl> urls;
    for (const QString& file : arguments.mid(3))
        urls.append(QUrl::fromLocalFile(file));
    Source source(urls);
    source.setGeometry(arguments.at(1).toInt(), arguments.at(2).toInt(), 100, 100);
    source.show();
    QTimer::singleShot(100, &source, [] {
        std::printf("ready\n");
        std::fflush(stdout);
    });
    return QApplication::exec();
}
