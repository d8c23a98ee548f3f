// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/jobs/job.h"
#include "ui/jobs/latest_only.h"
#include "ui/models/problem.h"
#include "ui/presenters/label_engine.h"

#include <QObject>
#include <QUndoStack>

#include <functional>

namespace nectar {

struct ProjectLabels;

/// Labels pictures by clicks (method.md 2): a few clicks a class, and every open picture has its labels.
class LabelPresenter : public QObject {
    Q_OBJECT

public:
    /// undo: the studio's stack; nothing: one of its own.
    explicit LabelPresenter(QThreadPool* engine, QUndoStack* undo = nullptr, QObject* parent = nullptr);
    ~LabelPresenter() override;

    /// Pictures, or folders of them, behind those that are there; each is read in turn.
    void addPictures(const QStringList& paths);
    const std::vector<LabelledPicture>& pictures() const { return m_pictures; }
    bool hasPictures() const { return !m_pictures.empty(); }
    int current() const { return m_current; } ///< -1: none
    void setCurrent(int picture);
    /// All is forgotten.
    void startOver();
    /// Labels in the making from a project; their pictures are read when somebody looks at them: after wake().
    void restore(const ProjectLabels& labels);
    void wake();
    ProjectLabels labelsForProject() const;

    const QStringList& classes() const { return m_state.classes; }
    QList<QRgb> colours() const;
    int activeClass() const { return m_activeClass; }
    void setActiveClass(int classIndex);
    /// "" if it was added, and is the active one now; else why not.
    QString addClass(const QString& name);
    QString renameClass(int classIndex, const QString& name);
    int clicksOf(int classIndex) const;
    int clicksIn(int picture) const;

    /// Gives the patch of the current picture the active class; takes the click back where it has that already.
    void click(int patch);
    /// Takes the click on the patch back, if there is one.
    void erase(int patch);
    QList<LabelMark> marks() const; ///< in the current picture
    const std::vector<LabelClick>& clicks() const { return m_state.clicks; }

    bool hasOwnThreshold() const { return m_state.threshold.has_value(); }
    float threshold() const { return m_threshold; }          ///< what holds now
    void setThreshold(std::optional<float> threshold);       ///< nothing: from the clicks
    const CanvasPhoto& photo() const { return m_photo; }     ///< the current picture
    const ClickedLabels& labels() const { return m_labels; } ///< of the current picture; without a layer: none yet
    /// Mean share over the pictures read, of each class; the last: unknown.
    std::vector<double> meanShares() const;

    /// Everything into a folder. replace: what an earlier save left there may be written over.
    void save(const QString& folder, bool replace);
    void cancelSaving() { m_saver.cancel(); }
    bool isSaving() const { return m_saver.isRunning(); }
    /// There is something to lose.
    bool isUnsaved() const { return !m_state.clicks.empty() && m_state != m_saved; }
    QUndoStack& undoStack() { return m_undo; }
    bool isBusy() const;

Q_SIGNALS:
    void picturesChanged(); ///< which there are, and what is known of them
    void photoChanged();
    void classesChanged(); ///< names, colours, the active one, numbers of clicks
    void labelsChanged();  ///< threshold, labels, shares, previews
    void busyChanged(const QString& text);
    void saveProgressed(const nectar::JobProgress& progress);
    void saved(const QString& folder, int pictures);
    void problemOccurred(const nectar::Problem& problem);

private:
    const LabelClick* clickAt(int picture, int patch) const;
    void push(const std::optional<LabelClick>& before, const std::optional<LabelClick>& after, const QString& text);
    void apply(const std::function<void(Labelling&)>& change);
    Labelling forEngine() const; ///< clicks in pictures that are read, with the labeller's numbers
    LabelSet set() const;
    void showSet(const LabelSet& set);
    void setPictures(const QList<ListedPicture>& pictures);
    std::vector<LabelledPicture> readyPictures() const;
    void readNext();
    void showPhoto();
    void update();
    void updateCurrent();
    void updatePreviews();
    void tellBusy();
    qsizetype listPictures(const QList<ListedPicture>& found);
    void fail(const std::exception_ptr& error);

    std::shared_ptr<LabelEngine> m_engine; ///< only on the engine lane
    Job m_reader, m_saver;
    LatestOnly m_finder, m_shower, m_labeller, m_previewer;
    QStringList m_finding; ///< files and folders that are looked for
    QUndoStack m_ownUndo;
    QUndoStack& m_undo;
    Labelling m_state, m_saved;
    bool m_isAwake = false;
    std::vector<LabelledPicture> m_pictures;
    int m_current = -1, m_activeClass = 1;
    std::uint32_t m_nextClick = 0;
    int m_change = 0; ///< how often the state changed
    bool m_updating = false, m_updateAgain = false;
    CanvasPhoto m_photo;
    ClickedLabels m_labels;
    float m_threshold = 0;
};

} // namespace nectar
