// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/istring.h"

#include <QString>

#include <functional>
#include <optional>
#include <string_view>

namespace Strato {

/// The name of one entity in every view (ADR 0001): `k8s:<cluster>/<group>/<Kind>/<namespace>/<name>`,
/// `host:<estate>/<name>`, `svc:…`, `sql:…`, `exc:…`, `rel:…`. In memory an interned handle; only the text is stored
/// or linked. It names the place, not the incarnation: that is the uid. Parts are percent-encoded where they hold `/`,
/// `%` or what may not be shown, so that any bytes come back as they were.
class EntityId final {
public:
    static constexpr std::size_t mostBytes = 2048; ///< of a text that parse() takes

    EntityId() = default; ///< no entity
    /// From its text. Nothing for an unknown scheme, a wrong number of parts, no name or over mostBytes.
    [[nodiscard]] static std::optional<EntityId> parse(std::string_view text);
    [[nodiscard]] static EntityId kubernetes(std::string_view cluster, std::string_view group, std::string_view kind,
        std::string_view nameSpace, std::string_view name);
    [[nodiscard]] static EntityId host(std::string_view estate, std::string_view name);
    [[nodiscard]] static EntityId cluster(std::string_view cluster); ///< `cluster:<cluster>`

    [[nodiscard]] bool isNull() const { return m_text.empty(); }
    [[nodiscard]] std::string_view text() const { return m_text.view(); }
    [[nodiscard]] QString toString() const;
    /// The same for equal ids, while one of them lives: a key for maps whose values hold the id.
    void prefetch() const noexcept { m_text.prefetch(); }
    [[nodiscard]] const void* handle() const { return m_text.id(); }

    /// The parts of a k8s id, decoded. Empty for other schemes.
    struct KubernetesParts {
        std::string cluster, group, kind, nameSpace, name;
    };
    [[nodiscard]] std::optional<KubernetesParts> kubernetesParts() const;

    bool operator==(const EntityId&) const = default;
    [[nodiscard]] std::size_t hash() const { return std::hash<IString>()(m_text); }

private:
    explicit EntityId(std::string_view text)
        : m_text(text)
    {
    }
    IString m_text;
};

} // namespace Strato

template <> struct std::hash<Strato::EntityId> {
    std::size_t operator()(const Strato::EntityId& id) const noexcept { return id.hash(); }
};
