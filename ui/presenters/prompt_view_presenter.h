// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/explain/prompt_places.h"
#include "ui/models/canvas.h"
#include "ui/models/neighbour_list_model.h"
#include "ui/models/prompt_share_model.h"
#include "ui/presenters/prompt_heat.h"

namespace nectar {

struct ShownPicture;

/// Where the open picture uses a patch of a prompt image, and how much that decides.
struct PromptUse {
    double share = 0;            ///< of the picture's whole vote
    int voters = 0;              ///< patches that it votes in
    int strongest = -1;          ///< the patch of the picture in which it has most weight; -1: none
    std::vector<double> weights; ///< [patches of the picture] its part of the vote of each
};
/// Of one or several entries together.
PromptUse promptUse(const ShownPicture& shown, std::span<const std::uint32_t> rows);

/// A prompt image that is looked at large beside the canvas: where it is like the patch looked at, which of its patches
/// vote, and what one of them decides in the open picture.
class PromptViewPresenter : public QObject {
    Q_OBJECT

public:
    PromptViewPresenter(QueryPresenter& query, QThreadPool* engine);

    /// frame: the patch of it that was asked about; -1: none.
    void look(quint32 promptImage, int frame = -1);
    void lookAtCard(const NeighbourCard& card);
    void close();
    bool isOpen() const { return m_image.has_value(); }
    quint32 promptImage() const { return m_image.value_or(0); }
    int framed() const { return m_framed; }
    const PromptPlaces& places() const { return m_places; }
    QString name() const;
    Size size() const;   ///< of the original picture
    bool counts() const; ///< it is not left out
    void setCounts(bool counts);

    /// Asks what one of its patches decides; -1: no longer.
    void choose(int patch);
    int chosen() const { return m_chosen; }
    const PromptUse& use() const { return m_use; }
    QString useText() const;              ///< "This one patch decides 6.1 % of the picture: …"; "": none is chosen
    QString valueText(int patch) const;   ///< "weight of the patch chosen in street_004: 12.0 %"; "": no number
    PromptShare used() const;             ///< the patches of the open picture that it votes in
    PromptShare voters() const;           ///< its patches that vote for what is looked at
    QString factsText() const;            ///< how many of its patches are remembered
    PromptHeat& heat() { return m_heat; } ///< of this image

Q_SIGNALS:
    void changed();    ///< another prompt image, or none
    void useChanged(); ///< the numbers of the chosen patch

private:
    void askAgain();

    QueryPresenter& m_query;
    PromptHeat m_heat;
    LatestOnly m_asking;
    std::optional<quint32> m_image;
    PromptPlaces m_places;
    int m_framed = -1, m_chosen = -1;
    PromptUse m_use;
};

} // namespace nectar
