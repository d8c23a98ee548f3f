// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decode/decode.h"

namespace nectar {

/// An entry of the class asked about, and its place among all neighbours of the patch.
struct ClassMatch {
    std::uint32_t row = 0;
    float similarity = 0;
    int rank = 0; ///< 1: most similar of all; 0: beyond the table (after kMaxNeighbours others)
};

/// Why a patch is not of class X, and what it would take (arXiv 2306.01667 does not ask; the arithmetic is ours).
///
/// The evidence of X are the voting neighbours whose commonest class is X. If each were `boost` more similar, X and the
/// winner would have equal shares; with s_i + boost the weights of exactly these entries grow by exp(boost / τ), so
/// with A, B the votes for a class from the other entries and from the evidence of X
///     boost = max over c ≠ X of τ · ln((A_c - A_X) / (B_X - B_c)),
/// which is τ · ln(W_winner / W_X) where every entry has one class.
struct WhyNot {
    std::uint16_t winner = 0;
    double winnerShare = 0; ///< of the vote, 0 to 1
    double share = 0;       ///< of X
    /// How much more similar; 0 if X is the winner; nothing if X has no entry in the bank or no boost is enough.
    std::optional<double> boost;
    /// None of the voting neighbours is of class X: boost is what its closest entry alone would need.
    bool estimated = false;
    std::vector<ClassMatch> closest; ///< entries of X, most similar first
};

/// Rows whose commonest class is this one. O(rows): keep it for the class in question.
RowFilter rowsOfClass(const MemoryBank& bank, std::uint16_t classIndex);

/// ofClass: the patch's nearest rows among rowsOfClass(), one query. Nothing if the patch is unknown.
/// Errors: BadOption (no such patch or class, options out of range, a bank without labels).
std::optional<WhyNot> whyNot(const NeighbourTable& table, const MemoryBank& bank, int patch, std::uint16_t classIndex,
                             const Neighbours& ofClass, const DecodeOptions& options);

} // namespace nectar
