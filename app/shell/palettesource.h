// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/health.h"
#include "models/base/statesource.h"
#include "ui/cards/paletteresults.h"
#include "ui/pages/place.h"

#include <QAbstractListModel>
#include <QAction>
#include <QList>
#include <QTimer>

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace Strato {

class Console;
class PaletteIndex;

/// What the command palette can find: views, actions, kinds, and every followed object of the shown moment whose name,
/// namespace, kind or cluster holds what was typed. Names are indexed when it opens, and at most once a second again
/// while more objects are arriving, and searched as one types, both on a worker; the best fifty come back. GUI thread.
class PaletteSource final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { HeadingRole = Qt::UserRole + 1, DetailRole, ShortcutRole, StateRole, AliasesRole };

    explicit PaletteSource(Console& console, QObject* parent = nullptr);

    [[nodiscard]] static PaletteRoles roles()
    {
        return { HeadingRole, DetailRole, ShortcutRole, StateRole, AliasesRole };
    }
    void setViews(const QList<std::pair<QString, Place>>& views); ///< title and where it leads; replaces those before
    void setActions(const QList<QAction*>& actions); ///< not taken over; replaces those before
    void open(); ///< takes the names that are there now, and those that come until close()
    void close(); ///< lets go of them
    void setQuery(const QString& query);

    /// What was chosen: a place to go to, or an action to trigger (exactly one of them).
    struct Choice {
        std::optional<Place> place;
        QAction* action = nullptr;

        bool operator==(const Choice&) const = default;
    };
    [[nodiscard]] Choice choice(const QModelIndex& index) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    struct Row {
        QString section;
        QString title;
        QString detail;
        QString shortcut;
        std::optional<Health> health;
        Choice choice;
        QStringList aliases;

        bool operator==(const Row&) const = default;
    };
    enum Part : std::uint8_t { Views, Actions, Kinds, Entities, PartCount };
    void replace(Part part, QList<Row> rows);
    [[nodiscard]] const Row* rowAt(const QModelIndex& index) const;
    [[nodiscard]] QList<Row> kindRows() const;
    [[nodiscard]] std::map<std::string, std::string> clusterNames() const; // by cluster id
    [[nodiscard]] std::vector<SnapshotPtr> pastSnapshots() const;
    void indexNames();
    void search();

    Console& m_console;
    std::array<QList<Row>, PartCount> m_parts; // in the order of rows
    std::shared_ptr<const PaletteIndex> m_index; // null: being made, or closed
    std::size_t m_indexed = 0; // how many objects are in it
    std::map<std::string, std::string> m_names; // of the clusters, as it was made with
    QTimer m_again;
    QString m_query;
    bool m_open = false;
    std::uint64_t m_opened = 0; // indexes of an older opening are dropped
    std::uint64_t m_searched = 0; // results of an older search are dropped
};

} // namespace Strato
