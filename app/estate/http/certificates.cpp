// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/http/certificates.h"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <memory>

namespace Strato::Estate {

using namespace Qt::StringLiterals;

namespace {

template <auto Free> struct Deleter {
    template <class T> void operator()(T* pointer) const { Free(pointer); }
};
using Key = std::unique_ptr<EVP_PKEY, Deleter<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Deleter<X509_free>>;
using Bio = std::unique_ptr<BIO, Deleter<BIO_free_all>>;

struct Subject {
    std::string commonName;
    std::vector<std::string> organizations;
};

Error tlsError(QStringView what)
{
    const unsigned long code = ERR_get_error();
    const char* reason = ERR_reason_error_string(code);
    return { ErrorCode::TlsFailed, what % u": "_s % QString::fromLatin1(reason != nullptr ? reason : "unknown"), 0 };
}

std::string bioText(BIO* bio)
{
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return { data, static_cast<std::size_t>(size) };
}

Result<TlsIdentity> toPem(X509* certificate, EVP_PKEY* key)
{
    const Bio first(BIO_new(BIO_s_mem()));
    const Bio second(BIO_new(BIO_s_mem()));
    if (PEM_write_bio_X509(first.get(), certificate) != 1
        || PEM_write_bio_PrivateKey(second.get(), key, nullptr, nullptr, 0, nullptr, nullptr) != 1)
        return tl::unexpected(tlsError(u"encode certificate"_s));
    return TlsIdentity { bioText(first.get()), bioText(second.get()) };
}

void addName(X509_NAME* name, const char* field, const std::string& value)
{
    X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(value.data()),
        static_cast<int>(value.size()), -1, 0);
}

bool addExtension(X509* certificate, X509* issuer, int nid, const std::string& value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str());
    if (extension == nullptr)
        return false;
    const bool ok = X509_add_ext(certificate, extension, -1) == 1;
    X509_EXTENSION_free(extension);
    return ok;
}

bool fill(X509* certificate, EVP_PKEY* key, const Subject& subject, std::int64_t from, std::int64_t to)
{
    std::uint64_t serial = 0;
    if (RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial) != 1)
        return false;
    X509_set_version(certificate, 2);
    ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), serial >> 1U);
    ASN1_TIME_set(X509_getm_notBefore(certificate), from);
    ASN1_TIME_set(X509_getm_notAfter(certificate), to);
    X509_set_pubkey(certificate, key);
    X509_NAME* name = X509_get_subject_name(certificate);
    for (const std::string& organization : subject.organizations)
        addName(name, "O", organization);
    addName(name, "CN", subject.commonName);
    return true;
}

struct Authority {
    Certificate certificate;
    Key key;
};

Result<Authority> parse(const TlsIdentity& pem)
{
    const Bio first(BIO_new_mem_buf(pem.certificatePem.data(), static_cast<int>(pem.certificatePem.size())));
    const Bio second(BIO_new_mem_buf(pem.keyPem.data(), static_cast<int>(pem.keyPem.size())));
    Authority authority { Certificate(PEM_read_bio_X509(first.get(), nullptr, nullptr, nullptr)),
        Key(PEM_read_bio_PrivateKey(second.get(), nullptr, nullptr, nullptr)) };
    if (!authority.certificate || !authority.key)
        return tl::unexpected(tlsError(u"read authority"_s));
    return authority;
}

struct Leaf {
    Subject subject;
    std::string alternativeNames; ///< empty: none
    std::string usage; ///< extendedKeyUsage
    std::int64_t from = 0;
    std::int64_t to = 0;
};

Result<TlsIdentity> issue(const TlsIdentity& authorityPem, const Leaf& leaf)
{
    const auto authority = parse(authorityPem);
    if (!authority)
        return tl::unexpected(authority.error());
    const Key key(EVP_EC_gen("P-256"));
    const Certificate certificate(X509_new());
    X509* issuer = authority->certificate.get();
    if (!key || !certificate || !fill(certificate.get(), key.get(), leaf.subject, leaf.from, leaf.to))
        return tl::unexpected(tlsError(u"make certificate"_s));
    X509_set_issuer_name(certificate.get(), X509_get_subject_name(issuer));
    bool ok = addExtension(certificate.get(), issuer, NID_basic_constraints, "critical,CA:FALSE")
        && addExtension(certificate.get(), issuer, NID_key_usage, "critical,digitalSignature")
        && addExtension(certificate.get(), issuer, NID_ext_key_usage, leaf.usage)
        && addExtension(certificate.get(), issuer, NID_authority_key_identifier, "keyid");
    if (!leaf.alternativeNames.empty())
        ok = ok && addExtension(certificate.get(), issuer, NID_subject_alt_name, leaf.alternativeNames);
    if (!ok || X509_sign(certificate.get(), authority->key.get(), EVP_sha256()) == 0)
        return tl::unexpected(tlsError(u"sign certificate"_s));
    return toPem(certificate.get(), key.get());
}

constexpr std::int64_t Hour = 3600;
constexpr std::int64_t TenYears = std::int64_t { 3650 } * 24 * Hour;

} // namespace

Result<CertificateAuthority> CertificateAuthority::create(const std::string& commonName, std::int64_t nowSeconds)
{
    const Key key(EVP_EC_gen("P-256"));
    const Certificate certificate(X509_new());
    if (!key || !certificate
        || !fill(certificate.get(), key.get(), { commonName, {} }, nowSeconds - Hour, nowSeconds + TenYears))
        return tl::unexpected(tlsError(u"make authority"_s));
    X509* self = certificate.get();
    X509_set_issuer_name(self, X509_get_subject_name(self));
    const bool ok = addExtension(self, self, NID_basic_constraints, "critical,CA:TRUE")
        && addExtension(self, self, NID_key_usage, "critical,keyCertSign,cRLSign,digitalSignature")
        && addExtension(self, self, NID_subject_key_identifier, "hash");
    if (!ok || X509_sign(self, key.get(), EVP_sha256()) == 0)
        return tl::unexpected(tlsError(u"sign authority"_s));
    auto pem = toPem(self, key.get());
    if (!pem)
        return tl::unexpected(pem.error());
    CertificateAuthority authority;
    authority.m_ca = std::move(*pem);
    return authority;
}

Result<TlsIdentity> CertificateAuthority::issueServer(const std::vector<std::string>& names,
    const std::vector<std::string>& addresses, std::int64_t nowSeconds, std::int64_t validSeconds) const
{
    std::string alternatives;
    for (const std::string& name : names)
        alternatives += (alternatives.empty() ? "DNS:" : ",DNS:") + name;
    for (const std::string& address : addresses)
        alternatives += (alternatives.empty() ? "IP:" : ",IP:") + address;
    const std::string commonName = names.empty() ? "server" : names.front();
    const std::int64_t to = nowSeconds + validSeconds;
    return issue(m_ca, { { commonName, {} }, alternatives, "serverAuth", std::min(nowSeconds - Hour, to - Hour), to });
}

Result<TlsIdentity> CertificateAuthority::issueClient(
    const std::string& user, const std::vector<std::string>& groups, std::int64_t nowSeconds) const
{
    return issue(
        m_ca, { { user, groups }, {}, "clientAuth", nowSeconds - Hour, nowSeconds + std::int64_t { 365 } * 24 * Hour });
}

} // namespace Strato::Estate
