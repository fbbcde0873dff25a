// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/world/kubejson.h"

#include <cmath>
#include <cstdio>

namespace Strato::Estate {

namespace {

/// Days since 1970 to a date (Howard Hinnant's civil_from_days): ten times as fast as QDateTime, and 20,000 pods have
/// many.
std::string formatTime(Instant at, bool micros)
{
    std::int64_t seconds = at.ns / 1'000'000'000;
    const std::int64_t rest = at.ns % 1'000'000'000;
    const std::int64_t z = seconds / 86400 + 719468;
    seconds %= 86400;
    const std::int64_t era = z / 146097;
    const std::int64_t doe = z - era * 146097;
    const std::int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    const std::int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    const std::int64_t mp = (5 * doy + 2) / 153;
    const int day = static_cast<int>(doy - (153 * mp + 2) / 5 + 1);
    const int month = static_cast<int>(mp < 10 ? mp + 3 : mp - 9);
    const int year = static_cast<int>(yoe + era * 400 + (month <= 2 ? 1 : 0));
    std::array<char, 80> text {};
    const int hour = static_cast<int>(seconds / 3600);
    const int minute = static_cast<int>(seconds / 60 % 60);
    const int second = static_cast<int>(seconds % 60);
    const int length = micros ? std::snprintf(text.data(), text.size(), "%04d-%02d-%02dT%02d:%02d:%02d.%06dZ", year,
                           month, day, hour, minute, second, static_cast<int>(rest / 1000))
                              : std::snprintf(text.data(), text.size(), "%04d-%02d-%02dT%02d:%02d:%02dZ", year, month,
                                  day, hour, minute, second);
    return { text.data(), static_cast<std::size_t>(length) };
}

} // namespace

std::string isoTime(Instant at)
{
    return formatTime(at, false);
}
std::string isoMicroTime(Instant at)
{
    return formatTime(at, true);
}

std::string coresText(double cores)
{
    const auto milli = static_cast<long long>(std::llround(cores * 1000));
    return milli % 1000 == 0 ? std::to_string(milli / 1000) : std::to_string(milli) + 'm';
}

std::string bytesText(double bytes)
{
    const auto kibi = static_cast<long long>(std::llround(bytes / 1024));
    if (kibi % 1'048'576 == 0)
        return std::to_string(kibi / 1'048'576) + "Gi";
    return kibi % 1024 == 0 ? std::to_string(kibi / 1024) + "Mi" : std::to_string(kibi) + "Ki";
}

Json managedEntry(const std::string& manager, Instant at, const std::string& apiVersion, const Json& fields,
    const std::string& subresource)
{
    Json entry { { "manager", manager },
        { "operation", subresource.empty() && manager != "kubectl-edit" ? "Apply" : "Update" },
        { "apiVersion", apiVersion }, { "time", isoTime(at) }, { "fieldsType", "FieldsV1" }, { "fieldsV1", fields } };
    if (!subresource.empty())
        entry["subresource"] = subresource;
    return entry;
}

Json ownerReference(
    const std::string& apiVersion, const std::string& kind, const std::string& name, const std::string& uid)
{
    return { { "apiVersion", apiVersion }, { "kind", kind }, { "name", name }, { "uid", uid }, { "controller", true },
        { "blockOwnerDeletion", true } };
}

Json kubeObject(const std::string& apiVersion, const std::string& kind, const std::string& nameSpace,
    const std::string& name, const std::string& uid, Instant created)
{
    Json object { { "apiVersion", apiVersion }, { "kind", kind },
        { "metadata", { { "name", name }, { "uid", uid }, { "creationTimestamp", isoTime(created) } } } };
    if (!nameSpace.empty())
        object["metadata"]["namespace"] = nameSpace;
    return object;
}

Json condition(
    const std::string& type, bool status, Instant since, const std::string& reason, const std::string& message)
{
    Json out { { "type", type }, { "status", status ? "True" : "False" }, { "lastTransitionTime", isoTime(since) } };
    if (!reason.empty())
        out["reason"] = reason;
    if (!message.empty())
        out["message"] = message;
    return out;
}

} // namespace Strato::Estate
