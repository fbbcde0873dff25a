// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shell/libraryversions.h"

#include <curl/curl.h>
#include <nlohmann/json.hpp>
#include <openssl/crypto.h>
#include <simdjson.h>

namespace Strato {

using namespace Qt::StringLiterals;

QList<LibraryVersion> libraryVersions()
{
    const curl_version_info_data* curl = curl_version_info(CURLVERSION_NOW);
    const auto text = [](const char* value) { return value ? QString::fromUtf8(value) : u"–"_s; };
    QList<LibraryVersion> versions { { u"Qt"_s, QString::fromLatin1(qVersion()) },
        { u"libcurl"_s, text(curl->version) }, { u"OpenSSL"_s, text(OpenSSL_version(OPENSSL_VERSION_STRING)) } };
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
    return versions;
}

} // namespace Strato
