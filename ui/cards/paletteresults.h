// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractListModel>
#include <QPersistentModelIndex>
#include <QPointer>

#include <vector>

namespace Strato {

/// Roles that the palette reads from its source, besides DisplayRole (the name) and AccessibleTextRole.
struct PaletteRoles {
    int section; ///< QString: heading, "Views"; rows of one section keep together
    int detail; ///< QString: "shop, hangzhou-1"
    int shortcut; ///< QString: "Ctrl+2", may be empty
    int health; ///< int(Health) or invalid
    int aliases; ///< QStringList: other names, found by their beginning: "deployments", "deploy"; may be empty
};

/// What matches the query, best first inside each section; sections in the order of their best hit. At most @c limit
/// rows a section, headings are rows of their own that cannot be chosen.
class PaletteResults final : public QAbstractListModel {
    Q_OBJECT
public:
    explicit PaletteResults(const PaletteRoles& roles, QObject* parent = nullptr);

    void setSource(QAbstractItemModel* source); ///< not taken over
    void setQuery(const QString& query);
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    [[nodiscard]] QModelIndex sourceIndex(const QModelIndex& index) const; ///< invalid for a heading
    [[nodiscard]] bool isHeading(const QModelIndex& index) const;
    [[nodiscard]] QModelIndex firstChoice() const;
    [[nodiscard]] const PaletteRoles& roles() const { return m_roles; }

    static constexpr int limit = 12;

private:
    struct Row {
        QString heading; // empty: a hit
        QPersistentModelIndex source;
    };
    void rebuild();

    PaletteRoles m_roles;
    QPointer<QAbstractItemModel> m_source;
    QString m_query;
    std::vector<Row> m_rows;
};

} // namespace Strato
