// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/metrics/promdecode.h"

#include "models/base/plaintext.h"

#include <QDateTime>

#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t maxBodyBytes = 64ULL * 1024 * 1024;
constexpr std::size_t maxDepth = 64;
constexpr std::size_t maxValueBytes = 4096;

using simdjson::dom::element;

/// A parsed envelope; the parser owns the memory that `data` points into.
struct Envelope {
    simdjson::dom::parser parser;
    element data;
    std::vector<QString> warnings;
};

std::string_view textOf(element value)
{
    std::string_view text;
    return value.get(text) == simdjson::SUCCESS ? text : std::string_view();
}

std::string_view textOf(const simdjson::simdjson_result<element>& value)
{
    std::string_view text;
    return value.get(text) == simdjson::SUCCESS ? text : std::string_view();
}

/// "NaN", "+Inf", "-Inf" and decimal text, as Prometheus writes sample values.
double sampleValue(std::string_view text)
{
    if (text == "+Inf" || text == "Inf")
        return std::numeric_limits<double>::infinity();
    if (text == "-Inf")
        return -std::numeric_limits<double>::infinity();
    double value = std::numeric_limits<double>::quiet_NaN();
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? value : std::numeric_limits<double>::quiet_NaN();
}

std::optional<Error> openEnvelope(std::string_view body, Envelope& out)
{
    if (body.size() > maxBodyBytes)
        return Error { ErrorCode::TooLarge, u"answer over 64 MiB"_s };
    const auto first = body.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) // simdjson copies from where an empty view points, which is nowhere
        return Error { ErrorCode::Malformed, QString::fromUtf8(simdjson::error_message(simdjson::EMPTY)) };
    if (body[first] == '<')
        return Error { ErrorCode::UnexpectedContent, cleanUtf8(body.substr(0, 2048), 2048) };
    element root;
    if (out.parser.allocate(std::max<std::size_t>(body.size(), 64), maxDepth) != simdjson::SUCCESS)
        return Error { ErrorCode::TooLarge, u"no memory for the answer"_s };
    if (const auto error = out.parser.parse(body.data(), body.size()).get(root); error != simdjson::SUCCESS)
        return Error { ErrorCode::Malformed, QString::fromUtf8(simdjson::error_message(error)) };
    const std::string_view status = textOf(root["status"]);
    if (status == "error") {
        const QString words
            = cleanUtf8(textOf(root["errorType"]), 64) + u": "_s + cleanUtf8(textOf(root["error"]), 1024);
        return Error { ErrorCode::ServerError, words };
    }
    if (status != "success" || root["data"].get(out.data) != simdjson::SUCCESS)
        return Error { ErrorCode::Malformed, u"no status and data as Prometheus answers them"_s };
    simdjson::dom::array warnings;
    if (root["warnings"].get(warnings) == simdjson::SUCCESS) {
        for (const element warning : warnings)
            out.warnings.push_back(cleanUtf8(textOf(warning), 512));
    }
    return std::nullopt;
}

std::vector<std::pair<std::string, std::string>> labelsOf(const simdjson::simdjson_result<element>& value)
{
    std::vector<std::pair<std::string, std::string>> labels;
    simdjson::dom::object object;
    if (value.get(object) != simdjson::SUCCESS)
        return labels;
    for (const auto& [key, text] : object)
        labels.emplace_back(cleanName(key), cleanName(textOf(text), maxValueBytes));
    std::ranges::sort(labels);
    return labels;
}

std::optional<Sample> sampleOf(element pair)
{
    simdjson::dom::array array;
    double seconds = 0;
    if (pair.get(array) != simdjson::SUCCESS || array.size() != 2 || array.at(0).get(seconds) != simdjson::SUCCESS)
        return std::nullopt;
    return Sample { instantFromUnixTime(seconds), sampleValue(textOf(array.at(1))) };
}

std::string_view find(const std::vector<std::pair<std::string, std::string>>& labels, std::string_view name)
{
    const auto it = std::ranges::find_if(labels, [&](const auto& label) { return label.first == name; });
    return it == labels.end() ? std::string_view() : std::string_view(it->second);
}

std::optional<Instant> instantOf(std::string_view text)
{
    const QDateTime at
        = QDateTime::fromString(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())), Qt::ISODateWithMs);
    return at.isValid() ? std::optional(fromDateTime(at)) : std::nullopt;
}

Result<simdjson::dom::array> resultArray(const Envelope& envelope, std::string_view type)
{
    simdjson::dom::array result;
    if (textOf(envelope.data["resultType"]) != type || envelope.data["result"].get(result) != simdjson::SUCCESS)
        return fail(ErrorCode::Malformed,
            u"the result is not a "_s + QString::fromUtf8(type.data(), static_cast<qsizetype>(type.size())));
    return result;
}

} // namespace

std::string_view InstantValue::label(std::string_view name) const
{
    return find(labels, name);
}
std::string_view FiringAlert::label(std::string_view key) const
{
    return find(labels, key);
}

std::string FiringAlert::identity() const
{
    std::string text = name;
    for (const auto& [key, value] : labels)
        text.append(1, '\n').append(key).append(1, '=').append(value); // cleaned: they have no line breaks
    return text;
}

Result<MetricsAnswer<InstantValue>> decodePromVector(std::string_view body)
{
    Envelope envelope;
    if (auto error = openEnvelope(body, envelope))
        return tl::unexpected(std::move(*error));
    const auto result = resultArray(envelope, "vector");
    if (!result)
        return tl::unexpected(result.error());
    MetricsAnswer<InstantValue> answer { {}, std::move(envelope.warnings) };
    for (const element item : *result) {
        element value;
        if (item["value"].get(value) != simdjson::SUCCESS)
            continue; // a native histogram: no single value to show
        const auto sample = sampleOf(value);
        if (!sample)
            return fail(ErrorCode::Malformed, u"a sample is not [seconds, \"value\"]"_s);
        answer.values.push_back({ labelsOf(item["metric"]), *sample });
    }
    return answer;
}

Result<MetricsAnswer<Series>> decodePromMatrix(std::string_view body)
{
    Envelope envelope;
    if (auto error = openEnvelope(body, envelope))
        return tl::unexpected(std::move(*error));
    const auto result = resultArray(envelope, "matrix");
    if (!result)
        return tl::unexpected(result.error());
    MetricsAnswer<Series> answer { {}, std::move(envelope.warnings) };
    for (const element item : *result) {
        Series series { labelsOf(item["metric"]), {}, {} };
        simdjson::dom::array values;
        if (item["values"].get(values) == simdjson::SUCCESS) {
            for (const element pair : values) {
                const auto sample = sampleOf(pair);
                if (!sample)
                    return fail(ErrorCode::Malformed, u"a sample is not [seconds, \"value\"]"_s);
                if (series.samples.empty() || series.samples.back().at < sample->at)
                    series.samples.push_back(*sample);
            }
        }
        answer.values.push_back(std::move(series));
    }
    return answer;
}

Result<MetricsAnswer<FiringAlert>> decodePromAlerts(std::string_view body)
{
    Envelope envelope;
    if (auto error = openEnvelope(body, envelope))
        return tl::unexpected(std::move(*error));
    simdjson::dom::array alerts;
    if (envelope.data["alerts"].get(alerts) != simdjson::SUCCESS)
        return fail(ErrorCode::Malformed, u"no list of alerts"_s);
    MetricsAnswer<FiringAlert> answer { {}, std::move(envelope.warnings) };
    for (const element item : alerts) {
        FiringAlert alert;
        alert.labels = labelsOf(item["labels"]);
        alert.name = alert.label("alertname");
        alert.severity = alert.label("severity");
        alert.pending = textOf(item["state"]) == "pending";
        alert.summary = cleanName(textOf(item["annotations"]["summary"]), 1024);
        alert.runbookUrl = cleanName(textOf(item["annotations"]["runbook_url"]), 1024);
        alert.activeAt = instantOf(textOf(item["activeAt"]));
        answer.values.push_back(std::move(alert));
    }
    return answer;
}

Result<MetricsAnswer<AlertRule>> decodePromRules(std::string_view body)
{
    Envelope envelope;
    if (auto error = openEnvelope(body, envelope))
        return tl::unexpected(std::move(*error));
    simdjson::dom::array groups;
    if (envelope.data["groups"].get(groups) != simdjson::SUCCESS)
        return fail(ErrorCode::Malformed, u"no groups of rules"_s);
    MetricsAnswer<AlertRule> answer { {}, std::move(envelope.warnings) };
    for (const element group : groups) {
        simdjson::dom::array rules;
        if (group["rules"].get(rules) != simdjson::SUCCESS)
            continue;
        for (const element item : rules) {
            if (textOf(item["type"]) != "alerting")
                continue;
            AlertRule rule;
            rule.name = cleanName(textOf(item["name"]));
            rule.summary = cleanName(textOf(item["annotations"]["summary"]), 1024);
            rule.runbookUrl = cleanName(textOf(item["annotations"]["runbook_url"]), 1024);
            rule.labels = labelsOf(item["labels"]);
            answer.values.push_back(std::move(rule));
        }
    }
    return answer;
}

Result<MetricsAnswer<std::string>> decodePromStrings(std::string_view body)
{
    Envelope envelope;
    if (auto error = openEnvelope(body, envelope))
        return tl::unexpected(std::move(*error));
    simdjson::dom::array values;
    if (envelope.data.get(values) != simdjson::SUCCESS)
        return fail(ErrorCode::Malformed, u"no list of names"_s);
    MetricsAnswer<std::string> answer { {}, std::move(envelope.warnings) };
    for (const element value : values)
        answer.values.push_back(cleanName(textOf(value)));
    return answer;
}

Result<ServerBuild> decodePromBuild(std::string_view body)
{
    Envelope envelope;
    if (auto error = openEnvelope(body, envelope))
        return tl::unexpected(std::move(*error));
    ServerBuild build;
    build.version = cleanName(textOf(envelope.data["version"]), 64);
    build.flavour = cleanName(textOf(envelope.data["application"]), 64); // Mimir and Loki's kin name themselves
    if (!build.flavour.empty())
        return build;
    const bool go = !textOf(envelope.data["goVersion"]).empty();
    // Thanos answers in Prometheus' form and has not reached 1.0; VictoriaMetrics answers a version alone.
    if (build.version.starts_with("0."))
        build.flavour = "Thanos";
    else
        build.flavour = go ? "Prometheus" : "Prometheus API";
    return build;
}

} // namespace Strato
