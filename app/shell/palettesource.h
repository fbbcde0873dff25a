// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/health.h"
#include "ui/cards/paletteresults.h"
#include "ui/pages/place.h"

#include <QAbstractListModel>
#include <QAction>
#include <QList>

#include <optional>

namespace Strato {

class Console;

/// What the command palette can find: views, actions, and entities whose name holds what was typed (at most 300, asked
/// of the record hub at each key). GUI thread.
class PaletteSource final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { SectionRole = Qt::UserRole + 1, DetailRole, ShortcutRole, HealthRole };

    explicit PaletteSource(Console& console, QObject* parent = nullptr);

    [[nodiscard]] static PaletteRoles roles() { return { SectionRole, DetailRole, ShortcutRole, HealthRole }; }
    void setViews(const QList<std::pair<QString, Place>>& views); ///< title and where it leads
    void setActions(const QList<QAction*>& actions); ///< not taken over
    void setQuery(const QString& query);

    /// What was chosen: a place to go to, or an action to trigger (exactly one of them).
    struct Choice {
        std::optional<Place> place;
        QAction* action = nullptr;
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
    };
    void replaceEntities(QList<Row> entities);

    Console& m_console;
    QList<Row> m_fixed; // views and actions
    QList<Row> m_entities;
};

} // namespace Strato
