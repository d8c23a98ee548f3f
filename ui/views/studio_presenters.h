// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/presenters/settings_presenter.h"

namespace nectar {

class BuildBankPresenter;
class ExportPresenter;
class FeaturePresenter;
class FolderPredictionPresenter;
class LabelPresenter;
class ProjectPresenter;
class MeasurePresenter;
class QueryPresenter;

/// What the window works with; owned by the program.
struct StudioPresenters {
    SettingsPresenter& settings;
    QueryPresenter& query;
    BuildBankPresenter& build;
    ExportPresenter& exports;
    LabelPresenter& label;
    ProjectPresenter& project;
    MeasurePresenter& measure;
    FolderPredictionPresenter& folder;
    FeaturePresenter& features;
};

} // namespace nectar
