// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shell/windowmemory.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t mostWindows = 8;

} // namespace

QByteArray encodeWindows(const std::vector<RememberedWindow>& windows)
{
    QJsonArray list;
    for (const RememberedWindow& window : windows) {
        list.append(QJsonObject { { u"place"_s, window.place.toString() },
            { u"geometry"_s, QString::fromLatin1(window.geometry.toBase64()) } });
    }
    return QJsonDocument(list).toJson(QJsonDocument::Compact);
}

std::vector<RememberedWindow> decodeWindows(const QByteArray& json)
{
    std::vector<RememberedWindow> windows;
    const QJsonArray list = QJsonDocument::fromJson(json).array();
    for (const auto& value : list) {
        const QJsonObject object = value.toObject();
        const std::optional<Place> place = Place::parse(object.value(u"place"_s).toString());
        if (place && windows.size() < mostWindows)
            windows.push_back({ *place, QByteArray::fromBase64(object.value(u"geometry"_s).toString().toLatin1()) });
    }
    return windows;
}

} // namespace Strato
