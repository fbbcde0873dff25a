// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/clock.h"

#include <QByteArray>

namespace Strato::Test {

struct CertifiedKey {
    QByteArray certificate; ///< PEM
    QByteArray key; ///< PEM, unencrypted
};

/// A self-signed certificate of @p commonName and @p organization that holds from @p from to @p to.
[[nodiscard]] CertifiedKey makeCertificate(
    const QByteArray& commonName, const QByteArray& organization, Instant from, Instant to);

/// The key of @p certified, encrypted with a pass phrase.
[[nodiscard]] QByteArray encryptedKey(const CertifiedKey& certified);

} // namespace Strato::Test
