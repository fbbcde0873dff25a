// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/config/certificate.h"
#include "tests/fuzz/targets/recordchecks.h"

using namespace Strato;

/// Any text as PEM: certificates, and as certificate and key of one another.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray pem(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const auto certificates = readCertificates(pem);
    if (!certificates)
        Fuzz::checkError(certificates.error());
    else
        FUZZ_CHECK(!certificates->empty());
    for (const CertificateFacts& facts : certificates.value_or(std::vector<CertificateFacts>())) {
        FUZZ_CHECK(Fuzz::isClean(facts.commonName.toStdString()) && facts.commonName.size() <= 257);
        for (const QString& group : facts.organizations)
            FUZZ_CHECK(Fuzz::isClean(group.toStdString()));
    }
    if (const auto pair = checkKeyPair(pem, pem); !pair)
        Fuzz::checkError(pair.error());
    return 0;
}
