// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/clock.h"
#include "models/base/result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <vector>

namespace Strato {

/// What a person needs to know of one certificate.
struct CertificateFacts {
    QString commonName; ///< cleaned; for a client certificate the user's name
    QStringList organizations; ///< for a client certificate the user's groups
    Instant notBefore;
    Instant notAfter;
};

/// All certificates of a PEM text, in order. Errors: Malformed. Pure, never asks for a pass phrase.
[[nodiscard]] Result<std::vector<CertificateFacts>> readCertificates(const QByteArray& pem);

/// That @p keyPem is an unencrypted private key and belongs to the first certificate of @p certificatePem.
/// Errors: Malformed (no key, or another's), Unsupported (encrypted). Never quotes the key.
[[nodiscard]] Result<void> checkKeyPair(const QByteArray& certificatePem, const QByteArray& keyPem);

} // namespace Strato
