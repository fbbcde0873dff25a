// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/objectwait.h"
#include "models/items/recordtablemodel.h"

#include <set>

namespace Strato {

/// `stratoscope get KIND [NAME] [-n NS | -A] [-l FILTER] [--output table|json]`: one kind of one or several clusters,
/// read once, printed, in the context's own namespace unless one is named. Statuses: Done; SomethingWrong when the one
/// object asked for, or the namespace, is not there; Usage for a kind that no cluster serves or a filter; Unreachable,
/// Refused; Incomplete when a cluster, or the kind in one of them, is missing.
class GetCommand final : public QObject {
    Q_OBJECT
public:
    GetCommand(const Clock& clock, const Options& options);
    ~GetCommand() override;

    void start(); ///< quits the application with an ExitStatus when done

private:
    void follow();
    void check();
    void print();
    void show(std::vector<RecordPtr> records, const std::vector<RecordPtr>& namespaces);
    void quitComplete(bool nothingFound);
    void sayUnknownKind(const QString& context, const ClusterInfo& info) const;
    [[nodiscard]] bool areSettled(const std::map<QString, ResourceKind>& kinds) const;
    [[nodiscard]] bool isNarrowed(const QString& context, const SourceStatus& status) const;
    /// What keeps the kind from being shown whole; nothing: it is all there.
    [[nodiscard]] std::optional<Error> missingOf(const QString& context, const ResourceKind& kind) const;
    [[nodiscard]] std::set<QString> forbiddenContexts() const;
    [[nodiscard]] bool doubtNamespaces();
    [[nodiscard]] std::size_t sayMissingNamespaces(const std::vector<RecordPtr>& namespaces) const;
    [[nodiscard]] std::optional<Error> sayMissing() const; ///< on stderr; the last of them, nothing: none
    [[nodiscard]] QStringList rowOf(const Record& record, const std::vector<std::string>& columns) const;
    void printTable(const std::vector<RecordPtr>& records) const;
    void printJson(const std::vector<RecordPtr>& records, bool incomplete) const;
    void quit(ExitStatus status, const QString& problem = {});
    [[nodiscard]] std::optional<ResourceKind> kindOf(const ClusterInfo& info) const;
    [[nodiscard]] std::string statusId(const QString& context, const ResourceKind& kind) const;
    [[nodiscard]] QString nameSpaceFor(const QString& context) const; ///< empty: all
    [[nodiscard]] QString contextOf(const Record& record) const;
    [[nodiscard]] bool wanted(const Record& record) const;

    const Clock& m_clock;
    ObjectWait m_wait;
    std::map<QString, ResourceKind> m_kinds; // by context
    std::map<QString, ResourceKind> m_namespaceKinds; // of the contexts whose namespace may not be there
    std::vector<KindSubscription> m_subscriptions;
    std::map<std::string, SourceStatus> m_statuses; // of the followed kind, by source id
    QTimer m_deadline;
    FilterMatcher m_filter;
    bool m_scoped = false; // what m_statuses says is of the namespaces asked for
    bool m_printed = false;
    bool m_doubted = false; // whether the namespaces are there was asked, or need not be
};

} // namespace Strato
