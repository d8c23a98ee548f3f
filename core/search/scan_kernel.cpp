// SPDX-License-Identifier: Apache-2.0
#include "core/search/scan_kernel.h"

#include <cstdlib>
#include <string_view>

namespace nectar {

const ScanKernel& scanKernel()
{
#if defined(__x86_64__)
    const char* wish = std::getenv("NECTAR_SIMD");
    const std::string_view wanted = wish ? wish : "";
    if (wanted == "portable")
        return kPortableScan;
    const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    if (wanted != "avx2" && __builtin_cpu_supports("avx512f"))
        return kAvx512Scan;
    if (avx2)
        return kAvx2Scan;
#endif
    return kPortableScan;
}

} // namespace nectar
