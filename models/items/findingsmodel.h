// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/clock.h"
#include "models/base/finding.h"
#include "models/items/keyedtable.h"

#include <QTimer>

#include <optional>

namespace Strato {

/// A finding as a row; `gone` while it is held in place under the user's pointer though it is over.
struct FindingRow {
    Finding finding;
    bool gone = false;

    bool operator==(const FindingRow&) const = default;
};

/// What waits while nothing may move: `first` names the worst of those above or, with none above, of the others.
struct WaitingFindings {
    int above = 0; ///< will stand above a row that is less bad
    int others = 0; ///< will stand below all that is shown, or where the user's order puts them
    QString first;

    bool operator==(const WaitingFindings&) const = default;
};

extern template class KeyedTable<FindingRow>;

/// Findings, worst first. Re-orders at most every ten seconds. While the user is inside nothing comes, goes or moves:
/// values change in place, what is over is marked gone, and what is new or should rise is told by waiting().
/// Columns: name (State), namespace, cluster, code, touches, calls, owner, since. CodeRole and ValuesRole say why.
class FindingsModel final : public KeyedTable<FindingRow> {
    Q_OBJECT
public:
    enum Role { GoneRole = FirstFreeRole }; ///< bool
    static constexpr Duration settleEvery = std::chrono::seconds(10);

    explicit FindingsModel(const Clock& clock, QObject* parent = nullptr);

    /// All findings there are, in any order; the worst @p atMost are shown (0: all).
    void setFindings(std::vector<Finding> findings, std::size_t atMost = 0);
    void setInteracting(bool interacting);
    [[nodiscard]] const WaitingFindings& waiting() const { return m_waiting; }
    void showWaiting(); ///< the user pressed it: the right order at once
    [[nodiscard]] qint64 totalCount() const { return m_total; } ///< with those beyond `atMost`

signals:
    void waitingChanged(const Strato::WaitingFindings& waiting);
    void totalChanged(qint64 count);

private:
    [[nodiscard]] std::string key(const FindingRow& row) const override;
    [[nodiscard]] QVariant value(const FindingRow& row, int column, int role) const override;
    void update();
    void settle();
    [[nodiscard]] std::vector<FindingRow> inPlace(bool mayInsert) const;
    [[nodiscard]] WaitingFindings countWaiting() const;
    void setWaiting(const WaitingFindings& waiting);

    const Clock& m_clock;
    std::vector<Finding> m_wanted; // worst first
    qint64 m_total = 0;
    std::optional<Duration> m_settledAt; // Clock::monotonic of the last re-order
    QTimer m_timer;
    WaitingFindings m_waiting;
    bool m_interacting = false;
};

} // namespace Strato
