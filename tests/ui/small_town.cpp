// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/small_town.h"

#include "core/demo/toy_town.h"
#include "core/pipeline/build_bank.h"
#include "ui/convert/text.h"

#include <QDir>
#include <QFileInfo>

namespace nectar {

SmallTown::SmallTown()
{
    for (const char* variable : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"})
        qputenv(variable, m_directory.filePath(QString::fromLatin1(variable)).toUtf8());
    ToyTownOptions options;
    options.prompts = 4;
    options.validations = 1;
    options.queries = 2;
    options.size = {160, 128};
    writeToyTown(pathFromQString(folder()), options, JobContext{});
}

QString SmallTown::folder() const { return m_directory.filePath(QStringLiteral("town")); }

QString SmallTown::bank() const
{
    const QString file = m_directory.filePath(QStringLiteral("town.bank"));
    if (!QFileInfo::exists(file)) {
        BuildBankRequest request;
        request.data = pathFromQString(folder());
        request.bank.width = request.bank.height = 128;
        request.output = pathFromQString(file);
        buildBank(request, JobContext{});
    }
    return file;
}

QString SmallTown::prompt() const
{
    const QDir images(folder() + QStringLiteral("/train/images"));
    return images.filePath(images.entryList(QDir::Files).value(0));
}

QString SmallTown::query() const
{
    const QDir images(folder() + QStringLiteral("/query/images"));
    return images.filePath(images.entryList(QDir::Files).value(0));
}

} // namespace nectar
