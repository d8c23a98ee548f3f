// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/jobs/job.h"
#include "ui/models/canvas.h"
#include "ui/models/problem.h"
#include "ui/presenters/feature_engine.h"
#include "ui/presenters/pasted_pictures.h"

#include <QObject>
#include <QUndoStack>

namespace nectar {

/// Features to look at, of any pictures, without labels and without a bank. Pictures are named by their place in the
/// list; reading goes on picture by picture, those selected first.
class FeaturePresenter : public QObject {
    Q_OBJECT

public:
    static constexpr int kMostPictures = 200;                 ///< features of all are kept
    static constexpr std::int64_t kMostBytes = 2'000'000'000; ///< of all features together
    static constexpr int kMostShown = 16;                     ///< beside each other

    /// undo: the studio's stack; nothing: one of its own.
    explicit FeaturePresenter(QThreadPool* engine, QUndoStack* undo = nullptr, BackboneOpener opener = openBackbone,
                              QObject* parent = nullptr);

    /// Pictures, or folders of them, behind those that are there.
    void addPictures(const QStringList& paths);
    void addPasted(const QImage& picture);
    void removePictures(const QList<int>& rows);
    const std::vector<FeaturePicture>& pictures() const { return m_pictures; }
    void select(const QList<int>& rows);
    QList<int> selected() const; ///< rows, ascending
    /// Those of the selected that are seen large, with their photos; a photo without levels: not there yet.
    QList<int> shown() const;
    CanvasPhoto photo(int row) const;
    /// Of what is looked at now; null: not there yet.
    std::shared_ptr<const PatchLayer> layer(int row) const;
    /// "row 3, column 7: 0.42 %"; "": no such patch.
    QString valueText(int row, int patch) const;

    const FeatureForm& form() const { return m_form; }
    void setForm(const FeatureForm& form);
    void wake(); ///< the page is seen: the backbone is recognised
    const std::optional<BackboneSpec>& backbone() const { return m_spec; }
    const std::optional<Problem>& backboneProblem() const { return m_backboneProblem; }
    QString whyNoAttention() const; ///< "" : the backbone has it
    const ViewKind& view() const { return m_view; }
    void setView(const ViewKind& view);
    /// The same colours for all selected pictures; for all of the list if at most one is selected.
    void setShared(bool shared);
    bool isShared() const { return m_isShared; }
    QList<int> sharing() const; ///< rows whose colours mean the same
    const FeatureProgress& progress() const { return m_progress; }
    void cancel(); ///< within a second; what was read stays
    void goOn();
    bool isBusy() const;

    QList<int> rowsToSave() const;
    QString whyNotSave() const;                       ///< "" : there is something, and it is complete
    QStringList filesIn(const QString& folder) const; ///< that save() would write; throws as viewFiles()
    QStringList existingIn(const QString& folder) const;
    void save(const QString& folder, bool replace);
    /// Lines that write the same files.
    QStringList commands(const QString& folder) const;

Q_SIGNALS:
    void picturesChanged(); ///< which there are, and what is known of them
    void shownChanged();    ///< which are seen large, and their photos
    void layersChanged();   ///< of those seen large
    void choicesChanged();  ///< form, backbone, view, sharing
    void progressed();
    void saved(const QString& folder, int pictures);
    void problemOccurred(const nectar::Problem& problem);

private:
    using Ids = QList<int>;
    FeaturePicture* find(int id);
    int rowOf(int id) const;
    Ids sharingIds() const;
    Colouring wanted(const FeaturePicture& picture, const Ids& sharing) const;
    std::vector<const FeaturePicture*> byUrgency() const; ///< the selected first
    bool isWaiting(const FeaturePicture& picture) const;
    qsizetype listPictures(const QStringList& found);
    QStringList files() const;
    void change(const QStringList& files, const QString& text); ///< it can be undone
    void setFiles(const QStringList& files);
    void forgetNumbers();
    void inspect();
    void readNext();
    void take(int id, const FeatureEngine::Read& read, FeatureView view);
    void colourNext();
    void keepColouring();
    void showPhotos();
    void tellProgress();
    void fail(const std::exception_ptr& error);

    std::shared_ptr<FeatureEngine> m_engine; ///< only on the engine lane
    LatestOnly m_finder, m_inspector, m_shower;
    Job m_reader, m_colourer, m_saver;
    PastedPictures m_pasted;
    QUndoStack m_ownUndo;
    QUndoStack& m_undo;
    QStringList m_finding; ///< files and folders that are looked for
    FeatureForm m_form;
    std::optional<BackboneSpec> m_spec;
    std::optional<Problem> m_backboneProblem;
    ViewKind m_view;
    bool m_isShared = false, m_isStopped = false;
    int m_nextId = 0, m_reading = 0; ///< m_reading: how often all was to be read anew
    std::vector<FeaturePicture> m_pictures;
    Ids m_selected;
    Colouring m_colouring;                             ///< under way
    std::vector<std::pair<int, CanvasPhoto>> m_photos; ///< of those seen large, by id
    FeatureProgress m_progress;
};

} // namespace nectar
