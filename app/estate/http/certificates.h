// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/result.h"

#include <string>
#include <vector>

namespace Strato::Estate {

/// A certificate and its private key, both PEM.
struct TlsIdentity {
    std::string certificatePem;
    std::string keyPem;
};

/// A certificate authority made in memory at the start (P-256); nothing of it touches the disk unless the caller writes
/// it.
class CertificateAuthority final {
public:
    /// @p commonName seen as issuer; @p nowSeconds since the epoch: validity is [now - 1 h, now + 10 years].
    [[nodiscard]] static Result<CertificateAuthority> create(const std::string& commonName, std::int64_t nowSeconds);
    [[nodiscard]] const std::string& certificatePem() const { return m_ca.certificatePem; }
    /// A server certificate for DNS @p names and IP @p addresses. @p validSeconds may be negative: an expired one, for
    /// tests.
    [[nodiscard]] Result<TlsIdentity> issueServer(const std::vector<std::string>& names,
        const std::vector<std::string>& addresses, std::int64_t nowSeconds, std::int64_t validSeconds) const;
    /// A client certificate: @p user becomes CN, @p groups become O, as Kubernetes reads them.
    [[nodiscard]] Result<TlsIdentity> issueClient(
        const std::string& user, const std::vector<std::string>& groups, std::int64_t nowSeconds) const;

private:
    TlsIdentity m_ca;
};

} // namespace Strato::Estate
