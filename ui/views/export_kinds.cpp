// SPDX-License-Identifier: Apache-2.0
#include "ui/views/export_kinds.h"

#include <QCoreApplication>

namespace nectar {

ExportText exportText(ExportKind kind)
{
    const auto tr = [](const char* text) { return QCoreApplication::translate("ExportDialog", text); };
    switch (kind) {
    case ExportKind::Labels:
        return {"labels", tr("Labels: the class number of each pixel")};
    case ExportKind::ClassColours:
        return {"classColours", tr("Classes as colours")};
    case ExportKind::ClassOverlay:
        return {"classOverlay", tr("Classes over the picture")};
    case ExportKind::Depth16:
        return {"depth16", tr("Depth in millimetres (16-bit PNG)")};
    case ExportKind::DepthNumbers:
        return {"depthNumbers", tr("Depth in metres (NumPy)")};
    case ExportKind::DepthColours:
        return {"depthColours", tr("Depth as colours")};
    case ExportKind::DepthOverlay:
        return {"depthOverlay", tr("Depth over the picture")};
    case ExportKind::VotersCsv:
        return {"votersCsv", tr("Table (CSV)")};
    case ExportKind::VotersJson:
        return {"votersJson", tr("Every number (JSON)")};
    case ExportKind::Report:
        return {"report", tr("Page for a browser (HTML)")};
    }
    return {};
}

} // namespace nectar
