// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/ui/photographer.h"
#include "ui/views/theme.h"

namespace nectar {

class BuildBankPresenter;
class FeaturePresenter;
class FolderPredictionPresenter;
class LabelPresenter;
class MeasurePresenter;
class ProjectPresenter;
class QueryPresenter;
class SettingsPresenter;

inline QString nameOf(ThemeChoice theme)
{
    return theme == ThemeChoice::Dark ? QStringLiteral("dark") : QStringLiteral("light");
}

// An open bank.
/// Everything there is to see of an open bank at this size and theme.
void takeInspect(Photographer& photographer, MainWindow& window, QueryPresenter& query, const QString& suffix);
/// "Why not this class?", and a prompt image that is left out.
void takeAnswers(Photographer& photographer, MainWindow& window, QueryPresenter& query, const QString& suffix);
/// The layers of patches, with nothing to go by first.
void takeLayers(Photographer& photographer, MainWindow& window, QueryPresenter& query, const QString& suffix);
/// Several patches together: a class's, and a lasso while it is drawn.
void takeRegion(Photographer& photographer, MainWindow& window, QueryPresenter& query, const QString& suffix);
/// A prompt image beside the canvas: its voters, its similarity, and what one of its patches decides.
void takePrompt(Photographer& photographer, MainWindow& window, QueryPresenter& query, const QString& suffix);
/// Colours and outlines: classes hidden, one alone, the panel over the picture, patterns and names.
void takeColours(Photographer& photographer, MainWindow& window, QueryPresenter& query, const QString& suffix);
/// Two layers against each other, and their difference.
void takeComparisons(Photographer& photographer, MainWindow& window, QueryPresenter& query, const QString& suffix);
/// The library: prompt images by their part of the vote, a class searched for, labels over the pictures; the bank.
void takeLibrary(Photographer& photographer, MainWindow& window, QueryPresenter& query, const QString& suffix);

// Pages of their own.
/// The build form with a data set, and a message over it.
void takeForm(Photographer& photographer, MainWindow& window, BuildBankPresenter& build, const QString& folder,
              const QString& suffix);
/// The corrections of how a data set is read: labels, depth, and what cannot be meant.
void takeRecipe(Photographer& photographer, MainWindow& window, BuildBankPresenter& build, const QString& folder,
                const QString& suffix);
/// A bank that is asked while it is built, and a build that lacks memory.
void takeHalfBuilt(Photographer& photographer, MainWindow& window, BuildBankPresenter& build, QueryPresenter& query,
                   const QString& folder, const QString& suffix);
/// A build that goes on behind the open bank, and what is said when it is paused.
void takeRunningBuild(Photographer& photographer, MainWindow& window, BuildBankPresenter& build, const QString& folder,
                      const QString& suffix);
/// The export of the open picture, with files that are there, and a folder that is predicted behind the open picture.
void takeExports(Photographer& photographer, MainWindow& window, QueryPresenter& query,
                 FolderPredictionPresenter& folder, const QString& pictures, const QString& suffix);
/// The measures: before, during and after, both tasks, a confusion with its patches, and a picture opened from there.
void takeMeasures(Photographer& photographer, MainWindow& window, QueryPresenter& query, MeasurePresenter& measure,
                  const QString& suffix);
/// Labels by clicking: what it says when empty, and six pictures with a few clicks.
void takeLabelling(Photographer& photographer, MainWindow& window, LabelPresenter& label, const QStringList& pictures,
                   const QString& suffix);
/// Features to look at: what the page says when empty, one picture in every view, several with shared colours.
void takeFeatures(Photographer& photographer, MainWindow& window, FeaturePresenter& features,
                  const QStringList& pictures, const QString& suffix);

// Dialogs, and what lies over the window.
/// The help pages, each a window of its own.
void takeHelp(Photographer& photographer, MainWindow& window, const QString& suffix);
/// Preferences, the question before the cache is cleared, and the keys of commands, one of them refused.
void takeSettings(Photographer& photographer, MainWindow& window, const QString& suffix);
/// The start page with a pinned file and one that has gone, the menu of both, and a project whose files were moved.
void takeMoved(Photographer& photographer, MainWindow& window, SettingsPresenter& settings, const QString& bank,
               const QString& suffix);
/// The list of commands, with something typed.
void takeCommands(Photographer& photographer, MainWindow& window, const QString& suffix);
/// A picture that hovers over the window.
void takeDrag(Photographer& photographer, MainWindow& window, const QString& picture, const QString& suffix);
/// Every step of the tour.
void takeTour(Photographer& photographer, MainWindow& window, QueryPresenter& query, const QString& suffix);
/// What a studio that was killed left.
void takeRecovery(Photographer& photographer, MainWindow& window, const ProjectPresenter& project,
                  const QString& suffix);
/// Expert mode: of a patch in both tasks, of the measures if there are any, and its words.
void takeExpert(Photographer& photographer, MainWindow& window, QueryPresenter& query, const QString& suffix);
/// The log, and what is said after the program broke.
void takeReports(Photographer& photographer, MainWindow& window, const QString& suffix);

} // namespace nectar
