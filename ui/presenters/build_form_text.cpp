// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/build_form_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace nectar {

QString textFrom(const BuildForm& form)
{
    QJsonArray tasks;
    for (const Task task : form.tasks)
        tasks.append(QLatin1String(taskName(task)));
    const QJsonObject object{{QStringLiteral("folder"), form.folder},
                             {QStringLiteral("recipe"), form.recipe},
                             {QStringLiteral("split"), form.split},
                             {QStringLiteral("tasks"), tasks},
                             {QStringLiteral("backbone"), form.backbone},
                             {QStringLiteral("profile"), form.profile},
                             {QStringLiteral("side"), form.side},
                             {QStringLiteral("squash"), form.squash},
                             {QStringLiteral("memory"), form.memory},
                             {QStringLiteral("output"), form.output},
                             {QStringLiteral("replace"), form.replace},
                             {QStringLiteral("limit"), form.limit},
                             {QStringLiteral("cpu"), form.cpu}};
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

BuildForm buildFormFrom(const QString& text)
{
    const QJsonObject object = QJsonDocument::fromJson(text.toUtf8()).object();
    const auto string = [&object](const char* key) { return object.value(QLatin1String(key)).toString(); };
    BuildForm form;
    form.folder = string("folder");
    form.recipe = string("recipe");
    form.split = string("split");
    for (const QJsonValue& task : object.value(QLatin1String("tasks")).toArray())
        form.tasks.append(task.toString() == QLatin1String(taskName(Task::Depth)) ? Task::Depth : Task::Segmentation);
    form.backbone = string("backbone");
    form.profile = string("profile");
    form.side = object.value(QLatin1String("side")).toInt();
    form.squash = object.value(QLatin1String("squash")).toBool();
    form.memory = object.value(QLatin1String("memory")).toInteger();
    form.output = string("output");
    form.replace = object.value(QLatin1String("replace")).toBool();
    form.cpu = object.value(QLatin1String("cpu")).toBool();
    form.limit = object.value(QLatin1String("limit")).toInteger();
    return form;
}

} // namespace nectar
