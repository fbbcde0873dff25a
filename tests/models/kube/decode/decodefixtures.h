// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/kube/decode/kubedecoder.h"
#include "models/kube/schema/kubeschemas.h"
#include "tests/support/kindof.h"

#include <QFile>
#include <QString>

namespace Strato::Test {

/// The bytes of a file under data/.
inline std::string fixture(const QString& name)
{
    QFile file(QStringLiteral(STRATO_TEST_DATA "/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no fixture %s", qPrintable(name));
    return file.readAll().toStdString();
}

inline KubeDecoder decoderFor(std::string_view group, std::string_view kind)
{
    return { IString("cluster-1"), kindOf(*builtInSchema(group, kind)) };
}

/// A cell as text, so that tables of expectations stay short: "2/3", "42", "0.95", "" for missing.
inline QString shown(const Record& record, std::string_view column)
{
    const int index = record.schema->column(column);
    if (index < 0)
        return QStringLiteral("no such column");
    const Cell& cell = record.cell(index);
    if (const auto* number = std::get_if<std::int64_t>(&cell)) {
        if (record.schema->columns[static_cast<std::size_t>(index)].type == CellType::Fraction)
            return QStringLiteral("%1/%2").arg(fractionPart(*number)).arg(fractionWhole(*number));
        return QString::number(*number);
    }
    if (const auto* real = std::get_if<double>(&cell))
        return QString::number(*real);
    if (const auto* text = std::get_if<IString>(&cell))
        return QString::fromUtf8(text->view().data(), static_cast<qsizetype>(text->view().size()));
    return {};
}

} // namespace Strato::Test
