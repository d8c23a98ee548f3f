// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/jobs/latest_only.h"
#include "ui/models/class_legend_model.h"
#include "ui/models/image_list_model.h"
#include "ui/models/problem.h"
#include "ui/presenters/evidence_presenter.h"
#include "ui/presenters/pasted_pictures.h"
#include "ui/presenters/picture_wish.h"
#include "ui/presenters/query_answers.h"
#include "ui/presenters/thumbnail_cache.h"
#include "ui/presenters/visited_pictures.h"
#include "ui/presenters/voting_presenter.h"

#include <QSet>

namespace nectar {

struct Project;
class ColourPresenter;

/// Opens a bank and pictures on the engine lane and predicts. The slow step (read, encode, search) happens once a
/// picture; everything after it is arithmetic on its table.
class QueryPresenter : public QObject {
    Q_OBJECT

public:
    /// undo: where changes of the reading go; nothing: they cannot be undone.
    explicit QueryPresenter(QThreadPool* engine, QUndoStack* undo = nullptr, QObject* parent = nullptr);
    ~QueryPresenter() override;

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
    /// A picture that is no file, from the clipboard.
    void openPasted(const QImage& picture);
    /// Lists pictures as possible queries without opening them; before there is a bank they wait for one.
    void listImages(const QStringList& paths);
    /// The source of a voter as the query, with the voter's patch chosen.
    void openNeighbour(const NeighbourCard& card);
    /// The picture and patch looked at before this picture, and the one that was left so.
    void goBack() { go(-1); }
    void goForward() { go(1); }
    bool canGoBack() const { return m_visits.canGo(-1); }
    bool canGoForward() const { return m_visits.canGo(1); }
    /// What a project keeps of this, and back: the bank is opened, then the picture. Nothing of it can be undone.
    void keep(Project& project) const;
    void restore(const Project& project);
    /// All texts anew: numbers are written in another way.
    void tellAgain();

    bool hasBank() const { return m_scene != nullptr; }
    bool hasImage() const { return m_shown.image != nullptr; }
    bool isBusy() const;
    const BankSummary& bank() const { return m_bank; }
    const ShownPicture& shown() const { return m_shown; }
    std::shared_ptr<const OpenScene> scene() const { return m_scene; }

    VotingPresenter& voting() const { return *m_voting; }
    EvidencePresenter& evidence() const { return *m_evidence; }
    const QueryAnswers& answers() const { return m_answers; }
    ColourPresenter& colours() const { return *m_colours; }
    ImageListModel& promptImages() { return m_promptImages; }
    ImageListModel& queryImages() { return m_queryImages; }
    ClassLegendModel& legend() { return m_legend; }
    ThumbnailCache& thumbnails() { return m_thumbnails; }

Q_SIGNALS:
    void busyChanged(const QString& text); ///< "" : idle
    void bankChanged();
    void imageChanged();
    void predictionChanged();
    void coloursChanged(); ///< of what is shown; nothing else
    void problemOccurred(const nectar::Problem& problem);

private:
    struct OpenedBank;
    void open(const QString& path, const PictureWish& wish);
    void openFile(const QString& file, const std::optional<HalfBuiltBank>& halfBuilt);
    void go(int step); ///< through the pictures looked at
    void keepLook();   ///< for the next bank that is opened
    void showBank(const OpenedBank& opened);
    void showImage(const ShownPicture& shown, const PictureWish& wish);
    void requestPrediction();
    void predictIfChanged(); ///< options or task moved on while a picture was read
    void predictNow();
    Reading currentReading() const;
    void recolour();
    void fail(const std::exception_ptr& error);

    LatestOnly m_opening; ///< banks and pictures: the newest wins
    LatestOnly m_predictor;
    bool m_predicting = false, m_predictAgain = false; ///< while dragging every finished frame is shown
    bool m_openingBank = false;
    std::shared_ptr<OpenScene> m_scene;
    std::shared_ptr<const Dataset> m_labelled;
    BankSummary m_bank;
    ShownPicture m_shown;
    AwaitedView m_awaited;
    QSet<QString> m_listed; ///< query images that are not the data set's own
    VisitedPictures m_visits;
    PastedPictures m_pasted;
    ImageListModel m_promptImages, m_queryImages;
    ClassLegendModel m_legend;
    ThumbnailCache m_thumbnails;
    ColourPresenter* m_colours;
    VotingPresenter* m_voting;
    EvidencePresenter* m_evidence;
    QueryAnswers m_answers; ///< made last: they follow the others
};

} // namespace nectar
