// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/bootstrap/metricsendpoint.h"
#include "app/settings/appsettings.h"
#include "models/metrics/joinreport.h"

#include <optional>

namespace Strato {

/// A metrics server as it is being typed: what will be remembered, and what only the keychain may see.
struct PrometheusDraft {
    PrometheusSettings settings;
    QByteArray secret; ///< password, token, or header values one a line in the order of the names
    bool severalClusters = false; ///< a label tells clusters apart
    bool isNoneTicked = false; ///< of the clusters that are told apart; no contexts would mean all of them
    QStringList headerProblems; ///< lines that are no "Name: value"
};

/// Reads "Name: value" lines into names and values; blank lines are skipped, what is neither goes to headerProblems.
void parseHeaders(const QString& lines, PrometheusDraft& draft);

/// The field that a problem belongs to.
enum class DraftField : std::uint8_t {
    Name,
    Address,
    Proxy,
    SignIn,
    CertificateFile,
    KeyFile,
    AuthorityFile,
    Clusters,
    Limits
};

struct DraftProblem {
    DraftField field = DraftField::Name;
    QString text; ///< translated, one sentence
};

/// What must be mended before the draft can be tested or added; empty: nothing. @p taken: names that exist. Pure.
[[nodiscard]] std::vector<DraftProblem> draftProblems(const PrometheusDraft& draft, const QStringList& taken);

/// What was found out by reading the files of @p draft, as far as it still names them. Pure.
[[nodiscard]] std::vector<DraftProblem> fileProblems(
    const PrometheusDraft& draft, const std::vector<CertificateProblem>& found);

/// What is allowed and yet unwise (plain http), in words; empty: nothing.
[[nodiscard]] QString draftWarning(const PrometheusDraft& draft);

/// Which value of the label each context should be taken for, where a test found one by the nodes. Pure.
[[nodiscard]] std::map<QString, QString> proposedValues(const JoinReport& report);

} // namespace Strato
