// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayList>

#include <memory>

namespace Strato::Test {

struct PemPair {
    QByteArray certificate;
    QByteArray key;
};

/// An authority made for one test: EC keys, nothing on disk.
class TestAuthority final {
public:
    explicit TestAuthority(const QByteArray& name = "Test authority");
    ~TestAuthority();
    TestAuthority(const TestAuthority&) = delete;
    TestAuthority& operator=(const TestAuthority&) = delete;

    [[nodiscard]] QByteArray pem() const;
    /// A leaf for @p names ("DNS:api.test", "IP:127.0.0.1"), valid from an hour ago for @p validSeconds (negative: it
    /// ended that long ago).
    [[nodiscard]] PemPair issue(const QByteArrayList& names, long validSeconds = 3600) const;

private:
    struct Keys;
    std::unique_ptr<Keys> m_keys;
};

} // namespace Strato::Test
