// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/config/kubeconfig.h"

#include "models/base/plaintext.h"

#include <QChar>

using namespace Qt::StringLiterals;

namespace Strato {

QString SourceMark::text() const
{
    return line > 0 ? u"%1:%2"_s.arg(file).arg(line) : file;
}

SourceMark KubeConfigEntry::mark(const QString& field) const
{
    const auto it = lines.find(field);
    return it == lines.end() ? at : SourceMark { at.file, it->second };
}

bool KubeImpersonation::isEmpty() const
{
    return user.isEmpty() && uid.isEmpty() && groups.isEmpty() && extra.empty();
}

bool KubeConfig::isEmpty() const
{
    return currentContext.isEmpty() && clusters.empty() && users.empty() && contexts.empty();
}

Error configError(ErrorCode code, const SourceMark& at, const QString& field, const QString& message)
{
    QString detail;
    if (!at.file.isEmpty())
        detail += at.text() + u": "_s;
    if (!field.isEmpty())
        detail += field + u": "_s;
    return { code, cleanText(visibleControls(detail + message)) }; // names in it are the file's
}

QString visibleControls(const QString& text)
{
    QString out;
    out.reserve(text.size());
    for (const char32_t rune : text.toUcs4()) {
        const bool space = rune >= 0x09 && rune <= 0x0D;
        const QChar::Category category = QChar::category(rune);
        const bool other = category >= QChar::Other_Control && category <= QChar::Other_NotAssigned;
        if (space || !other)
            out += QString::fromUcs4(&rune, 1);
        else
            out += u"U+%1"_s.arg(static_cast<qulonglong>(rune), 4, 16, QLatin1Char('0')).toUpper();
    }
    return out;
}

} // namespace Strato
