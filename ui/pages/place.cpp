// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/place.h"

#include <QUrl>
#include <QUrlQuery>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestLink = 4096;

} // namespace

QString Place::toString() const
{
    QUrl url;
    url.setScheme(u"strato"_s);
    url.setPath(view);
    QUrlQuery query;
    for (auto it = parameters.begin(); it != parameters.end(); ++it)
        query.addQueryItem(it.key(), QString::fromLatin1(QUrl::toPercentEncoding(it.value())));
    if (!query.isEmpty())
        url.setQuery(query);
    return url.toString(QUrl::FullyEncoded);
}

std::optional<Place> Place::parse(const QString& text)
{
    const QUrl url(text, QUrl::StrictMode);
    if (text.size() > longestLink || !url.isValid() || url.scheme() != u"strato"_s || url.path().isEmpty()
        || url.path().contains(u'/') || !url.host().isEmpty())
        return std::nullopt;
    Place place { url.path(), {} };
    for (const auto& [key, value] : QUrlQuery(url).queryItems(QUrl::FullyDecoded))
        place.parameters.insert(key, value);
    return place;
}

QString Place::joinNames(const QStringList& names)
{
    QStringList parts;
    for (QString name : names)
        parts.push_back(name.replace(u'%', u"%25"_s).replace(u',', u"%2C"_s));
    return parts.join(u',');
}

QStringList Place::splitNames(const QString& value)
{
    QStringList names;
    for (const QString& part : value.split(u',', Qt::SkipEmptyParts))
        names.push_back(QUrl::fromPercentEncoding(part.toUtf8()));
    return names;
}

} // namespace Strato
