// SPDX-License-Identifier: Apache-2.0
#pragma once

class QThreadPool;

namespace nectar {

class DifferencePresenter;
class LibraryPresenter;
class PatchLayersPresenter;
class PromptHeat;
class PromptSharesPresenter;
class PromptViewPresenter;
class QueryPresenter;
class WhyNotPresenter;

/// What there is to ask about the open bank and picture; each is a child of the presenter and follows it.
struct QueryAnswers {
    QueryAnswers(QueryPresenter& query, QThreadPool* engine);

    WhyNotPresenter& whyNot;
    PromptSharesPresenter& promptShares;
    PatchLayersPresenter& patchLayers;
    PromptViewPresenter& promptView; ///< the prompt image beside the canvas
    PromptHeat& previewHeat;         ///< of the one that is seen in passing
    DifferencePresenter& difference;
    LibraryPresenter& library;
};

} // namespace nectar
