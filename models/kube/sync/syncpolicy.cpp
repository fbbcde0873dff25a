// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/sync/syncpolicy.h"

#include <algorithm>

namespace Strato {
namespace {

// Of an answer not much larger, most may have arrived with its head, and what is timed is the reading of a buffer.
constexpr qint64 tellingBytes = qint64 { 64 } * 1024;
constexpr std::size_t keptSamples = 8;
constexpr std::int64_t objectsAPage = 500;
// A pod is 3.7 KB in protobuf and 150 bytes of gzip (facts of the lab); servers leave answers below 128 KB as they are
// (APIResponseCompression).
constexpr double bytesAnObject = 3'700;
constexpr double compressedBytesAnObject = 150;
constexpr double compressedFrom = 128.0 * 1024;
// What making, sending and reading a byte of protobuf takes where the link is no limit: 165,000 pods of 1,572 MB took
// 10.9 s by compressed LIST and 13.5 s by WatchList, each of whose events is framed by itself (kubernetes#138327).
constexpr double listSecondsAByte = 6.9e-9;
constexpr double watchListSecondsAByte = 8.6e-9;
constexpr std::int64_t veryMany = 1'000'000;

double seconds(Duration duration)
{
    return std::chrono::duration<double>(duration).count();
}

double bytesOfPage(std::int64_t objects)
{
    const double bytes = static_cast<double>(objects) * bytesAnObject;
    return bytes < compressedFrom ? bytes : static_cast<double>(objects) * compressedBytesAnObject;
}

} // namespace

void SyncPolicy::measured(const HttpDone& answer)
{
    roundTripTook(answer.firstByte);
    if (answer.bytesOnWire < tellingBytes || answer.receiving <= Duration::zero())
        return;
    m_samples.push_back(static_cast<double>(answer.bytesOnWire) / seconds(answer.receiving));
    if (m_samples.size() > keptSamples)
        m_samples.pop_front();
}

void SyncPolicy::roundTripTook(Duration time)
{
    if (time > Duration::zero() && (m_roundTrip == Duration::zero() || time < m_roundTrip))
        m_roundTrip = time;
}

std::optional<double> SyncPolicy::bytesPerSecond() const
{
    // The best of late: a slow server or a busy console makes a link look thinner than it is, never wider.
    if (m_samples.empty())
        return std::nullopt;
    return *std::ranges::max_element(m_samples);
}

double SyncPolicy::listSeconds(std::int64_t objects, const SyncLink& link)
{
    const std::int64_t full = objects / objectsAPage;
    const std::int64_t rest = objects % objectsAPage;
    const auto pages = static_cast<double>(std::max<std::int64_t>(1, full + (rest > 0 ? 1 : 0)));
    const double bytes = static_cast<double>(full) * bytesOfPage(objectsAPage) + bytesOfPage(rest);
    return pages * seconds(link.roundTrip) + bytes / link.bytesPerSecond
        + static_cast<double>(objects) * bytesAnObject * listSecondsAByte;
}

double SyncPolicy::watchListSeconds(std::int64_t objects, const SyncLink& link)
{
    const double bytes = static_cast<double>(objects) * bytesAnObject;
    return seconds(link.roundTrip) + bytes / link.bytesPerSecond + bytes * watchListSecondsAByte;
}

SyncChoice SyncPolicy::choose(std::optional<std::int64_t> expectedObjects) const
{
    SyncChoice choice { SyncMethod::List, SyncReason::NotMeasured, bytesPerSecond(), expectedObjects };
    if (m_refused) {
        choice.reason = SyncReason::ServerRefused;
    } else if (m_fellBack && m_clock.monotonic() - *m_fellBack < fallBackFor) {
        choice.reason = SyncReason::FellBack;
    } else if (m_told != SyncMethod::Auto) {
        choice.method = m_told;
        choice.reason = SyncReason::Told;
    } else if (choice.bytesPerSecond && !expectedObjects) {
        choice.reason = SyncReason::SizeUnknown;
    } else if (choice.bytesPerSecond) {
        const SyncLink link { *choice.bytesPerSecond, m_roundTrip };
        const bool list = listSeconds(*expectedObjects, link) <= watchListSeconds(*expectedObjects, link);
        choice.method = list ? SyncMethod::List : SyncMethod::WatchList;
        choice.reason = list ? SyncReason::FewerBytes : SyncReason::FewerRoundTrips;
    }
    return choice;
}

bool SyncPolicy::sizeDecides() const
{
    return choose(veryMany).reason == SyncReason::FewerRoundTrips;
}

} // namespace Strato
