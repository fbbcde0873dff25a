// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/cards/fuzzyrank.h"

#include <QList>

#include <algorithm>

namespace Strato {

namespace {

bool beginsWord(QStringView text, qsizetype at)
{
    if (at == 0)
        return true;
    const QChar before = text[at - 1];
    return !before.isLetterOrNumber() || (before.isLower() && text[at].isUpper());
}

// Where @p query lies as one run: a contiguous hit outweighs any scattered one.
std::optional<int> rankOfRun(QStringView word, QStringView text)
{
    std::optional<int> best;
    for (qsizetype at = text.indexOf(word, 0, Qt::CaseInsensitive); at >= 0;
         at = text.indexOf(word, at + 1, Qt::CaseInsensitive)) {
        int score = 60 + static_cast<int>(std::min<qsizetype>(word.size(), 40)) * 4;
        if (at == 0)
            score += 60;
        else if (beginsWord(text, at))
            score += 40;
        best = std::max(best.value_or(0), score);
        if (at == 0)
            break;
    }
    return best;
}

std::optional<int> rankScattered(QStringView word, QStringView text)
{
    int score = 0;
    qsizetype from = 0;
    qsizetype last = -2;
    for (const QChar wanted : word) {
        qsizetype at = from;
        while (at < text.size() && text[at].toCaseFolded() != wanted.toCaseFolded())
            ++at;
        if (at == text.size())
            return std::nullopt;
        score += 1 + (at == last + 1 ? 3 : 0) + (beginsWord(text, at) ? 6 : 0);
        last = at;
        from = at + 1;
    }
    return score;
}

} // namespace

std::optional<int> fuzzyRank(QStringView query, QStringView text)
{
    int total = 0;
    for (const QStringView word : query.trimmed().split(u' ', Qt::SkipEmptyParts)) {
        std::optional<int> rank = rankOfRun(word, text);
        if (!rank)
            rank = rankScattered(word, text);
        if (!rank)
            return std::nullopt;
        total += *rank;
    }
    if (total == 0)
        return 0;
    if (text.compare(query.trimmed(), Qt::CaseInsensitive) == 0)
        total += 200;
    // Among equals the shorter text is the likelier one.
    return std::max(1, total * fuzzyStep - static_cast<int>(std::min<qsizetype>(text.size(), 200)) / 8);
}

} // namespace Strato
