// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/look_command.h"

#include "ui/convert/text.h"

#include <QCoreApplication>

#include <utility>

namespace nectar {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("LookCommand", text); }

QString ownText(const QStringList& classes, const ColourChoice& after)
{
    if (after.own.isEmpty())
        return tr("taking my colours back");
    return classes.size() == 1 ? tr("colour of %1").arg(classes.first()) : tr("colours of classes");
}

QString rangeText(const ColourChoice& after)
{
    switch (after.range) {
    case ColourChoice::Range::Same:
        return tr("one range for truth and prediction");
    case ColourChoice::Range::Each:
        return tr("a range each for truth and prediction");
    case ColourChoice::Range::Fixed:
        break;
    }
    return tr("colours from %1 to %2 m").arg(figuresText(after.nearMetres, 3), figuresText(after.farMetres, 3));
}

/// As the menu goes on after "Undo".
QString textOf(const LookChange& change, const Look& after)
{
    QStringList texts;
    if (!change.own.isEmpty())
        texts.append(ownText(change.own, after.colours));
    if (change.classes)
        texts.append(after.colours.classes == ColourChoice::Classes::Safe ? tr("colours safe for colour blindness")
                                                                          : tr("colours of the data set"));
    if (change.depth)
        texts.append(tr("colours of depth"));
    if (change.reversed)
        texts.append(tr("reversing the colours of depth"));
    if (change.range || change.metres)
        texts.append(rangeText(after.colours));
    if (change.width)
        texts.append(tr("outlines %1 px wide").arg(after.outlines.outlineWidth));
    if (change.patterns)
        texts.append(after.outlines.hasPatterns ? tr("showing patterns") : tr("hiding patterns"));
    if (change.names)
        texts.append(after.outlines.hasNames ? tr("showing names") : tr("hiding names"));
    return texts.size() == 1 ? texts.first() : tr("colours and outlines");
}

/// What a slider, or keys held in a field of metres, change little by little.
bool isDragged(const LookChange& change)
{
    LookChange metres, width, colour;
    metres.metres = true;
    width.width = true;
    colour.own = change.own;
    return change == metres || change == width || (change == colour && change.own.size() == 1);
}

} // namespace

LookChange changeBetween(const Look& before, const Look& after)
{
    const ColourChoice &a = before.colours, &b = after.colours;
    LookChange change;
    QMap<QString, QRgb> names = a.own;
    names.insert(b.own);
    for (const QString& name : names.keys())
        if (a.own.contains(name) != b.own.contains(name) || a.own.value(name) != b.own.value(name))
            change.own.append(name);
    change.classes = a.classes != b.classes;
    change.depth = a.depth != b.depth;
    change.reversed = a.reversed != b.reversed;
    change.range = a.range != b.range;
    change.metres = a.nearMetres != b.nearMetres || a.farMetres != b.farMetres;
    change.width = before.outlines.outlineWidth != after.outlines.outlineWidth;
    change.patterns = before.outlines.hasPatterns != after.outlines.hasPatterns;
    change.names = before.outlines.hasNames != after.outlines.hasNames;
    return change;
}

Look withChange(Look look, const LookChange& change, const Look& wanted)
{
    ColourChoice& colours = look.colours;
    for (const QString& name : change.own) {
        colours.own.remove(name);
        if (const auto own = wanted.colours.own.find(name); own != wanted.colours.own.end())
            colours.own.insert(name, *own);
    }
    if (change.classes)
        colours.classes = wanted.colours.classes;
    if (change.depth)
        colours.depth = wanted.colours.depth;
    if (change.reversed)
        colours.reversed = wanted.colours.reversed;
    if (change.range)
        colours.range = wanted.colours.range;
    if (change.metres) {
        colours.nearMetres = wanted.colours.nearMetres;
        colours.farMetres = wanted.colours.farMetres;
    }
    if (change.width)
        look.outlines.outlineWidth = wanted.outlines.outlineWidth;
    if (change.patterns)
        look.outlines.hasPatterns = wanted.outlines.hasPatterns;
    if (change.names)
        look.outlines.hasNames = wanted.outlines.hasNames;
    return look;
}

LookCommand::LookCommand(Apply apply, Look before, Look after)
    : m_apply(std::move(apply)), m_before(std::move(before)), m_after(std::move(after)),
      m_change(changeBetween(m_before, m_after))
{
    setText(textOf(m_change, m_after));
    m_sinceLast.start();
}

bool LookCommand::mergeWith(const QUndoCommand* later)
{
    const auto* next = static_cast<const LookCommand*>(later);
    if (!isDragged(m_change) || next->m_change != m_change || m_sinceLast.elapsed() > kOneDragMs)
        return false;
    m_after = next->m_after;
    setText(next->text());
    setObsolete(changeBetween(m_before, m_after) == LookChange{});
    m_sinceLast.start();
    return true;
}

} // namespace nectar
