// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/app/estate/faults/estaterig.h"

#include <optional>
#include <string>
#include <vector>

namespace Strato::Testing {

/// One row of the table of docs/estate-faults.md.
struct SignalRow {
    std::string fault, layer, signal;
    std::string change; ///< "> 0.9", "< 1", "x 3", "+ 1"
    int within = 0; ///< seconds after the beginning
    bool stays = false; ///< afterwards: true "stays", false "back"
};

[[nodiscard]] std::vector<SignalRow> readSignals(const std::string& file);

/// Reads one signal through the wire, again and again. Forms (see the document):
/// `AGG(SELECTOR)`, `AGG(rate(SELECTOR))`, two of them with ` / ` between; `GET PATH | AGG(FIELD)`,
/// `GET PATH | count(FIELD = VALUE)`; `logs(SELECTOR, "TEXT")`, `previous-logs(…)`.
class SignalReader final {
public:
    SignalReader(const EstateRig& rig, std::string signal, const std::string& target, std::string cluster);
    /// The value now; nothing when there is none yet (a rate at its first reading).
    [[nodiscard]] std::optional<double> read();

private:
    struct Term {
        std::string aggregate, metric, node; ///< node: only pods that run on it
        bool rate = false;
        std::map<std::string, std::string> equal, matching;
        std::map<std::string, double> before; ///< by labels
        Instant at;
    };
    [[nodiscard]] static Term parseTerm(const std::string& text);
    [[nodiscard]] bool isWanted(const Term& term, const MetricSample& sample) const;
    void findPods(Term& term) const;
    [[nodiscard]] std::optional<double> readTerm(Term& term) const;
    [[nodiscard]] std::optional<double> readObjects() const;
    [[nodiscard]] double readLogs() const;

    const EstateRig& m_rig;
    std::string m_signal, m_cluster;
    std::vector<Term> m_terms; ///< of a metric: one, or two that are divided
};

/// Whether @p now is the change that @p change speaks of, seen from @p before.
[[nodiscard]] bool isChanged(const std::string& change, double before, double now);

} // namespace Strato::Testing
