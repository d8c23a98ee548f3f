// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/jobs/latest_only.h"
#include "ui/models/neighbour_list_model.h"
#include "ui/presenters/query_values.h"

#include <QObject>

#include <exception>
#include <vector>

namespace nectar {

class QueryPresenter;

/// Which patches of the open picture are looked at, and which neighbours their votes rest on.
class EvidencePresenter : public QObject {
    Q_OBJECT

public:
    EvidencePresenter(const QueryPresenter& query, QThreadPool* engine, QObject* parent);

    void pinPatch(int patch);   ///< -1: lets go
    void hoverPatch(int patch); ///< -1: back to what is kept
    /// A region, whose evidence is that of its patches together; one patch is pinned, none lets go.
    void keepPatches(std::vector<int> patches);
    enum class Extent { Joined, Everywhere };
    /// All patches of the class that is predicted where one looks, or those that are joined to it.
    void keepClass(Extent extent);

    int pinnedPatch() const { return m_kept.size() == 1 ? m_kept.front() : -1; }
    const std::vector<int>& keptPatches() const { return m_kept; } ///< the pinned one, or the region; ascending
    std::vector<int> lookedAt() const; ///< the one under the pointer, unless the region holds it, else the kept ones
    const PatchReading& reading() const { return m_reading; }
    NeighbourListModel& neighbours() { return m_neighbours; }
    bool isBusy() const { return m_pooling.isRunning(); }

    /// Another picture, or none, and what is kept in it; the signals follow with tellAll().
    void startAt(std::vector<int> kept);
    void tellAll();
    void update(); ///< other votes or colours

Q_SIGNALS:
    void keptChanged(); ///< at once, while the evidence of a region is still summed up
    void changed();
    void failed(const std::exception_ptr& error);

private:
    void pool(const std::vector<int>& patches);

    const QueryPresenter& m_query;
    LatestOnly m_pooling;
    std::vector<int> m_kept;
    int m_hovered = -1;
    PatchReading m_reading;
    NeighbourListModel m_neighbours;
};

} // namespace nectar
