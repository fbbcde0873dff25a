// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/schema.h"
#include "ui/pages/formats.h"

#include <QIdentityProxyModel>

#include <functional>

namespace Strato {

/// Turns a table of raw values into words: text, alignment, column titles, what a screen reader says. Row for row the
/// same table below. Reads only the roles that it is given. GUI thread.
class FormatProxy final : public QIdentityProxyModel {
    Q_OBJECT
public:
    struct Roles {
        int raw = 0; ///< the value; invalid = missing
        int cellType = 0; ///< int of CellType
        int headerId = 0; ///< horizontal header: stable column id
        int headerTitle = 0; ///< horizontal header: a server's own title, invalid where the id gives it
    };
    /// @p shownMoment answers the moment that ages count from.
    FormatProxy(Roles roles, std::function<Instant()> shownMoment, QObject* parent = nullptr);

    void setFormats(const Formats& formats); ///< repaints all that is visible
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    /// What is so in every table of values, for each cell that is painted: QIdentityProxyModel asks the model below.
    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& /*child*/) const override { return {}; }
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order) override; ///< the source sorts

private:
    [[nodiscard]] QString text(const QModelIndex& source) const;

    const Roles m_roles;
    const std::function<Instant()> m_shownMoment;
    Formats m_formats;
};

} // namespace Strato
