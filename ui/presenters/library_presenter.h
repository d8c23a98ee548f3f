// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/jobs/latest_only.h"
#include "ui/models/library_filter.h"
#include "ui/presenters/bank_facts.h"

#include <QObject>

namespace nectar {

class QueryPresenter;

/// What the library says of a bank's prompt images, counted beside the engine lane: what is in them, and what each
/// gives to the open picture; and what there is to say about the bank itself.
class LibraryPresenter : public QObject {
    Q_OBJECT

public:
    explicit LibraryPresenter(QueryPresenter& query);

    const QStringList& classNames() const { return m_classNames; }
    const QList<QList<LibraryFilter::Content>>& contents() const { return m_contents; }
    /// Of the whole open picture, one per prompt image; empty: not asked for, or there is no picture.
    const std::vector<double>& evidence() const { return m_evidence; }
    void setEvidenceWanted(bool wanted);
    /// Counted when first asked for; factsReady() follows.
    void askFacts();

Q_SIGNALS:
    void contentsChanged();
    void evidenceChanged();
    void factsReady(const nectar::BankFacts& facts);

private:
    void count();
    void weigh();

    QueryPresenter& m_query;
    LatestOnly m_counter, m_weigher, m_teller;
    bool m_wantsEvidence = false;
    QStringList m_classNames;
    QList<QList<LibraryFilter::Content>> m_contents;
    std::vector<double> m_evidence;
};

} // namespace nectar
