// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/torch_search.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/mm.h>
#include <ATen/ops/topk.h>
#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>

namespace nectar {

struct TorchSearch::Impl {
    at::Tensor rows, queries, scores, values, indices;
    int k;
};

TorchSearch::TorchSearch(const Matrix& rows, const Matrix& queries, int k, int threads)
    : m_impl(std::make_unique<Impl>())
{
    at::set_num_threads(threads);
    m_impl->k = k;
    m_impl->rows = at::from_blob(const_cast<float*>(rows.data()), {rows.rows, rows.cols}, at::kFloat).t();
    m_impl->queries = at::from_blob(const_cast<float*>(queries.data()), {queries.rows, queries.cols}, at::kFloat);
    m_impl->scores = at::empty({queries.rows, rows.rows}, at::kFloat);
    m_impl->values = at::empty({queries.rows, k}, at::kFloat);
    m_impl->indices = at::empty({queries.rows, k}, at::kLong);
}

TorchSearch::~TorchSearch() = default;

void TorchSearch::multiply() { at::mm_out(m_impl->scores, m_impl->queries, m_impl->rows); }

void TorchSearch::select() { at::topk_out(m_impl->values, m_impl->indices, m_impl->scores, m_impl->k, 1, true, true); }

} // namespace nectar
