// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/freshness.h"
#include "models/items/keyedtable.h"

namespace Strato {

/// Every source with its freshness, ordered by id. Columns: source (text), freshness (Count: Freshness), asOf, behind,
/// error (Count: ErrorCode, with ReasonRole = detail), nextTry, tries, clockSkew, coalesced. IdRole = source id.
class SourcesModel final : public KeyedTable<SourceStatus> {
    Q_OBJECT
public:
    explicit SourcesModel(QObject* parent = nullptr);
    void setSources(std::vector<SourceStatus> sources);
    /// One source changed (FreshnessBoard's listener, posted to the GUI thread).
    void update(const SourceStatus& source);
    [[nodiscard]] const SourceStatus* find(const std::string& id) const; ///< null: none; valid until the next change
    /// The worst freshness of the sources whose id begins with @p prefix ("k8s:", "prometheus:").
    [[nodiscard]] Freshness combinedOf(std::string_view prefix) const;

signals:
    void changed();

private:
    [[nodiscard]] std::string key(const SourceStatus& row) const override { return row.id; }
    [[nodiscard]] QVariant value(const SourceStatus& row, int column, int role) const override;
};

} // namespace Strato
