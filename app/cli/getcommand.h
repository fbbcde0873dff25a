// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/objectwait.h"
#include "models/items/recordtablemodel.h"

namespace Strato {

/// `stratoscope get KIND [NAME] [-n NS | -A] [-l FILTER] [--output table|json]`: one kind of one or several clusters,
/// read once, printed. Statuses: Done; Usage for an unknown kind; Unreachable, Refused; Incomplete when a cluster is
/// missing.
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
    void printTable(const std::vector<RecordPtr>& records) const;
    void printJson(const std::vector<RecordPtr>& records) const;
    void quit(ExitStatus status, const QString& problem = {});
    [[nodiscard]] std::optional<ResourceKind> kindOf(const ClusterInfo& info) const;
    [[nodiscard]] std::string statusId(const QString& context, const ResourceKind& kind) const;
    [[nodiscard]] bool wanted(const Record& record) const;

    const Clock& m_clock;
    ObjectWait m_wait;
    std::map<QString, ResourceKind> m_kinds; // by context
    std::vector<KindSubscription> m_subscriptions;
    std::map<std::string, SourceStatus> m_statuses; // of the followed kind, by source id
    QTimer m_deadline;
    FilterMatcher m_filter;
    bool m_printed = false;
};

} // namespace Strato
