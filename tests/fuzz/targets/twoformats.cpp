// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/fuzz/targets/twoformats.h"

#include "models/base/clock.h"
#include "tests/support/protobufmessage.h"

#include <QDateTime>

#include <nlohmann/json.hpp>

#include <array>

namespace Strato::Fuzz {

namespace {

using Test::bytesField;
using Test::integerField;

constexpr int deepest = 8;
constexpr std::uint32_t mostNumbers = 48; // WireMessage's own bound

constexpr auto words = std::to_array<const char*>({ "True", "False", "Unknown", "Ready", "Running", "Pending",
    "Succeeded", "Failed", "CrashLoopBackOff", "Completed", "web-1", "shop", "Deployment", "ReplicaSet", "Node",
    "Always", "ReadWriteOnce", "In", "NotIn", "Exists", "kubectl-edit", "status", "a/b", "10.0.0.7", "" });
constexpr auto quantities = std::to_array<const char*>({ "0", "1", "500m", "1.5", "4Gi", "128Mi", "2e3", "100k", "-1",
    "1E", "9223372036854775807", "99999999999999999999", "0.0000001", "3n", "nonsense" });
constexpr auto numbers = std::to_array<std::int64_t>({ 0, 1, 2, 3, 7, 80, 137, 8080, -1, 2'147'483'647, -2'147'483'648,
    9'007'199'254'740'993, std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min() });
constexpr auto moments = std::to_array<std::int64_t>({ 1, 1'767'323'045, 1'767'323'345, 4'102'444'800, 951'782'400 });

std::string quoted(const std::string& text)
{
    return nlohmann::json(text).dump();
}

/// Whose fields stand, in JSON, among those of the message around it.
bool isInlined(const WireField& field)
{
    return field.name == "volumeSource" || field.name == "ingressRuleValue";
}

void append(std::string& list, const std::string& more)
{
    if (!list.empty() && !more.empty())
        list += ',';
    list += more;
}

} // namespace

void TwoFormats::write(const WireMessage& message, const std::string& apiVersion, const std::string& kind)
{
    const Both object = this->message(message, 0);
    m_json = "{" + quoted("kind") + ":" + quoted(kind) + (object.json.empty() ? "" : ",") + object.json + "}";
    m_protobuf = Test::protobufEnvelope(apiVersion, kind, object.protobuf);
}

/// JSON without the braces.
TwoFormats::Both TwoFormats::message(const WireMessage& message, int depth)
{
    Both made;
    for (std::uint32_t number = 1; number < mostNumbers; ++number) {
        const WireField* const known = message.byNumber(number);
        if (!known || depth >= deepest)
            continue;
        const bool always = known->name == "metadata" || known->name == "name";
        if (!always && m_input.choice(3) == 0)
            continue;
        const Both one = field(*known, depth);
        append(made.json, one.json);
        made.protobuf += one.protobuf;
    }
    return made;
}

/// The field with its name and number; some stand there several times.
TwoFormats::Both TwoFormats::field(const WireField& field, int depth)
{
    const std::string name = quoted(std::string(field.name)) + ":";
    if (field.kind == WireKind::TextMap || field.kind == WireKind::QuantityMap || field.kind == WireKind::KeyCount) {
        const Both made = map(field);
        return { name + made.json, made.protobuf };
    }
    if (isInlined(field)) {
        const Both inner = message(*field.message, depth + 1);
        return { inner.json, bytesField(field.number, inner.protobuf) };
    }
    const bool once = depth < 1 || field.kind != WireKind::Message;
    const std::size_t times = once ? 1 : 1 + m_input.choice(3);
    Both all;
    for (std::size_t i = 0; i < times; ++i) {
        const Both one = value(field, depth);
        append(all.json, one.json);
        all.protobuf += one.protobuf;
    }
    return { name + (times == 1 ? all.json : "[" + all.json + "]"), all.protobuf };
}

TwoFormats::Both TwoFormats::value(const WireField& field, int depth)
{
    switch (field.kind) {
    case WireKind::Int: {
        const std::int64_t number = numbers.at(m_input.choice(numbers.size()));
        return { std::to_string(number), integerField(field.number, number) };
    }
    case WireKind::Bool: {
        const bool flag = m_input.choice(2) == 1;
        return { flag ? "true" : "false", integerField(field.number, flag ? 1 : 0) };
    }
    case WireKind::Message: {
        const Both inner = message(*field.message, depth + 1);
        return { "{" + inner.json + "}", bytesField(field.number, inner.protobuf) };
    }
    case WireKind::Quantity: {
        const std::string amount = quantity();
        return { quoted(amount), bytesField(field.number, bytesField(1, amount)) };
    }
    case WireKind::Time: {
        const Both at = time();
        return { at.json, bytesField(field.number, at.protobuf) };
    }
    case WireKind::IntOrString: {
        if (m_input.choice(2) == 0)
            return { "7", bytesField(field.number, integerField(1, 0) + integerField(2, 7)) };
        const std::string share = text();
        return { quoted(share), bytesField(field.number, integerField(1, 1) + bytesField(3, share)) };
    }
    default: {
        const std::string word = text();
        return { quoted(word), bytesField(field.number, word) };
    }
    }
}

TwoFormats::Both TwoFormats::map(const WireField& field)
{
    Both made;
    for (std::size_t i = m_input.choice(4); i > 0; --i) {
        const std::string key = "k" + std::to_string(i) + text(); // each once
        const std::string word = field.kind == WireKind::QuantityMap ? quantity() : text();
        append(made.json, quoted(key) + ":" + quoted(word));
        const std::string inner = field.kind == WireKind::QuantityMap ? bytesField(1, word) : word;
        made.protobuf += bytesField(field.number, bytesField(1, key) + bytesField(2, inner));
    }
    return { "{" + made.json + "}", made.protobuf };
}

/// A word that means something, or what stands next in the input.
std::string TwoFormats::text()
{
    if (m_input.choice(4) != 0)
        return words.at(m_input.choice(words.size()));
    const std::string_view raw = m_input.part();
    return QString::fromUtf8(raw.data(), static_cast<qsizetype>(raw.size())).toStdString();
}

std::string TwoFormats::quantity()
{
    return quantities.at(m_input.choice(quantities.size()));
}

TwoFormats::Both TwoFormats::time()
{
    const std::int64_t seconds = moments.at(m_input.choice(moments.size()));
    const auto millis = static_cast<std::int64_t>(m_input.choice(256)) * 3;
    const QDateTime at = toDateTime(Instant { seconds * 1'000'000'000 + millis * 1'000'000 });
    return { quoted(at.toString(Qt::ISODateWithMs).toStdString()),
        integerField(1, seconds) + integerField(2, millis * 1'000'000) };
}

} // namespace Strato::Fuzz
