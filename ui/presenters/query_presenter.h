// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/jobs/job.h"
#include "ui/jobs/latest_only.h"
#include "ui/models/class_legend_model.h"
#include "ui/models/image_list_model.h"
#include "ui/models/neighbour_list_model.h"
#include "ui/models/problem.h"
#include "ui/presenters/query_values.h"
#include "ui/presenters/shown_picture.h"
#include "ui/presenters/thumbnail_cache.h"

#include <QImage>
#include <QObject>
#include <QPointF>
#include <QTemporaryDir>

namespace nectar {

class ColourPresenter;
class DifferencePresenter;
class PatchLayersPresenter;
class PromptSharesPresenter;
class WhyNotPresenter;

/// Opens a bank and pictures on the engine lane, predicts, and answers which patches explain a patch. The slow step
/// (read, encode, search) happens once a picture; everything after it is arithmetic on its table.
class QueryPresenter : public QObject {
    Q_OBJECT

public:
    explicit QueryPresenter(QThreadPool* engine, QObject* parent = nullptr);
    ~QueryPresenter() override;

    /// By its name or its first bytes.
    static bool looksLikeBank(const QString& file);
    static bool looksLikePicture(const QString& file);
    /// Opens a bank and then its first query picture.
    void openBank(const QString& file);
    /// Any picture; before there is a bank it is remembered and opened with the next one. at: the point of the photo
    /// whose patch is chosen, if it is inside.
    void openImage(const QString& path, QPointF at = {-1, -1});
    /// A picture that is no file, from the clipboard: kept as a file until the program ends.
    void openPasted(const QImage& picture);
    /// Lists pictures as possible queries without opening them; before there is a bank they wait for one.
    void listImages(const QStringList& paths);
    /// The source of a voter as the query, with the voter's patch chosen.
    void openNeighbour(const NeighbourCard& card);
    /// The picture and patch looked at before this picture.
    void goBack();
    bool canGoBack() const { return !m_former.isEmpty(); }
    void setTask(Task task);
    void setNeighbours(int neighbours);
    void setTemperature(double temperature);
    /// Whether a prompt image of the bank counts; those that do not stay out for every picture until the next bank.
    void setPromptCounts(qint64 promptImage, bool counts);
    void countAllPrompts();
    void pinPatch(int patch);   ///< -1: lets go
    void hoverPatch(int patch); ///< -1: back to the pinned one

    bool hasBank() const { return m_scene != nullptr; }
    bool hasImage() const { return m_shown.image != nullptr; }
    bool isBusy() const { return m_opening.isRunning() || m_pasting.isRunning() || m_predicting; }
    const BankSummary& bank() const { return m_bank; }
    const ShownPicture& shown() const { return m_shown; }
    Task task() const { return m_task; }
    const DecodeOptions& options() const { return m_options; }
    std::shared_ptr<const OpenScene> scene() const { return m_scene; }
    const std::vector<std::uint32_t>& leftOut() const { return m_leftOut; }
    const PatchReading& reading() const { return m_reading; }
    int pinnedPatch() const { return m_pinned; }
    std::vector<int> keptPatches() const;         ///< the pinned one
    std::vector<int> lookedAt() const;            ///< the one under the pointer, else the kept ones
    QString imageNote() const;                    ///< a remark about the open picture; "": none
    QString pixelText(const QPoint& pixel) const; ///< for the status line

    ImageListModel& promptImages() { return m_promptImages; }
    ImageListModel& queryImages() { return m_queryImages; }
    NeighbourListModel& neighbours() { return m_neighbours; }
    ClassLegendModel& legend() { return m_legend; }
    ThumbnailCache& thumbnails() { return m_thumbnails; }
    WhyNotPresenter& whyNot() { return *m_whyNot; }
    PromptSharesPresenter& promptShares() { return *m_promptShares; }
    PatchLayersPresenter& patchLayers() { return *m_patchLayers; }
    ColourPresenter& colours() { return *m_colours; }
    DifferencePresenter& difference() { return *m_difference; }

Q_SIGNALS:
    void busyChanged(const QString& text); ///< "" : idle
    void bankChanged();
    void imageChanged();
    void predictionChanged();
    void coloursChanged(); ///< of what is shown; nothing else
    void evidenceChanged();
    void leftOutChanged();
    void problemOccurred(const nectar::Problem& problem);

private:
    struct OpenedBank;
    struct Visit { ///< a picture that was looked at
        QString path;
        int patch = -1;
    };
    struct Wanted {            ///< what is chosen in a picture that is being opened
        QPointF point{-1, -1}; ///< of the photo; outside of it: no point
        int patch = -1;        ///< -1: the one at the point, or a telling one
        bool isReturn = false; ///< to a former picture
    };
    void open(const QString& path, const Wanted& wanted);
    void listImage(const QString& path);
    int firstPatch(const Wanted& wanted) const;
    void showBank(const OpenedBank& opened);
    void showImage(const ShownPicture& shown, const Wanted& wanted);
    void requestPrediction();
    void predictIfChanged(); ///< options or task moved on while a picture was read
    void predictNow();
    void showEvidence();
    void setLeftOut(std::vector<std::uint32_t> prompts);
    Reading currentReading() const;
    void recolour();
    void fail(const std::exception_ptr& error);

    QThreadPool* m_engine;
    LatestOnly m_opening; ///< banks and pictures: the newest wins
    LatestOnly m_predictor;
    bool m_predicting = false, m_predictAgain = false; ///< while dragging every finished frame is shown
    std::shared_ptr<OpenScene> m_scene;
    BankSummary m_bank;
    ShownPicture m_shown;
    Task m_task = Task::Segmentation;
    DecodeOptions m_options;
    std::vector<std::uint32_t> m_leftOut; ///< prompt images that do not count, ascending
    int m_pinned = -1, m_hovered = -1;
    bool m_openingBank = false;
    QString m_pendingImage;
    QStringList m_pendingList;
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
    ColourPresenter* m_colours;            ///< likewise
    DifferencePresenter* m_difference;     ///< likewise
};

} // namespace nectar
