// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shell/libraryversions.h"

#include <CLI/Version.hpp>
#include <boost/version.hpp>
#include <curl/curl.h>
#include <isa-l.h>
#include <nlohmann/json.hpp>
#include <openssl/crypto.h>
#include <protozero/version.hpp>
#include <simdjson.h>
#include <tl/expected.hpp>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

/// Those that are compiled in, or do not tell at run time: as they were built with.
void addBuiltIn(QList<LibraryVersion>& versions)
{
    const auto dotted = [](int major, int minor, int patch) { return u"%1.%2.%3"_s.arg(major).arg(minor).arg(patch); };
    versions.push_back({ u"yaml-cpp"_s, QStringLiteral(STRATO_YAMLCPP_VERSION) });
    versions.push_back({ u"RE2"_s, QStringLiteral(STRATO_RE2_VERSION) });
    versions.push_back({ u"QtKeychain"_s, QStringLiteral(STRATO_QTKEYCHAIN_VERSION) });
    versions.push_back({ u"ISA-L"_s, dotted(ISAL_MAJOR_VERSION, ISAL_MINOR_VERSION, ISAL_PATCH_VERSION) });
    versions.push_back({ u"protozero"_s, QStringLiteral(PROTOZERO_VERSION_STRING) });
    // Of the demo estate, a program of its own that is built with this one.
    versions.push_back(
        { u"Boost"_s, dotted(BOOST_VERSION / 100'000, BOOST_VERSION / 100 % 1000, BOOST_VERSION % 100) });
    versions.push_back(
        { u"tl-expected"_s, dotted(TL_EXPECTED_VERSION_MAJOR, TL_EXPECTED_VERSION_MINOR, TL_EXPECTED_VERSION_PATCH) });
    versions.push_back({ u"CLI11"_s, QStringLiteral(CLI11_VERSION) });
}

} // namespace

QList<LibraryVersion> libraryVersions()
{
    const curl_version_info_data* curl = curl_version_info(CURLVERSION_NOW);
    const auto text = [](const char* value) { return value && *value ? QString::fromUtf8(value) : u"–"_s; };
    QList<LibraryVersion> versions { { u"Qt"_s, QString::fromLatin1(qVersion()) },
        { u"libcurl"_s, u"%1 (%2)"_s.arg(text(curl->version), text(curl->ssl_version)) },
        { u"OpenSSL"_s, text(OpenSSL_version(OPENSSL_VERSION_STRING)) } };
    if (curl->age >= CURLVERSION_FOURTH)
        versions.push_back({ u"nghttp2"_s, text(curl->nghttp2_ver_num != 0 ? curl->nghttp2_version : nullptr) });
    versions.push_back({ u"zlib"_s, text(curl->libz_version) });
    versions.push_back({ u"simdjson"_s,
        u"%1.%2.%3 (%4)"_s.arg(simdjson::SIMDJSON_VERSION_MAJOR)
            .arg(simdjson::SIMDJSON_VERSION_MINOR)
            .arg(simdjson::SIMDJSON_VERSION_REVISION)
            .arg(QString::fromStdString(simdjson::get_active_implementation()->name())) });
    versions.push_back({ u"nlohmann-json"_s,
        u"%1.%2.%3"_s.arg(NLOHMANN_JSON_VERSION_MAJOR)
            .arg(NLOHMANN_JSON_VERSION_MINOR)
            .arg(NLOHMANN_JSON_VERSION_PATCH) });
    addBuiltIn(versions);
    return versions;
}

} // namespace Strato
