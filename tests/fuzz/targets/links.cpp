// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/plaintext.h"
#include "tests/fuzz/driver/fuzztarget.h"
#include "ui/pages/place.h"
#include "ui/plaintext/safeurlopener.h"

#include <algorithm>

using namespace Strato;

namespace {

void checkPlace(const QString& text)
{
    const auto place = Place::parse(text);
    if (!place)
        return;
    FUZZ_CHECK(!place->view.isEmpty());
    const QString written = place->toString();
    if (written.size() <= 4096) {
        const auto again = Place::parse(written);
        FUZZ_CHECK(again.has_value() && again->view == place->view);
    }
}

} // namespace

/// Any text as a link out of the console, and as a place in it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QString text = QString::fromUtf8(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    int launched = 0;
    const SafeUrlOpener never([&](const QUrl&) { return ++launched > 0; }, [](const QString&) { return false; });
    FUZZ_CHECK(!never.open(text) && launched == 0); // of no host that we know, and declined
    if (const auto url = SafeUrlOpener::checked(text)) {
        FUZZ_CHECK(url->scheme() == QStringLiteral("https") || url->scheme() == QStringLiteral("http"));
        FUZZ_CHECK(!url->host().isEmpty() && url->userInfo().isEmpty());
        const QString shown = url->toString(QUrl::FullyEncoded);
        FUZZ_CHECK(!hasInvisibles(shown) && cleanLine(shown, 65'536) == shown);
        const QString host = url->host(QUrl::FullyEncoded);
        FUZZ_CHECK(std::ranges::all_of(host, [](QChar c) { return c.unicode() < 0x80; }));
    }
    checkPlace(text);
    return 0;
}
