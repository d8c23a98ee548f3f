// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/matrix.h"

#include <memory>

namespace nectar {

/// torch's two steps of an exact search, into preallocated results.
class TorchSearch {
public:
    TorchSearch(const Matrix& rows, const Matrix& queries, int k, int threads);
    ~TorchSearch();
    void multiply(); ///< scores [queries, rows]
    void select();   ///< the k best of each query

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace nectar
