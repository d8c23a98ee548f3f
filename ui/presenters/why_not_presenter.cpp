// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/why_not_presenter.h"

#include "core/pipeline/scene_answers.h"
#include "ui/convert/text.h"
#include "ui/presenters/evidence_cards.h"
#include "ui/presenters/query_presenter.h"

namespace nectar {

/// What the engine lane hands over: nothing where the patch is unknown.
struct WhyNotPresenter::Answer {
    std::optional<WhyNot> whyNot;
    QList<NeighbourCard> closest;
};

namespace {

QString percent(double share) { return numberText(100 * share, 1); }

/// The entries as cards. Those that vote have the rank and weight that they have among the voters.
QList<NeighbourCard> closestCards(const WhyNot& answer, const ShownPicture& shown, int patch)
{
    std::vector<PatchEvidence> entries;
    const auto voters = patchEvidence(*shown.image, *shown.bank, patch, shown.options);
    for (const ClassMatch& match : answer.closest) {
        PatchEvidence entry = entryEvidence(*shown.bank, match.row);
        entry.rank = match.rank;
        entry.similarity = match.similarity;
        if (match.rank > 0 && match.rank <= std::ssize(voters))
            entry.weight = entry.cumulative = voters[static_cast<std::size_t>(match.rank) - 1].weight;
        entries.push_back(std::move(entry));
    }
    return evidenceCards(entries, *shown.bank, Task::Segmentation, shown.classColours);
}

} // namespace

WhyNotPresenter::WhyNotPresenter(QueryPresenter& query, QThreadPool* engine)
    : QObject(&query), m_query(query), m_asking(engine)
{
    connect(&query.evidence(), &EvidencePresenter::changed, this, &WhyNotPresenter::askAgain);
    connect(&query, &QueryPresenter::bankChanged, this, [this] { ask(-1); });
}

QString WhyNotPresenter::className() const
{
    const auto& classes = m_query.bank().classes.classes;
    return m_asked < 0 || m_asked >= std::ssize(classes) ? QString()
                                                         : toQString(classes[static_cast<std::size_t>(m_asked)].name);
}

void WhyNotPresenter::ask(int classIndex)
{
    m_asked = classIndex < m_query.bank().classes.count() ? classIndex : -1;
    askAgain();
}

void WhyNotPresenter::askAgain()
{
    m_asking.cancel();
    const ShownPicture& shown = m_query.shown();
    const int patch = m_query.evidence().reading().patch;
    if (m_asked < 0 || patch < 0 || !shown.image || m_query.voting().task() != Task::Segmentation) {
        m_sentence.clear();
        m_closest.setCards({});
        Q_EMIT answered();
        return;
    }
    m_asking.run(
        [scene = m_query.scene(), shown, patch,
         asked = static_cast<std::uint16_t>(m_asked)](const std::stop_token& stop) {
            Answer answer{whyNot(*scene, *shown.image, patch, asked, shown.options, JobContext{stop}), {}};
            if (answer.whyNot)
                answer.closest = closestCards(*answer.whyNot, shown, patch);
            return answer;
        },
        [this](const Outcome<Answer>& outcome) {
            if (outcome.value)
                show(*outcome.value);
        });
}

void WhyNotPresenter::show(const Answer& answer)
{
    m_sentence = answer.whyNot ? sentenceFor(*answer.whyNot)
                               : tr("This patch is unknown: none of the patches it resembles has a label.");
    m_closest.setCards(answer.closest);
    Q_EMIT answered();
}

QString WhyNotPresenter::sentenceFor(const WhyNot& answer) const
{
    const QString name = className();
    if (answer.winner == m_asked)
        return tr("It is %1: that has most of the vote, %2 %.").arg(name, percent(answer.winnerShare));
    if (!answer.boost && answer.closest.empty())
        return tr("The bank has no patch that is mostly %1.").arg(name);
    if (!answer.boost)
        return tr("However similar, its voters of %1 cannot win: they show as much of another class.").arg(name);
    const QString boost = numberText(*answer.boost, 3);
    return answer.estimated
               ? tr("No voter is mostly %1. Its closest patch would have to be about %2 more similar.").arg(name, boost)
               : tr("It would be %1 if its patches of %1, %2 % of the vote, were %3 more similar.")
                     .arg(name, percent(answer.share), boost);
}

} // namespace nectar
