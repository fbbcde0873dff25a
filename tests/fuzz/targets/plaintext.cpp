// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/plaintext.h"

#include "models/base/entityid.h"
#include "tests/fuzz/driver/fuzzinput.h"
#include "tests/fuzz/targets/recordchecks.h"

using namespace Strato;

namespace {

constexpr qsizetype bound = 40;

void checkCleaned(const QString& cleaned)
{
    FUZZ_CHECK(cleaned.size() <= bound + 1); // with the ellipsis
    FUZZ_CHECK(Fuzz::isClean(cleaned.toStdString())); // lone surrogates would not come back
    FUZZ_CHECK(!cleaned.contains(QChar(0xFFFE)) && !cleaned.contains(QChar(0xFFFF)));
    FUZZ_CHECK(cleanText(cleaned, bound + 1) == cleaned); // what is clean stays as it is
}

void checkEntity(std::string_view text)
{
    if (const auto parsed = EntityId::parse(text))
        FUZZ_CHECK(parsed->text() == text && EntityId::parse(parsed->text()) == *parsed);
    if (text.size() > 200 || text.empty())
        return;
    const EntityId made = EntityId::kubernetes("c/1", text, "Kind", "%2f", text);
    const auto parts = made.kubernetesParts();
    FUZZ_CHECK(parts.has_value() && parts->group == text && parts->name == text && parts->nameSpace == "%2f");
    FUZZ_CHECK(EntityId::parse(made.text()) == made);
}

} // namespace

/// Texts of strangers as they are shown: no control, no escape sequence, bounded, and cleaned once is clean.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    Fuzz::FuzzInput input(data, size);
    const std::string_view bytes = input.rest();
    const QString text = QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
    // As UTF-16 that no decoder saw: surrogates alone among it.
    const QString wide(reinterpret_cast<const QChar*>(QByteArray(bytes.data(), qsizetype(bytes.size())).constData()),
        static_cast<qsizetype>(bytes.size() / 2));
    for (const QString& one : { text, wide }) {
        checkCleaned(cleanText(one, bound));
        const QString line = cleanLine(one, bound);
        checkCleaned(line);
        FUZZ_CHECK(!line.contains(u'\n') && !line.contains(u'\t'));
        FUZZ_CHECK(!hasInvisibles(showInvisibles(one)));
    }
    checkCleaned(cleanUtf8(bytes, bound));
    const std::string name = cleanName(bytes, bound);
    FUZZ_CHECK(name.size() <= bound && Fuzz::isClean(name) && cleanName(name, bound) == name);
    checkEntity(bytes);
    return 0;
}
