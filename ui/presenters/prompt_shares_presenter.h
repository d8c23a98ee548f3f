// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/jobs/latest_only.h"
#include "ui/models/prompt_share_model.h"

#include <QObject>

namespace nectar {

class QueryPresenter;

/// Which prompt images the patch that is looked at rests on, or without one the whole picture.
class PromptSharesPresenter : public QObject {
    Q_OBJECT

public:
    PromptSharesPresenter(QueryPresenter& query, QThreadPool* engine);
    PromptShareModel& shares() { return m_shares; }

Q_SIGNALS:
    void sharesChanged();

private:
    void show(QList<PromptShare> shares);
    void update();

    QueryPresenter& m_query;
    LatestOnly m_summing;
    PromptShareModel m_shares;
};

} // namespace nectar
