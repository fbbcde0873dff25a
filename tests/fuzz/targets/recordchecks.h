// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/kube/decode/kubedecoder.h"
#include "tests/fuzz/driver/fuzztarget.h"

#include <QString>

#include <algorithm>

namespace Strato::Fuzz {

/// No C0 or C1 control but TAB and LF, no bytes that are not UTF-8.
inline bool isClean(std::string_view text)
{
    // Behind a letter: of U+FEFF at the very beginning Qt would think that it only says how the rest is written.
    const QByteArray bytes = QByteArray("x") + QByteArray(text.data(), static_cast<qsizetype>(text.size()));
    const QString decoded = QString::fromUtf8(bytes);
    if (decoded.toUtf8() != bytes)
        return false;
    return std::ranges::none_of(decoded, [](QChar c) {
        return (c.unicode() < 0x20 && c != u'\t' && c != u'\n') || (c.unicode() >= 0x7F && c.unicode() <= 0x9F);
    });
}

/// What every record promises, whoever sent the bytes that it was made of.
inline void checkRecord(const Record& record)
{
    FUZZ_CHECK(record.labels != nullptr);
    FUZZ_CHECK(record.schema != nullptr && record.cells.size() == record.schema->columns.size());
    FUZZ_CHECK(EntityId::parse(record.entity.text()) == record.entity && isClean(record.entity.text()));
    FUZZ_CHECK(!record.name.empty());
    for (const IString& text : { record.name, record.nameSpace, record.uid, record.reason, record.resourceVersion })
        FUZZ_CHECK(isClean(text.view()) && text.view().size() <= 2048);
    for (const auto& [key, value] : *record.labels)
        FUZZ_CHECK(isClean(key.view()) && isClean(value.view()));
    for (const Cell& cell : record.cells) {
        if (const auto* text = std::get_if<IString>(&cell))
            FUZZ_CHECK(isClean(text->view()));
    }
}

inline void checkError(const Error& error)
{
    FUZZ_CHECK(isClean(error.detail.toStdString()) && error.detail.size() <= 8192);
    FUZZ_CHECK(error.code != ErrorCode::Internal);
}

} // namespace Strato::Fuzz
