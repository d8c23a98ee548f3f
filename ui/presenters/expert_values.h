// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>

namespace nectar {

class QueryPresenter;

/// A term of the field and what it is here.
struct ExpertFact {
    QString term, text;
};

/// The evidence of the patches that are looked at: k, temperature, effective votes, entropy or spread, cosine, index.
/// Empty without a picture or a patch.
QList<ExpertFact> expertFacts(QueryPresenter& presenter);

} // namespace nectar
