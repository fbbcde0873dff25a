// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/health.h"
#include "models/base/record.h"
#include "models/items/keyedtable.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace Strato {

class RecordHub;

/// Something that can be gone to or done by name.
struct PaletteEntry {
    enum class Section : std::uint8_t { Entity, View, Action };
    Section section = Section::Entity;
    QString name; ///< for views and actions translated by whoever adds them
    QString id; ///< EntityId text, or the view's or action's id
    QString kind; ///< of an entity
    QString nameSpace;
    QString cluster; ///< id
    int health = -1; ///< int of Health; -1: no state

    bool operator==(const PaletteEntry&) const = default;
};

/// A found entry: how well it matches, and which characters of the name do.
struct PaletteHit {
    PaletteEntry entry;
    int score = 0; ///< larger is better; only comparable within one search
    QList<int> matches; ///< positions in the name, ascending

    bool operator==(const PaletteHit&) const = default;
};

/// Names to search, packed: 100,000 are searched in a few milliseconds. Words of the query, parted by blanks, must all
/// be met: whole, as a beginning, at a word's beginning, inside, or letter by letter in order; beside the name also in
/// namespace and kind. GUI thread.
class PaletteIndex final {
public:
    void clear();
    void reserve(std::size_t entries);
    void add(PaletteEntry entry); ///< a view or an action
    void add(RecordPtr record); ///< an entity
    [[nodiscard]] std::size_t size() const { return m_items.size(); }
    /// The best @p atMost, best first; for an empty query views and actions in order of adding.
    [[nodiscard]] std::vector<PaletteHit> search(QStringView query, std::size_t atMost = 50) const;

private:
    struct Item {
        RecordPtr record; ///< null: a command
        int command = -1; ///< index of it
        std::uint64_t letters = 0; ///< which letters and digits it has: most entries are refused by this alone
        std::uint32_t begin = 0; ///< of the lowered name in m_text
        std::uint32_t nameEnd = 0;
        std::uint32_t end = 0; ///< of namespace and kind, which follow
    };
    Item& append(std::string_view name, std::string_view nameSpace, std::string_view kind);
    [[nodiscard]] PaletteEntry entryOf(const Item& item) const;
    [[nodiscard]] int score(const Item& item, const std::vector<std::string>& words) const;

    std::vector<Item> m_items;
    std::vector<PaletteEntry> m_commands;
    std::string m_text;
};

/// The hits of the present query. Columns: name, kind, namespace, cluster. SectionRole = int Section, MatchesRole.
class PaletteModel final : public KeyedTable<PaletteHit> {
    Q_OBJECT
public:
    enum Role {
        MatchesRole = FirstFreeRole, ///< QList<int>: positions in the name
        ScoreRole ///< int
    };
    explicit PaletteModel(QObject* parent = nullptr);

    /// Views and actions, for as long as the model lives.
    void setCommands(std::vector<PaletteEntry> commands);
    /// Reads the names of all present entities; called when the palette opens.
    void refresh(const RecordHub& hub);
    void setQuery(const QString& query);

private:
    [[nodiscard]] std::string key(const PaletteHit& row) const override;
    [[nodiscard]] QVariant value(const PaletteHit& row, int column, int role) const override;

    std::vector<PaletteEntry> m_commands;
    PaletteIndex m_index;
    QString m_query;
};

} // namespace Strato
