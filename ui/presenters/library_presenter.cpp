// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/library_presenter.h"

#include "core/explain/evidence.h"
#include "ui/convert/text.h"
#include "ui/presenters/colour_presenter.h"
#include "ui/presenters/prompt_labels.h"
#include "ui/presenters/query_presenter.h"

namespace nectar {

namespace {

using Contents = QList<QList<LibraryFilter::Content>>;

Contents contentsOf(const MemoryBank& bank)
{
    Contents contents;
    for (const std::vector<PromptClass>& classes : promptClasses(bank)) {
        contents.append(QList<LibraryFilter::Content>());
        for (const PromptClass& one : classes)
            contents.last().append({one.classIndex, one.share});
    }
    return contents;
}

std::vector<double> evidenceOf(const ShownPicture& shown)
{
    std::vector<double> shares(shown.bank->images().size());
    const NeighbourTable& table = shown.image->table;
    for (const ImageShare& image : imageShares(table, *shown.bank, allPatches(table), shown.options))
        shares[image.image] = image.share;
    return shares;
}

} // namespace

LibraryPresenter::LibraryPresenter(QueryPresenter& query)
    : QObject(&query), m_query(query), m_counter(QThreadPool::globalInstance()),
      m_weigher(QThreadPool::globalInstance()), m_teller(QThreadPool::globalInstance())
{
    connect(&query, &QueryPresenter::bankChanged, this, &LibraryPresenter::count);
    connect(&query, &QueryPresenter::predictionChanged, this, &LibraryPresenter::weigh);
    const auto recolour = [this] { m_query.thumbnails().setClassColours(m_query.shown().classColours); };
    for (const auto signal : {&QueryPresenter::imageChanged, &QueryPresenter::coloursChanged})
        connect(&query, signal, this, recolour);
}

void LibraryPresenter::count()
{
    m_contents.clear();
    m_classNames.clear();
    m_evidence.clear();
    m_weigher.cancel();
    m_teller.cancel();
    Q_EMIT contentsChanged();
    Q_EMIT evidenceChanged();
    const std::shared_ptr<const MemoryBank> bank = m_query.scene()->bank();
    for (const ClassEntry& one : bank->classes().classes)
        m_classNames.append(toQString(one.name));
    m_counter.run([bank](const std::stop_token&) { return contentsOf(*bank); },
                  [this](const Outcome<Contents>& outcome) {
                      if (!outcome.value)
                          return;
                      m_contents = *outcome.value;
                      Q_EMIT contentsChanged();
                  });
}

void LibraryPresenter::setEvidenceWanted(bool wanted)
{
    if (std::exchange(m_wantsEvidence, wanted) != wanted)
        weigh();
}

void LibraryPresenter::weigh()
{
    const ShownPicture& shown = m_query.shown();
    if (!m_wantsEvidence || !shown.prediction)
        return;
    m_weigher.run([shown](const std::stop_token&) { return evidenceOf(shown); },
                  [this](const Outcome<std::vector<double>>& outcome) {
                      if (!outcome.value)
                          return;
                      m_evidence = *outcome.value;
                      Q_EMIT evidenceChanged();
                  });
}

void LibraryPresenter::askFacts()
{
    if (!m_query.hasBank())
        return;
    m_teller.run([scene = m_query.scene()](const std::stop_token&) { return bankFacts(*scene); },
                 [this](const Outcome<BankFacts>& outcome) {
                     if (!outcome.value)
                         return;
                     BankFacts facts = *outcome.value;
                     if (const auto& halfBuilt = m_query.bank().halfBuilt) { // its file is nobody's business
                         facts.name = m_query.bank().name;
                         facts.lines.first() = {tr("Read so far"), halfBuilt->share()};
                         facts.warnings.prepend(halfBuilt->explanation());
                     }
                     Q_EMIT factsReady(facts);
                 });
}

} // namespace nectar
