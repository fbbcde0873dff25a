// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/objectwait.h"
#include "models/items/recordtablemodel.h"

namespace Strato {

/// `stratoscope get KIND [NAME] [-n NS | -A] [-l FILTER] [--output table|json]`: one kind of one or several clusters,
/// read once, printed, in the context's own namespace unless one is named. Statuses: Done; SomethingWrong when the one
/// object asked for is not there; Usage for an unknown kind or filter; Unreachable, Refused; Incomplete when a cluster
/// is missing.
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
    void show(std::vector<RecordPtr> records);
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
    std::vector<KindSubscription> m_subscriptions;
    std::map<std::string, SourceStatus> m_statuses; // of the followed kind, by source id
    QTimer m_deadline;
    FilterMatcher m_filter;
    bool m_scoped = false; // what m_statuses says is of the namespaces asked for
    bool m_printed = false;
};

} // namespace Strato
