// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/fakeclock.h"
#include "models/faults/overview.h"
#include "tests/models/faults/faultrecords.h"
#include "tests/support/failonwarning.h"
#include "ui/cards/statepanel.h"
#include "ui/theme/theme.h"
#include "views/overview/overviewpage.h"

namespace Strato {
class BigNumberCard;
class Card;
class StratoTable;
} // namespace Strato

namespace Strato::Testing {

namespace C = Strato::Columns;

/// An estate of two clusters with something of every state, as records, and the page that shows it.
struct OverviewRig {
    FailOnWarning failOnWarning;
    FakeClock clock;
    Theme theme;
    OverviewPage page { theme, clock };
    std::vector<RecordPtr> records;
    std::vector<OverviewInput> inputs;

    OverviewRig();

    [[nodiscard]] Instant now() const { return clock.now(); }

    void addCluster(const char* id, const char* name);
    RecordPtr object(const OverviewInput& input, std::string_view kind, const char* name, const Cells& cells,
        bool terminating = false);
    /// Nothing is ill in either cluster, and no alert fires.
    void makeWell();
    void tell();
    /// Two sources that count calls by service.
    void tellMetrics();

    /// The page once it shows all that it was told; so do those that look for a part of it.
    [[nodiscard]] OverviewPage& caughtUp();
    [[nodiscard]] BigNumberCard* number(const char* id);
    [[nodiscard]] Card* card(const QString& title);
    [[nodiscard]] StratoTable* table(const QString& name);
    /// What a list says instead of rows; nothing while it has rows.
    [[nodiscard]] StatePanel::Content panelOf(const QString& name);

    [[nodiscard]] static SourceStatus status(
        const std::string& id, const QString& label, Freshness freshness, Instant asOf);

private:
    void fill(OverviewInput& input);
};

} // namespace Strato::Testing
