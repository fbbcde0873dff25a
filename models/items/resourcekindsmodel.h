// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/keyedtable.h"
#include "models/kube/schema/resourcekind.h"

namespace Strato {

/// A kind as the explorer offers it: merged over clusters.
struct ResourceKindRow {
    enum class Section : std::uint8_t { Workloads, Network, Configuration, Storage, Cluster, Access, Custom };
    ResourceKind kind;
    Section section = Section::Custom;
    int clusters = 0; ///< how many serve it

    bool operator==(const ResourceKindRow&) const = default;
};

extern template class KeyedTable<ResourceKindRow>;

/// Every kind that can be listed, by section, well-known kinds first. Columns: kind, group, version, plural,
/// namespaced (Flag), shortNames (text, joined by ','), clusters. SectionRole = int Section.
class ResourceKindsModel final : public KeyedTable<ResourceKindRow> {
    Q_OBJECT
public:
    explicit ResourceKindsModel(QObject* parent = nullptr);
    /// What discovery lists, one list a cluster.
    void setKinds(const std::vector<std::vector<ResourceKind>>& byCluster);
    /// By kind, plural or short name ("po", "pods", "deployments.apps"); null: none. Valid until the next setKinds().
    [[nodiscard]] const ResourceKind* find(QStringView name) const;

private:
    [[nodiscard]] std::string key(const ResourceKindRow& row) const override;
    [[nodiscard]] QVariant value(const ResourceKindRow& row, int column, int role) const override;
};

} // namespace Strato
