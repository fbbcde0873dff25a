// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/net/proxysettings.h"
#include "tests/fuzz/driver/fuzzinput.h"
#include "tests/fuzz/driver/fuzztarget.h"

using namespace Strato;

/// Server, proxy and NO_PROXY, one a line: what is shown never holds a password.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    Fuzz::FuzzInput input(data, size);
    const auto line = [&] {
        const std::string_view text = input.part();
        return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    };
    const QUrl server(line());
    const QUrl named(line());
    ProxyEnvironment environment;
    environment.httpProxy = line();
    environment.httpsProxy = environment.httpProxy;
    environment.noProxy = line();
    (void)isExempt(server, environment.noProxy);
    FUZZ_CHECK(server.host().isEmpty() || isExempt(server, QStringLiteral("*")));
    for (const QUrl& given : { named, QUrl() }) {
        const auto proxy = effectiveProxy(server, given, environment);
        if (!proxy) {
            FUZZ_CHECK(proxy.error().code == ErrorCode::InvalidArgument);
            continue;
        }
        FUZZ_CHECK(proxy->userInfo().isEmpty() || !proxyForDisplay(*proxy).contains(proxy->userInfo() + u'@'));
        FUZZ_CHECK(proxy->isEmpty() || proxy->scheme().startsWith(QStringLiteral("http"))
            || proxy->scheme().startsWith(QStringLiteral("socks5")));
    }
    return 0;
}
