// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/net/headparser.h"
#include "models/net/httperrors.h"
#include "models/net/httpheaders.h"
#include "tests/fuzz/driver/fuzzinput.h"
#include "tests/fuzz/targets/recordchecks.h"

using namespace Strato;

namespace {

HttpHead checkHead(std::string_view bytes)
{
    HeadParser parser;
    Fuzz::FuzzInput lines(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
    while (!lines.rest().empty()) {
        const std::string line = std::string(lines.part()) + "\r\n"; // as libcurl hands them over
        const auto state = parser.line(line);
        if (!state) {
            Fuzz::checkError(state.error());
            return {};
        }
        if (*state != HeadParser::State::More)
            break;
    }
    FUZZ_CHECK(parser.head().status == 0 || (parser.head().status >= 100 && parser.head().status <= 999));
    return parser.head();
}

void checkWords(const HttpHead& head, std::string_view text)
{
    constexpr Instant now = instantFromSeconds(1'800'000'000);
    const auto wait = parseRetryAfter(text, now);
    FUZZ_CHECK(!wait || (*wait >= Duration::zero() && *wait <= std::chrono::seconds(120)));
    const auto asked = askedToWait(head);
    FUZZ_CHECK(!asked || (*asked >= Duration::zero() && *asked <= std::chrono::seconds(120)));
    if (const auto date = parseHttpDate(text))
        FUZZ_CHECK(date->ns >= 0 && date->ns % 1'000'000'000 == 0);
    const QByteArray bytes(text.data(), static_cast<qsizetype>(text.size()));
    const QByteArray type = mediaType(bytes);
    FUZZ_CHECK(type == type.toLower() && !type.contains(';') && type == type.trimmed());
    if (checkHeader({ "X-Any", bytes }))
        FUZZ_CHECK(!bytes.contains('\r') && !bytes.contains('\n') && !bytes.contains('\0'));
    const QString path = QString::fromUtf8(bytes);
    if (checkPath(path))
        FUZZ_CHECK(path.startsWith(u'/') && !path.contains(u' ')
            && !path.section(u'?', 0, 0).contains(QStringLiteral("/../"))); // in a query they mean nothing
    FUZZ_CHECK(!checkHeader({ bytes, "any" }) || (!bytes.isEmpty() && !bytes.contains(':') && !bytes.contains('\n')));
}

} // namespace

/// The head of an answer, line by line; behind an empty line, one text as each kind of header and as a path.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    Fuzz::FuzzInput input(data, size);
    const std::string_view all = input.rest();
    const HttpHead head = checkHead(all);
    const std::size_t end = all.find("\n\n");
    const std::string_view text = end == std::string_view::npos ? all : all.substr(end + 2);
    checkWords(head, text);
    const QByteArray body(text.data(), static_cast<qsizetype>(text.size()));
    if (const auto error = statusError(head, body))
        Fuzz::checkError(*error);
    if (const auto accepted = requireContentType(head, body, { "application/json" }); !accepted)
        Fuzz::checkError(accepted.error());
    return 0;
}
