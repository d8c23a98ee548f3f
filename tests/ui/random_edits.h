// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/ui/studio_bench.h"
#include "ui/presenters/colour_presenter.h"

#include <QAction>
#include <QSplitter>

namespace nectar {

/// Somebody who changes one thing after the other, anything that can be undone.
class RandomEdits {
public:
    RandomEdits(StudioBench& bench, std::uint32_t seed) : m_bench(bench), m_state(seed) {}

    void step()
    {
        QueryPresenter& query = m_bench.query;
        LabelPresenter& label = m_bench.label;
        switch (below(14)) {
        case 0:
            return query.voting().setNeighbours(1 + below(256));
        case 1:
            return query.voting().setTemperature(0.001 * (1 + below(500)));
        case 2:
            return query.voting().setTask(below(2) == 0 ? Task::Depth : Task::Segmentation);
        case 3:
            return query.voting().setPromptCounts(below(static_cast<int>(query.bank().images)), below(2) == 0);
        case 4:
            return query.voting().countAllPrompts();
        case 5:
            label.addClass(QStringLiteral("class %1").arg(m_count++));
            return;
        case 6:
            label.renameClass(below(static_cast<int>(label.classes().size())),
                              QStringLiteral("name %1").arg(m_count++));
            return;
        case 7:
            return label.setThreshold(below(3) == 0 ? std::nullopt
                                                    : std::optional(static_cast<float>(below(100)) / 100));
        case 8:
            return label.erase(below(80));
        case 9:
            return changeLook();
        case 10:
            return resetLayout();
        case 11:
            return below(4) == 0 ? m_bench.project.undo() : label.setCurrent(below(2));
        default:
            label.setActiveClass(below(static_cast<int>(label.classes().size())));
            return label.click(below(80));
        }
    }
    int below(int n)
    {
        m_state = m_state * 1664525 + 1013904223;
        return static_cast<int>(m_state >> 8) % n;
    }

private:
    void changeLook()
    {
        ColourPresenter& colours = m_bench.query.colours();
        ColourChoice choice = colours.choice();
        CanvasLook outlines = colours.outlines();
        switch (below(9)) {
        case 0:
            choice.classes = static_cast<ColourChoice::Classes>(below(2));
            break;
        case 1:
            choice.depth = below(2) == 0 ? QStringLiteral("grey") : QStringLiteral("viridis");
            break;
        case 2:
            choice.reversed = !choice.reversed;
            break;
        case 3:
            choice.range = static_cast<ColourChoice::Range>(below(3));
            break;
        case 4:
            choice.farMetres = 1 + below(50);
            break;
        case 5:
            return colours.forgetOwnColours();
        case 6:
            outlines.hasPatterns = !outlines.hasPatterns;
            break;
        case 7:
            outlines = {outlines.outlineOpacity, 1 + below(8), outlines.hasPatterns, below(2) == 0};
            break;
        default:
            return colours.setClassColour(QStringLiteral("class %1").arg(below(5)),
                                          qRgb(below(256), below(256), below(256)));
        }
        colours.setChoice(choice);
        colours.setOutlines(outlines);
    }
    /// After somebody moved the panels, or opened the log.
    void resetLayout()
    {
        m_bench.window.inspectPage()->splitter()->setSizes({200 + below(100), 700, 300 + below(100)});
        m_bench.find<QAction>("showLog")->trigger();
        m_bench.find<QAction>("resetLayout")->trigger();
    }

    StudioBench& m_bench;
    std::uint32_t m_state;
    int m_count = 0;
};

} // namespace nectar
