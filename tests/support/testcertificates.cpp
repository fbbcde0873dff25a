// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testcertificates.h"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <atomic>

namespace Strato::Test {

namespace {

struct KeyDeleter {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
struct CertDeleter {
    void operator()(X509* cert) const { X509_free(cert); }
};
using Key = std::unique_ptr<EVP_PKEY, KeyDeleter>;
using Cert = std::unique_ptr<X509, CertDeleter>;

template <class Write> QByteArray pemOf(Write write)
{
    BIO* memory = BIO_new(BIO_s_mem());
    write(memory);
    char* data = nullptr;
    const long size = BIO_get_mem_data(memory, &data);
    QByteArray pem(data, size);
    BIO_free(memory);
    return pem;
}

QByteArray certPem(X509* cert)
{
    return pemOf([cert](BIO* to) { PEM_write_bio_X509(to, cert); });
}

void addExtension(X509* cert, X509* issuer, int nid, const QByteArray& value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, cert, nullptr, nullptr, 0);
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value.constData());
    X509_add_ext(cert, extension, -1);
    X509_EXTENSION_free(extension);
}

Cert makeCert(EVP_PKEY* key, const QByteArray& name, long from, long to)
{
    Cert cert(X509_new());
    X509_set_version(cert.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(cert.get()), static_cast<long>(reinterpret_cast<quintptr>(key) % 1'000'000));
    X509_gmtime_adj(X509_getm_notBefore(cert.get()), from);
    X509_gmtime_adj(X509_getm_notAfter(cert.get()), to);
    X509_set_pubkey(cert.get(), key);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(cert.get()), "CN", MBSTRING_UTF8,
        reinterpret_cast<const unsigned char*>(name.constData()), -1, -1, 0);
    return cert;
}

} // namespace

struct TestAuthority::Keys {
    Key key;
    Cert cert;
};

TestAuthority::TestAuthority(const QByteArray& name)
    : m_keys(std::make_unique<Keys>())
{
    m_keys->key.reset(EVP_EC_gen("P-256"));
    m_keys->cert = makeCert(m_keys->key.get(), name, -7200, 86400);
    X509* cert = m_keys->cert.get();
    X509_set_issuer_name(cert, X509_get_subject_name(cert));
    addExtension(cert, cert, NID_basic_constraints, "critical,CA:TRUE");
    addExtension(cert, cert, NID_key_usage, "critical,keyCertSign,cRLSign");
    X509_sign(cert, m_keys->key.get(), EVP_sha256());
}

TestAuthority::~TestAuthority() = default;

QByteArray TestAuthority::pem() const
{
    return certPem(m_keys->cert.get());
}

PemPair TestAuthority::issue(const QByteArrayList& names, long validSeconds) const
{
    const Key key(EVP_EC_gen("P-256"));
    const Cert cert = makeCert(key.get(), "test leaf", validSeconds < 0 ? validSeconds - 3600 : -3600, validSeconds);
    X509_set_issuer_name(cert.get(), X509_get_subject_name(m_keys->cert.get()));
    if (!names.isEmpty())
        addExtension(cert.get(), m_keys->cert.get(), NID_subject_alt_name, names.join(','));
    X509_sign(cert.get(), m_keys->key.get(), EVP_sha256());
    EVP_PKEY* raw = key.get();
    return { certPem(cert.get()),
        pemOf([raw](BIO* to) { PEM_write_bio_PrivateKey(to, raw, nullptr, nullptr, 0, nullptr, nullptr); }) };
}

} // namespace Strato::Test
