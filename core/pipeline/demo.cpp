// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/demo.h"

#include "core/base/files.h"
#include "core/base/hash.h"
#include "core/base/paths.h"
#include "core/demo/toy_town.h"
#include "core/memory/bank_file.h"

namespace nectar {

std::string demoBackbone()
{
    // By figures on toy town's query pictures, which the README states.
    return starterBackboneDir().empty() ? "descriptor" : "starter";
}

BuildBankRequest demoBuildRequest(const std::string& backbone, const JobContext& ctx)
{
    BuildBankRequest request;
    request.data = demoDataset(ctx);
    request.backbone.source = backbone;
    if (backbone == "starter")
        request.bank.width = request.bank.height = 336; // 24×24 patches: the bank is read within seconds
    const std::filesystem::path folder = userPaths().cache / "demo";
    makeFolder(folder);
    request.output = folder / ("toytown-" + backbone + ".bank");
    return request;
}

bool isCurrentBank(const BuildBankRequest& request, const JobContext& ctx)
{
    std::error_code ignored;
    if (!std::filesystem::exists(request.output, ignored))
        return false;
    try {
        const auto bank = openBank(request.output, Verify::Tables, ctx);
        if (openBackbone(request.backbone, ctx)->spec().identity() != bank->info().backboneIdentity)
            return false;
        const Dataset dataset =
            openDataset(resolveDataset(request.data, request.recipe, request.strict, ctx).recipe, ctx);
        const auto samples = dataset.samples(dataset.promptSplit());
        if (!(dataset.classes() == bank->classes()) || samples.size() != bank->images().size())
            return false;
        for (std::size_t i = 0; i < samples.size(); ++i)
            if (samples[i].name != bank->images()[i].name ||
                hashFile(samples[i].image) != bank->images()[i].contentHash)
                return false;
        return true;
    } catch (const Error&) {
        return false; // damaged, or of another version: it is made again
    }
}

} // namespace nectar
