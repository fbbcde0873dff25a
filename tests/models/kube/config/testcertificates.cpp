// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/models/kube/config/testcertificates.h"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <memory>

namespace Strato::Test {

namespace {

QByteArray drained(BIO* bio)
{
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    QByteArray bytes(data, static_cast<qsizetype>(size));
    BIO_free(bio);
    return bytes;
}

void addName(X509_NAME* name, const char* field, const QByteArray& value)
{
    X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(value.constData()),
        static_cast<int>(value.size()), -1, 0);
}

} // namespace

CertifiedKey makeCertificate(const QByteArray& commonName, const QByteArray& organization, Instant from, Instant to)
{
    EVP_PKEY* key = EVP_EC_gen("P-256");
    X509* certificate = X509_new();
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    ASN1_TIME_set(X509_getm_notBefore(certificate), from.ns / 1'000'000'000);
    ASN1_TIME_set(X509_getm_notAfter(certificate), to.ns / 1'000'000'000);
    X509_NAME* name = X509_get_subject_name(certificate);
    addName(name, "CN", commonName);
    if (!organization.isEmpty())
        addName(name, "O", organization);
    X509_set_issuer_name(certificate, name);
    X509_set_pubkey(certificate, key);
    X509_sign(certificate, key, EVP_sha256());
    BIO* certificateBio = BIO_new(BIO_s_mem());
    PEM_write_bio_X509(certificateBio, certificate);
    BIO* keyBio = BIO_new(BIO_s_mem());
    PEM_write_bio_PrivateKey(keyBio, key, nullptr, nullptr, 0, nullptr, nullptr);
    CertifiedKey made { drained(certificateBio), drained(keyBio) };
    X509_free(certificate);
    EVP_PKEY_free(key);
    return made;
}

QByteArray encryptedKey(const CertifiedKey& certified)
{
    BIO* in = BIO_new_mem_buf(certified.key.constData(), static_cast<int>(certified.key.size()));
    EVP_PKEY* key = PEM_read_bio_PrivateKey(in, nullptr, nullptr, nullptr);
    BIO_free(in);
    BIO* out = BIO_new(BIO_s_mem());
    unsigned char phrase[] = "secret";
    PEM_write_bio_PrivateKey(out, key, EVP_aes_256_cbc(), phrase, 6, nullptr, nullptr);
    EVP_PKEY_free(key);
    return drained(out);
}

} // namespace Strato::Test
