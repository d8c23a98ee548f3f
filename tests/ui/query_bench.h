// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/presenters/query_presenter.h"

#include <QTest>
#include <QThreadPool>

namespace nectar {

/// A presenter on a lane of its own with the small town's bank and first query picture open.
struct QueryBench {
    QThreadPool engine;
    QueryPresenter query{&engine};

    QueryBench()
    {
        engine.setMaxThreadCount(1);
        QObject::connect(&query, &QueryPresenter::problemOccurred, &query, [](const Problem& problem) {
            qInfo("%s: %s", qPrintable(problem.title), qPrintable(problem.text));
        });
    }
    ~QueryBench() { engine.waitForDone(); }
    bool open(const QString& bank)
    {
        query.openBank(bank);
        return settle();
    }
    bool settle()
    {
        return QTest::qWaitFor([this] { return query.hasImage() && !query.isBusy(); }, 30'000);
    }
};

} // namespace nectar
