// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/config/certificate.h"

#include "models/base/plaintext.h"

#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <ctime>
#include <memory>

using namespace Qt::StringLiterals;

namespace Strato {

namespace {

struct Free {
    void operator()(BIO* bio) const { BIO_free(bio); }
    void operator()(X509* certificate) const { X509_free(certificate); }
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
using BioPtr = std::unique_ptr<BIO, Free>;
using X509Ptr = std::unique_ptr<X509, Free>;
using KeyPtr = std::unique_ptr<EVP_PKEY, Free>;

BioPtr reading(const QByteArray& bytes)
{
    return BioPtr(BIO_new_mem_buf(bytes.constData(), static_cast<int>(bytes.size())));
}

/// Stands where OpenSSL would ask at the terminal.
int noPassPhrase(char* /*buffer*/, int /*size*/, int /*writing*/, void* asked)
{
    *static_cast<bool*>(asked) = true;
    return -1;
}

X509Ptr nextCertificate(BIO* bio)
{
    bool asked = false;
    return X509Ptr(PEM_read_bio_X509(bio, nullptr, noPassPhrase, &asked));
}

Instant instantOf(const ASN1_TIME* time)
{
    std::tm parts {};
    if (!time || ASN1_TIME_to_tm(time, &parts) != 1)
        return {};
    return instantFromSeconds(timegm(&parts));
}

QStringList namesOf(const X509_NAME* subject, int nid)
{
    QStringList names;
    for (int at = X509_NAME_get_index_by_NID(subject, nid, -1); at >= 0;
         at = X509_NAME_get_index_by_NID(subject, nid, at)) {
        unsigned char* utf8 = nullptr;
        const int size = ASN1_STRING_to_UTF8(&utf8, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, at)));
        if (size < 0)
            continue;
        const std::unique_ptr<unsigned char, void (*)(unsigned char*)> owner(
            utf8, [](unsigned char* bytes) { OPENSSL_free(bytes); });
        const std::string text(utf8, utf8 + size);
        names.append(cleanLine(cleanUtf8(text), 256));
    }
    return names;
}

CertificateFacts factsOf(const X509* certificate)
{
    const X509_NAME* subject = X509_get_subject_name(certificate);
    return { namesOf(subject, NID_commonName).value(0), namesOf(subject, NID_organizationName),
        instantOf(X509_get0_notBefore(certificate)), instantOf(X509_get0_notAfter(certificate)) };
}

} // namespace

Result<std::vector<CertificateFacts>> readCertificates(const QByteArray& pem)
{
    std::vector<CertificateFacts> found;
    const BioPtr bio = reading(pem);
    while (const X509Ptr certificate = nextCertificate(bio.get()))
        found.push_back(factsOf(certificate.get()));
    const auto reason = ERR_GET_REASON(ERR_peek_last_error());
    ERR_clear_error();
    // Running out of blocks is the ordinary end; anything else is a damaged block.
    if (found.empty() || (reason != 0 && reason != PEM_R_NO_START_LINE))
        return fail(
            ErrorCode::Malformed, found.empty() ? u"no PEM certificate in it"_s : u"a damaged PEM certificate"_s);
    return found;
}

Result<void> checkKeyPair(const QByteArray& certificatePem, const QByteArray& keyPem)
{
    bool asked = false;
    const BioPtr keyBio = reading(keyPem);
    const KeyPtr key(PEM_read_bio_PrivateKey(keyBio.get(), nullptr, noPassPhrase, &asked));
    const BioPtr certificateBio = reading(certificatePem);
    const X509Ptr certificate = nextCertificate(certificateBio.get());
    const bool match = key && certificate && X509_check_private_key(certificate.get(), key.get()) == 1;
    ERR_clear_error();
    if (asked)
        return fail(ErrorCode::Unsupported, u"the private key is encrypted with a pass phrase"_s);
    if (!key)
        return fail(ErrorCode::Malformed, u"no PEM private key in it"_s);
    if (!match)
        return fail(ErrorCode::Malformed, u"the private key does not belong to the certificate"_s);
    return {};
}

} // namespace Strato
