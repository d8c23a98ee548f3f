// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/query_answers.h"

#include "ui/presenters/difference_presenter.h"
#include "ui/presenters/library_presenter.h"
#include "ui/presenters/patch_layers_presenter.h"
#include "ui/presenters/prompt_shares_presenter.h"
#include "ui/presenters/prompt_view_presenter.h"
#include "ui/presenters/query_presenter.h"
#include "ui/presenters/why_not_presenter.h"

namespace nectar {

QueryAnswers::QueryAnswers(QueryPresenter& query, QThreadPool* engine)
    : whyNot(*new WhyNotPresenter(query, engine)), promptShares(*new PromptSharesPresenter(query, engine)),
      patchLayers(*new PatchLayersPresenter(query, engine)), promptView(*new PromptViewPresenter(query, engine)),
      previewHeat(*new PromptHeat(query, engine, &query)), difference(*new DifferencePresenter(query, engine)),
      library(*new LibraryPresenter(query))
{}

} // namespace nectar
