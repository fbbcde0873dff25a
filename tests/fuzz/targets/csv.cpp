// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/fuzz/driver/fuzzinput.h"
#include "tests/fuzz/driver/fuzztarget.h"
#include "ui/plaintext/copytext.h"

#include <optional>

using namespace Strato;

namespace {

/// The one row of a CSV text as RFC 4180 reads it; nothing for what it does not allow.
std::optional<QStringList> readRow(const QString& text)
{
    QStringList cells(QString {});
    qsizetype i = 0;
    while (i < text.size() && text[i] != u'\r') {
        if (text[i] == u',') {
            cells << QString();
            ++i;
        } else if (text[i] == u'"') {
            for (++i; i < text.size(); ++i) {
                if (text[i] == u'"' && (i + 1 == text.size() || text[++i] != u'"'))
                    break;
                cells.back() += text[i];
            }
            if (i >= text.size() || (text[i] != u',' && text[i] != u'\r'))
                return std::nullopt; // behind a quoted cell comes the next, or the end
        } else {
            if (text[i] == u'\n')
                return std::nullopt;
            cells.back() += text[i++];
        }
    }
    return text.mid(i) == QStringLiteral("\r\n") ? std::optional(cells) : std::nullopt;
}

} // namespace

/// Cells, one a NUL: what is written as CSV reads back, but for the apostrophe before a formula; TSV keeps its shape.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    Fuzz::FuzzInput input(data, size);
    QStringList cells;
    while (!input.rest().empty()) {
        const std::string_view cell = input.part('\0');
        cells << QString::fromUtf8(cell.data(), static_cast<qsizetype>(cell.size()));
    }
    if (cells.isEmpty())
        return 0;
    const auto read = readRow(csvRow(cells));
    FUZZ_CHECK(read.has_value() && read->size() == cells.size());
    for (qsizetype i = 0; i < cells.size(); ++i) {
        const QString& back = read->at(i);
        FUZZ_CHECK(back == cells.at(i) || back == u'\'' + cells.at(i));
        bool isNumber = false;
        static_cast<void>(back.toDouble(&isNumber));
        FUZZ_CHECK(back.isEmpty() || isNumber || !QStringLiteral("=+-@\t\r").contains(back.front()));
    }
    const QString tsv = tsvRow(cells);
    FUZZ_CHECK(tsv.count(u'\t') == cells.size() - 1 && !tsv.contains(u'\n') && !tsv.contains(u'\r'));
    return 0;
}
