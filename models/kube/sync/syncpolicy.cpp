// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/sync/syncpolicy.h"

#include <algorithm>

namespace Strato {
namespace {

constexpr qint64 tellingBytes = qint64 { 16 } * 1024; // smaller answers measure the round trip, not the link
constexpr std::size_t keptSamples = 8;
constexpr double bytesAnObject = 3'700;
constexpr double compressedBytesAnObject = 150;
constexpr double secondsAByteOfGzip = 13e-9; // compressing there and inflating here, measured at level 1

} // namespace

void SyncPolicy::measured(qint64 bytes, Duration receiving)
{
    if (bytes < tellingBytes)
        return;
    const double seconds = std::max(std::chrono::duration<double>(receiving).count(), 1e-5);
    m_samples.push_back(static_cast<double>(bytes) / seconds);
    if (m_samples.size() > keptSamples)
        m_samples.pop_front();
}

std::optional<double> SyncPolicy::bytesPerSecond() const
{
    // The best of late: a slow server or a busy console makes a link look thinner than it is, never wider.
    if (m_samples.empty())
        return std::nullopt;
    return *std::ranges::max_element(m_samples);
}

double SyncPolicy::listSeconds(double objects, double bytesPerSecond)
{
    return objects * (compressedBytesAnObject / bytesPerSecond + bytesAnObject * secondsAByteOfGzip);
}

double SyncPolicy::watchListSeconds(double objects, double bytesPerSecond)
{
    return objects * bytesAnObject / bytesPerSecond;
}

SyncChoice SyncPolicy::choose(std::optional<std::int64_t> expectedObjects) const
{
    SyncChoice choice { SyncMethod::List, SyncReason::NotMeasured, bytesPerSecond(), expectedObjects };
    if (m_refused) {
        choice.reason = SyncReason::ServerRefused;
    } else if (m_fellBack) {
        choice.reason = SyncReason::FellBack;
    } else if (m_told != SyncMethod::Auto) {
        choice.method = m_told;
        choice.reason = SyncReason::Told;
    } else if (choice.bytesPerSecond) {
        const auto objects = static_cast<double>(expectedObjects.value_or(1));
        const bool fewer
            = listSeconds(objects, *choice.bytesPerSecond) <= watchListSeconds(objects, *choice.bytesPerSecond);
        choice.method = fewer ? SyncMethod::List : SyncMethod::WatchList;
        choice.reason = fewer ? SyncReason::FewerBytes : SyncReason::LessWork;
    }
    return choice;
}

} // namespace Strato
