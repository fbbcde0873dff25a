// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/entityid.h"

#include "models/base/plaintext.h"

#include <algorithm>
#include <array>
#include <vector>

namespace Strato {

namespace {

constexpr std::string_view hexDigits = "0123456789ABCDEF";

constexpr unsigned char firstWide = 0x80; // a byte of a character beyond ASCII, or of none

/// Stands in an id as it is, whatever is around it.
bool isPlain(char c)
{
    static constexpr auto plain = [] {
        std::array<bool, 256> table {};
        std::fill(table.begin() + 0x20, table.begin() + 0x7F, true);
        table['/'] = table['%'] = false;
        return table;
    }();
    return plain[static_cast<unsigned char>(c)];
}

void appendPart(std::string& out, std::string_view part)
{
    if (std::ranges::all_of(part, isPlain)) { // nearly always: a list of 20,000 pods makes as many ids
        out += part;
        return;
    }
    // Beyond ASCII only what may be shown stands as it is: the text of an id is seen by people and kept in links.
    const bool isShown = cleanName(part, part.size()) == part;
    for (const char c : part) {
        const auto byte = static_cast<unsigned char>(c);
        if (!isPlain(c) && !(isShown && byte >= firstWide)) {
            out += '%';
            out += hexDigits[byte >> 4U];
            out += hexDigits[byte & 0xFU];
        } else {
            out += c;
        }
    }
}

std::optional<std::string> decodePart(std::string_view part)
{
    std::string out;
    for (std::size_t i = 0; i < part.size(); ++i) {
        if (part[i] != '%') {
            out += part[i];
            continue;
        }
        if (i + 2 >= part.size())
            return std::nullopt;
        const auto high = hexDigits.find(part[i + 1]);
        const auto low = hexDigits.find(part[i + 2]);
        if (high == std::string_view::npos || low == std::string_view::npos)
            return std::nullopt;
        out += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return out;
}

std::vector<std::string_view> split(std::string_view text)
{
    std::vector<std::string_view> parts;
    std::size_t from = 0;
    for (std::size_t at = text.find('/'); at != std::string_view::npos; at = text.find('/', from)) {
        parts.push_back(text.substr(from, at - from));
        from = at + 1;
    }
    parts.push_back(text.substr(from));
    return parts;
}

struct Scheme {
    std::string_view name;
    std::size_t parts;
};

constexpr std::array schemes { Scheme { "k8s:", 5 }, Scheme { "host:", 2 }, Scheme { "svc:", 2 }, Scheme { "sql:", 2 },
    Scheme { "exc:", 2 }, Scheme { "rel:", 2 }, Scheme { "cluster:", 1 } };

} // namespace

std::optional<EntityId> EntityId::parse(std::string_view text)
{
    if (text.size() > mostBytes)
        return std::nullopt;
    const auto scheme = std::ranges::find_if(schemes, [&](const Scheme& s) { return text.starts_with(s.name); });
    if (scheme == schemes.end())
        return std::nullopt;
    const auto parts = split(text.substr(scheme->name.size()));
    const bool partsAreWhole = std::ranges::all_of(parts, [](std::string_view p) { return decodePart(p).has_value(); });
    if (parts.size() != scheme->parts || parts.back().empty() || !partsAreWhole)
        return std::nullopt;
    return EntityId(text);
}

EntityId EntityId::kubernetes(std::string_view cluster, std::string_view group, std::string_view kind,
    std::string_view nameSpace, std::string_view name)
{
    std::string text = "k8s:";
    text.reserve(text.size() + cluster.size() + group.size() + kind.size() + nameSpace.size() + name.size() + 4);
    for (const std::string_view part : { cluster, group, kind, nameSpace }) {
        appendPart(text, part);
        text += '/';
    }
    appendPart(text, name);
    return EntityId(text);
}

EntityId EntityId::host(std::string_view estate, std::string_view name)
{
    std::string text = "host:";
    appendPart(text, estate);
    text += '/';
    appendPart(text, name);
    return EntityId(text);
}

EntityId EntityId::cluster(std::string_view cluster)
{
    std::string text = "cluster:";
    appendPart(text, cluster);
    return EntityId(text);
}

QString EntityId::toString() const
{
    return QString::fromUtf8(text().data(), static_cast<qsizetype>(text().size()));
}

std::optional<EntityId::KubernetesParts> EntityId::kubernetesParts() const
{
    if (!text().starts_with(schemes.front().name))
        return std::nullopt;
    const auto parts = split(text().substr(schemes.front().name.size()));
    return KubernetesParts { *decodePart(parts[0]), *decodePart(parts[1]), *decodePart(parts[2]), *decodePart(parts[3]),
        *decodePart(parts[4]) };
}

} // namespace Strato
