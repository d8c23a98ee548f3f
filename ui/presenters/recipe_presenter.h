// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/jobs/latest_only.h"
#include "ui/models/problem.h"
#include "ui/presenters/recipe_samples.h"

#include <QColor>
#include <QObject>

#include <optional>

namespace nectar {

/// Where a recipe cannot be meant as it is, and why.
struct RecipeIssue {
    enum class Part { Files, Labels, Depth };
    Part part = Part::Files;
    QString text; ///< "": it can
};

/// How a data set is read, while a person looks at samples of it and corrects what was guessed. Samples are read on the
/// engine lane; the newest correction wins.
class RecipePresenter : public QObject {
    Q_OBJECT

public:
    explicit RecipePresenter(QThreadPool* engine, QObject* parent = nullptr);
    ~RecipePresenter() override;

    enum class Origin { Guess, Corrected };
    /// Begins anew with how a data set is read; a guess is what one can come back to.
    void open(const Recipe& recipe, const QString& split, Origin origin);
    /// Of a folder in which nothing is recognised: what a person can begin with.
    static Recipe blank(const QString& folder);
    bool isOpen() const { return !m_steps.isEmpty(); }
    const Recipe& recipe() const { return m_steps.at(m_at).recipe; }
    QList<QRgb> palette() const; ///< what each class is drawn in
    /// As `build --recipe` reads it; "": as was guessed.
    QString correction() const;

    /// what: the control that was used; changes of the same one in a row are one step.
    void change(const QString& what, const Recipe& wanted);
    bool canUndo() const { return m_at > 0; }
    bool canRedo() const { return m_at + 1 < m_steps.size(); }
    void undo();
    void redo();
    bool hasGuess() const { return m_guess.has_value(); }
    bool isGuess() const { return m_guess && isOpen() && recipe() == *m_guess; }
    void backToGuess();
    void load(const QString& file); ///< problemOccurred() says why it cannot be used
    bool save(const QString& file); ///< likewise

    void showSplit(const QString& split);
    void showTask(Task task);
    const RecipeReading& reading() const { return m_reading; } ///< of the last recipe that has no issue
    const RecipeIssue& issue() const { return m_issue; }
    bool isReading() const { return m_job.isRunning(); }

Q_SIGNALS:
    void changed();      ///< the recipe
    void readingReady(); ///< or the issue
    void problemOccurred(const nectar::Problem& problem);

private:
    struct Step {
        QString what;
        Recipe recipe;
    };
    void go(qsizetype step);
    void read();
    void fail(RecipeIssue::Part part, const QString& text);

    LatestOnly m_job;
    std::shared_ptr<RecipeSampler> m_sampler; ///< used on the lane only
    QList<Step> m_steps;
    qsizetype m_at = 0;
    std::optional<Recipe> m_guess;
    QString m_split;
    Task m_task = Task::Segmentation;
    RecipeReading m_reading;
    RecipeIssue m_issue;
};

} // namespace nectar
