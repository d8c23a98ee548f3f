// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/difference_presenter.h"

#include "core/report/difference.h"
#include "ui/convert/images.h"
#include "ui/convert/text.h"
#include "ui/presenters/query_presenter.h"

namespace nectar {

namespace {

ClassTable verdictTable(bool ofOneClass)
{
    const auto name = [](const QString& text) { return ClassEntry{0, fromQString(text), {}}; };
    using D = DifferencePresenter;
    ClassTable table;
    table.classes = ofOneClass ? std::vector{name(D::tr("found")), name(D::tr("too much")), name(D::tr("missed")),
                                             name(D::tr("elsewhere"))}
                               : std::vector{name(D::tr("right")), name(D::tr("wrong")), name(D::tr("no answer"))};
    return table;
}

} // namespace

struct DifferencePresenter::Computed {
    CanvasLayer layer;
    QList<ClassLegendModel::Entry> legend;
};

DifferencePresenter::Computed DifferencePresenter::difference(const CanvasLayer& truth, const CanvasLayer& predicted,
                                                              int only)
{
    Computed result;
    result.layer.task = predicted.task;
    if (predicted.labels) {
        const bool one = only >= 0 && only != kVoid;
        const auto labels = std::make_shared<const LabelMap>(
            labelDifference(*truth.labels, *predicted.labels,
                            one ? std::optional(static_cast<std::uint16_t>(only)) : std::optional<std::uint16_t>()));
        result.layer.labels = labels;
        result.layer.palette = toQRgbs(verdictPalette());
        result.legend = legendEntries(*labels, verdictTable(one), result.layer.palette);
        return result;
    }
    const auto depth = std::make_shared<const DepthMap>(depthDifference(*truth.depth, *predicted.depth));
    const DepthRange range = differenceRange(*depth);
    result.layer.depth = depth;
    result.layer.isError = true;
    result.layer.palette = toQRgbs(differencePalette());
    result.layer.nearMetres = range.nearMetres;
    result.layer.farMetres = range.farMetres;
    return result;
}

DifferencePresenter::DifferencePresenter(QueryPresenter& query, QThreadPool* engine)
    : QObject(&query), m_query(query), m_computing(engine)
{
    connect(&query, &QueryPresenter::predictionChanged, this, &DifferencePresenter::compute);
    connect(&query, &QueryPresenter::imageChanged, this, &DifferencePresenter::compute);
    connect(&query.legend(), &ClassLegendModel::shownClassesChanged, this, &DifferencePresenter::compute);
}

void DifferencePresenter::setShown(bool shown)
{
    if (m_isShown == shown)
        return;
    m_isShown = shown;
    compute();
}

void DifferencePresenter::compute()
{
    const ShownPicture& picture = m_query.shown();
    if (!m_isShown || picture.truth.isEmpty() || picture.layer.isEmpty()) {
        m_computing.cancel();
        return show({});
    }
    const int only = m_query.legend().shownClasses().only;
    m_computing.run([truth = picture.truth, predicted = picture.layer,
                     only](const std::stop_token&) { return difference(truth, predicted, only); },
                    [this](const Outcome<Computed>& outcome) {
                        if (!outcome.error)
                            show(*outcome.value);
                        else if (!isCancellation(outcome.error))
                            Q_EMIT m_query.problemOccurred(problemFrom(outcome.error));
                    });
}

void DifferencePresenter::show(const Computed& computed)
{
    m_layer = computed.layer;
    QList<ClassLegendModel::Entry> entries;
    for (ClassLegendModel::Entry entry : computed.legend) {
        if (entry.classIndex == static_cast<int>(Verdict::Elsewhere))
            continue; // it is not drawn
        if (entry.classIndex == kVoid)
            entry.area.name = tr("not labelled");
        entries.append(entry);
    }
    m_legend.setEntries(entries);
    Q_EMIT layerChanged();
}

QString DifferencePresenter::summary() const
{
    const auto& scores = m_query.shown().depthScores;
    return m_layer.isError && scores ? tr("RMSE %1").arg(metresText(static_cast<float>(scores->rmse))) : QString();
}

} // namespace nectar
