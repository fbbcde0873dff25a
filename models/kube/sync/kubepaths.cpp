// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/sync/kubepaths.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace Strato {
namespace {

QString part(std::string_view text)
{
    const QByteArray bytes(text.data(), static_cast<qsizetype>(text.size())); // which need not be UTF-8
    return u'/' + QString::fromLatin1(bytes.toPercentEncoding());
}

} // namespace

QString collectionPath(const ResourceKind& kind, std::string_view nameSpace)
{
    QString path = kind.group.empty() ? u"/api"_s : u"/apis"_s + part(kind.group);
    path += part(kind.version);
    if (kind.namespaced && !nameSpace.empty())
        path += u"/namespaces"_s + part(nameSpace);
    return path + part(kind.plural);
}

QString objectPath(
    const ResourceKind& kind, std::string_view nameSpace, std::string_view name, std::string_view subresource)
{
    const QString path = collectionPath(kind, nameSpace) + part(name);
    return subresource.empty() ? path : QString(path + part(subresource));
}

QString withQuery(const QString& path, const KubeQuery& query)
{
    QString written = path;
    QChar separator = u'?';
    for (const auto& [name, value] : query) {
        written += separator + name + u'=' + QString::fromLatin1(QUrl::toPercentEncoding(value));
        separator = u'&';
    }
    return written;
}

std::string kindLabel(const ResourceKind& kind)
{
    return kind.group.empty() ? kind.plural : kind.plural + "." + kind.group;
}

} // namespace Strato
