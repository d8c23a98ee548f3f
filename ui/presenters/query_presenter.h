// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/jobs/job.h"
#include "ui/jobs/latest_only.h"
#include "ui/models/class_legend_model.h"
#include "ui/models/image_list_model.h"
#include "ui/models/neighbour_list_model.h"
#include "ui/models/problem.h"
#include "ui/presenters/query_values.h"
#include "ui/presenters/reading_command.h"
#include "ui/presenters/thumbnail_cache.h"

#include <QImage>
#include <QObject>
#include <QPointF>
#include <QSet>
#include <QTemporaryDir>

class QUndoStack;

namespace nectar {

struct Project;
class ColourPresenter;
class DifferencePresenter;
class LibraryPresenter;
class PatchLayersPresenter;
class PromptHeat;
class PromptSharesPresenter;
class PromptViewPresenter;
class WhyNotPresenter;

/// Opens a bank and pictures on the engine lane, predicts, and answers which patches explain a patch. The slow step
/// (read, encode, search) happens once a picture; everything after it is arithmetic on its table.
class QueryPresenter : public QObject {
    Q_OBJECT

public:
    /// undo: where changes of the reading go; nothing: they cannot be undone.
    explicit QueryPresenter(QThreadPool* engine, QUndoStack* undo = nullptr, QObject* parent = nullptr);
    ~QueryPresenter() override;

    /// By its name or its first bytes.
    static bool looksLikeBank(const QString& file);
    static bool looksLikePicture(const QString& file);
    /// Opens a bank and then its first query picture.
    void openBank(const QString& file);
    /// A bank of what a running build has read; the whole one, once it is opened, takes its place: picture, patches and
    /// what is left out stay.
    void openHalfBuilt(const HalfBuiltBank& bank);
    /// Any picture; before there is a bank it is remembered and opened with the next one. at: the point of the photo
    /// whose patch is chosen, if it is inside.
    void openImage(const QString& path, QPointF at = {-1, -1});
    /// Labelled pictures besides the bank's own: they are opened with their truth. Null: none.
    void setLabelled(std::shared_ptr<const Dataset> dataset) { m_labelled = std::move(dataset); }
    /// A picture that is no file, from the clipboard: kept as a file until the program ends.
    void openPasted(const QImage& picture);
    /// Lists pictures as possible queries without opening them; before there is a bank they wait for one.
    void listImages(const QStringList& paths);
    /// The source of a voter as the query, with the voter's patch chosen.
    void openNeighbour(const NeighbourCard& card);
    /// The picture and patch looked at before this picture.
    void goBack();
    /// What a project keeps of this, and back: the bank is opened, then the picture. Nothing of it can be undone.
    void keep(Project& project) const;
    void restore(const Project& project);
    /// All texts anew: numbers are written in another way.
    void tellAgain();
    bool canGoBack() const { return !m_former.isEmpty(); }
    void setTask(Task task);
    void setNeighbours(int neighbours);
    void setTemperature(double temperature);
    /// Whether a prompt image of the bank counts; those that do not stay out for every picture until the next bank.
    void setPromptCounts(qint64 promptImage, bool counts);
    void countAllPrompts();
    void pinPatch(int patch);   ///< -1: lets go
    void hoverPatch(int patch); ///< -1: back to what is kept
    /// A region, whose evidence is that of its patches together; one patch is pinned, none lets go.
    void keepPatches(std::vector<int> patches);
    enum class Extent { Joined, Everywhere };
    /// All patches of the class that is predicted where one looks, or those that are joined to it.
    void keepClass(Extent extent);

    bool hasBank() const { return m_scene != nullptr; }
    bool hasImage() const { return m_shown.image != nullptr; }
    bool isBusy() const
    {
        return m_opening.isRunning() || m_pasting.isRunning() || m_predicting || m_pooling.isRunning();
    }
    const BankSummary& bank() const { return m_bank; }
    const ShownPicture& shown() const { return m_shown; }
    Task task() const { return m_task; }
    const DecodeOptions& options() const { return m_options; }
    std::shared_ptr<const OpenScene> scene() const { return m_scene; }
    const std::vector<std::uint32_t>& leftOut() const { return m_leftOut; }
    const PatchReading& reading() const { return m_reading; }
    int pinnedPatch() const { return m_kept.size() == 1 ? m_kept.front() : -1; }
    const std::vector<int>& keptPatches() const { return m_kept; } ///< the pinned one, or the region; ascending
    std::vector<int> lookedAt() const; ///< the one under the pointer, unless the region holds it, else the kept ones
    QString imageNote() const;         ///< a remark about the open picture; "": none
    QString pixelText(const QPoint& pixel) const; ///< for the status line

    ImageListModel& promptImages() { return m_promptImages; }
    ImageListModel& queryImages() { return m_queryImages; }
    NeighbourListModel& neighbours() { return m_neighbours; }
    ClassLegendModel& legend() { return m_legend; }
    ThumbnailCache& thumbnails() { return m_thumbnails; }
    WhyNotPresenter& whyNot() { return *m_whyNot; }
    PromptSharesPresenter& promptShares() { return *m_promptShares; }
    PatchLayersPresenter& patchLayers() { return *m_patchLayers; }
    PromptViewPresenter& promptView() { return *m_promptView; } ///< the prompt image beside the canvas
    PromptHeat& previewHeat() { return *m_previewHeat; }        ///< of the one that is seen in passing
    ColourPresenter& colours() { return *m_colours; }
    DifferencePresenter& difference() { return *m_difference; }
    LibraryPresenter& library() { return *m_library; }

Q_SIGNALS:
    void busyChanged(const QString& text); ///< "" : idle
    void bankChanged();
    void imageChanged();
    void predictionChanged();
    void keptChanged();    ///< at once, while the evidence of a region is still summed up
    void coloursChanged(); ///< of what is shown; nothing else
    void evidenceChanged();
    void leftOutChanged();
    void readingChanged(); ///< task, neighbours or temperature
    void problemOccurred(const nectar::Problem& problem);

private:
    struct OpenedBank;
    struct Visit { ///< a picture that was looked at
        QString path;
        std::vector<int> kept;
    };
    struct Wanted {            ///< what is chosen in a picture that is being opened
        QPointF point{-1, -1}; ///< of the photo; outside of it: no point
        std::vector<int> kept; ///< of a former picture, or of a project
        bool isReturn = false; ///< to it; else the patch at the point, or a telling one
    };
    void open(const QString& path, const Wanted& wanted);
    void openFile(const QString& file, const std::optional<HalfBuiltBank>& halfBuilt);
    void keepLook(); ///< for the next bank that is opened
    std::vector<int> firstKept(const Wanted& wanted) const;
    void showBank(const OpenedBank& opened);
    void showImage(const ShownPicture& shown, const Wanted& wanted);
    void requestPrediction();
    void predictIfChanged(); ///< options or task moved on while a picture was read
    void predictNow();
    void showEvidence();
    /// Through the undo stack, if there is one.
    void change(ReadingCommand::Part part, const Reading& wanted, const QString& text);
    bool apply(ReadingCommand::Part part, const Reading& wanted, const QString& bank);
    void poolEvidence(const std::vector<int>& patches);
    Reading currentReading() const;
    void recolour();
    void fail(const std::exception_ptr& error);

    QThreadPool* m_engine;
    LatestOnly m_opening; ///< banks and pictures: the newest wins
    LatestOnly m_predictor, m_pooling;
    bool m_predicting = false, m_predictAgain = false; ///< while dragging every finished frame is shown
    std::shared_ptr<OpenScene> m_scene;
    std::shared_ptr<const Dataset> m_labelled;
    BankSummary m_bank;
    ShownPicture m_shown;
    Task m_task = Task::Segmentation;
    DecodeOptions m_options;
    std::vector<std::uint32_t> m_leftOut; ///< prompt images that do not count, ascending
    std::vector<int> m_kept;
    int m_hovered = -1;
    bool m_openingBank = false;
    QUndoStack* m_undo;
    QString m_pendingImage;
    std::vector<int> m_pendingKept; ///< in m_pendingImage; none: a telling one
    std::vector<std::string> m_pendingLeftOut;
    QStringList m_pendingList;
    QSet<QString> m_listed; ///< query images that are not the data set's own
    QList<Visit> m_former;  ///< newest last
    QTemporaryDir m_pasted; ///< files of pasted pictures
    Job m_pasting;
    int m_pastedCount = 0;
    PatchReading m_reading;
    ImageListModel m_promptImages, m_queryImages;
    NeighbourListModel m_neighbours;
    ClassLegendModel m_legend;
    ThumbnailCache m_thumbnails;
    WhyNotPresenter* m_whyNot;             ///< a child
    PromptSharesPresenter* m_promptShares; ///< likewise
    PatchLayersPresenter* m_patchLayers;   ///< likewise
    PromptViewPresenter* m_promptView;     ///< likewise
    PromptHeat* m_previewHeat;             ///< likewise
    ColourPresenter* m_colours;            ///< likewise
    DifferencePresenter* m_difference;     ///< likewise
    LibraryPresenter* m_library;           ///< likewise
};

} // namespace nectar
