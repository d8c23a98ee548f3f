// SPDX-License-Identifier: Apache-2.0
// What can be done with a build that is not finished, and where it lacks memory.
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/paths.h"
#include "core/memory/half_built_bank.h"
#include "core/torch/device.h"
#include "ui/convert/text.h"
#include "ui/presenters/build_bank_presenter.h"
#include "ui/presenters/build_requests.h"

#include <QDir>

#include <cerrno>
#include <csignal>
#include <unistd.h>

namespace nectar {

namespace {

std::filesystem::path halfBuiltFolder() { return userPaths().cache / "half-built"; }

/// Names begin with the number of the program that made them.
bool isOrphan(const QString& name)
{
    const auto program = static_cast<pid_t>(name.section(QLatin1Char('-'), 0, 0).toLongLong());
    return program <= 0 || program == ::getpid() || (::kill(program, 0) != 0 && errno == ESRCH);
}

bool isMissing(const std::exception_ptr& error)
{
    try {
        std::rethrow_exception(error);
    } catch (const Error& e) {
        return e.code() == ErrorCode::NotFound;
    } catch (...) {
        return false;
    }
}

bool readsOnGpu(const BuildForm& form)
{
    try {
        return !form.cpu && form.backbone != QStringLiteral("descriptor") && useCuda(DeviceChoice::Auto);
    } catch (const Error&) {
        return false;
    }
}

} // namespace

void BuildBankPresenter::forgetHalfBuilt()
{
    QDir folder(pathToQString(halfBuiltFolder()));
    for (const QString& name : folder.entryList({QStringLiteral("*.bank")}, QDir::Files))
        if (isOrphan(name))
            folder.remove(name); // a bank that is open stays so
}

void BuildBankPresenter::askMeanwhile()
{
    if (!canAsk())
        return;
    m_asking.run(
        [source = m_source](const std::stop_token& stop) {
            forgetHalfBuilt();
            makeFolder(halfBuiltFolder());
            const std::filesystem::path file =
                halfBuiltFolder() / (std::to_string(::getpid()) + "-" + source->output.filename().string());
            const HalfBuiltShare share = writeHalfBuiltBank(*source, file, JobContext{stop});
            return HalfBuiltBank{
                pathToQString(file), pathToQString(source->output), {}, share.images, share.imagesInAll};
        },
        [this](const Outcome<HalfBuiltBank>& outcome) {
            Q_EMIT askingChanged();
            if (!outcome.error)
                return Q_EMIT halfBuiltReady(*outcome.value);
            const bool ended = !isRunning() && isMissing(outcome.error); // cancelled meanwhile
            if (!ended && !isCancellation(outcome.error))
                Q_EMIT problemOccurred(problemFrom(outcome.error));
        });
    Q_EMIT askingChanged();
}

void BuildBankPresenter::fail(const std::exception_ptr& error)
{
    Problem problem = problemFrom(error);
    if (!isOutOfMemory(error) || m_form.output.isEmpty())
        return Q_EMIT problemOccurred(problem);
    const BuildProgress& progress = m_progress;
    Q_EMIT memoryLacked(
        problem,
        leanerForms(m_form, {progress.imagesTotal, progress.patches, m_reviewedForm == m_form ? m_review.side : 0},
                    readsOnGpu(m_form)));
}

} // namespace nectar
