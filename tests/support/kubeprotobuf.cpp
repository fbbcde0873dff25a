// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/kubeprotobuf.h"

#include "tests/support/protobufmessage.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Strato {
namespace {

using Test::bytesField;
using Test::integerField;

QJsonObject parsed(std::string_view json)
{
    const QJsonDocument document
        = QJsonDocument::fromJson(QByteArray(json.data(), static_cast<qsizetype>(json.size())));
    if (!document.isObject())
        qFatal("a test's own JSON cannot be read");
    return document.object();
}

std::string textField(std::uint32_t number, const QJsonValue& value)
{
    return value.isString() ? bytesField(number, value.toString().toStdString()) : std::string();
}

std::string mapField(std::uint32_t number, const QJsonObject& map)
{
    std::string all;
    for (auto it = map.begin(); it != map.end(); ++it)
        all += bytesField(
            number, bytesField(1, it.key().toStdString()) + bytesField(2, it.value().toString().toStdString()));
    return all;
}

std::string metadata(const QJsonObject& of)
{
    const QDateTime created = QDateTime::fromString(of.value("creationTimestamp"_L1).toString(), Qt::ISODate);
    return textField(1, of.value("name"_L1)) + textField(3, of.value("namespace"_L1)) + textField(5, of.value("uid"_L1))
        + textField(6, of.value("resourceVersion"_L1))
        + (created.isValid() ? bytesField(8, integerField(1, created.toSecsSinceEpoch())) : std::string())
        + mapField(11, of.value("labels"_L1).toObject()) + mapField(12, of.value("annotations"_L1).toObject());
}

std::string status(const QJsonObject& of)
{
    return bytesField(1, {}) + textField(2, of.value("status"_L1)) + textField(3, of.value("message"_L1))
        + textField(4, of.value("reason"_L1)) + integerField(6, of.value("code"_L1).toInt());
}

std::string object(const QJsonObject& of)
{
    const std::string kind = of.value("kind"_L1).toString().toStdString();
    return Test::protobufEnvelope(
        "v1", kind, kind == "Status" ? status(of) : bytesField(1, metadata(of.value("metadata"_L1).toObject())));
}

std::string event(std::string_view json)
{
    const QJsonObject of = parsed(json);
    const std::string message
        = textField(1, of.value("type"_L1)) + bytesField(2, bytesField(1, object(of.value("object"_L1).toObject())));
    std::string frame;
    for (int shift = 24; shift >= 0; shift -= 8)
        frame += static_cast<char>((message.size() >> static_cast<unsigned>(shift)) & 0xFFU);
    return frame + message;
}

} // namespace

std::string protobufList(std::string_view json)
{
    const QJsonObject list = parsed(json);
    const QJsonObject about = list.value("metadata"_L1).toObject();
    std::string message = textField(2, about.value("resourceVersion"_L1)) + textField(3, about.value("continue"_L1));
    if (const QJsonValue remaining = about.value("remainingItemCount"_L1); remaining.isDouble())
        message += integerField(4, remaining.toInt());
    message = bytesField(1, message);
    const QJsonArray items = list.value("items"_L1).toArray();
    for (const auto item : items)
        message += bytesField(2, bytesField(1, metadata(item.toObject().value("metadata"_L1).toObject())));
    return Test::protobufEnvelope("v1", list.value("kind"_L1).toString().toStdString(), message);
}

std::string protobufEvents(std::string_view json)
{
    std::string frames;
    while (!json.empty()) {
        const std::size_t end = std::min(json.find('\n'), json.size() - 1);
        frames += event(json.substr(0, end));
        json.remove_prefix(end + 1);
    }
    return frames;
}

} // namespace Strato
