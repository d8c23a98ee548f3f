// SPDX-License-Identifier: Apache-2.0
#include "ui/convert/qt_log.h"

#include "core/base/log.h"
#include "ui/convert/text.h"

#include <QtGlobal>

namespace nectar {

namespace {

QtMessageHandler s_former = nullptr;

void onMessage(QtMsgType type, const QMessageLogContext& context, const QString& text)
{
    const LogLevel level = type == QtDebugMsg || type == QtInfoMsg ? LogLevel::Info
                           : type == QtWarningMsg                  ? LogLevel::Warning
                                                                   : LogLevel::Failure;
    logLine(LogArea::Gui, level, fromQString(text));
    if (s_former)
        s_former(type, context, text);
}

} // namespace

void logQtMessages()
{
    if (const QtMessageHandler former = qInstallMessageHandler(onMessage); former != onMessage)
        s_former = former;
}

} // namespace nectar
