// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/settings/appsettings.h"
#include "tests/fuzz/driver/fuzztarget.h"

using namespace Strato;

/// Any bytes as the settings file: what was read is read again as it was written.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const auto settings = decodeSettings(bytes);
    if (!settings) {
        FUZZ_CHECK(settings.error().code == ErrorCode::Malformed || settings.error().code == ErrorCode::Unsupported);
        FUZZ_CHECK(!settings.error().detail.isEmpty());
        return 0;
    }
    FUZZ_CHECK(settings->textPercent >= 75 && settings->textPercent <= 200);
    for (const PrometheusSettings& server : settings->prometheus)
        FUZZ_CHECK(server.queriesAtOnce >= 1 && server.queriesAtOnce <= 64 && server.queriesASecond >= 1
            && server.queriesASecond <= 1000);
    const auto again = decodeSettings(encodeSettings(*settings));
    FUZZ_CHECK(again.has_value() && *again == *settings);
    return 0;
}
