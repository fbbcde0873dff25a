// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <optional>

namespace Strato {

constexpr int fuzzyStep = 32;

/// How well @p query finds @p text: all its characters in order, case-insensitive, spaces in the query split it into
/// words that may come in any order. Higher is better: whole text, then its beginning, beginnings of words (after - _ /
/// . : space or a change of case), runs, short texts. Texts that match alike and differ in length alone lie within one
/// fuzzyStep (rounded up). No value: does not match. An empty query matches everything with
/// 0. Pure.
[[nodiscard]] std::optional<int> fuzzyRank(QStringView query, QStringView text);

} // namespace Strato
