// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/fakeclock.h"
#include "models/base/identitymap.h"
#include "models/base/workerpool.h"
#include "models/kube/sync/clustersession.h"
#include "models/recorder/changelog.h"
#include "tests/support/fakehttptransport.h"
#include "tests/support/reflectorrig.h"

#include <QTest>

#include <algorithm>
#include <set>

namespace Strato {

/// One cluster as the application sees it, over a scripted transport.
class SessionRig {
public:
    /// A new session of a new cluster.
    void begin()
    {
        m_transport = std::make_unique<FakeHttpTransport>();
        m_opened.clear(); // a new transport may stand where the last one stood
        m_identities = std::make_unique<IdentityMap>();
        m_deltas.clear();
        m_changes.clear();
        m_onChanges = {};
        m_infos.clear();
        m_usage.clear();
        make();
    }
    void make()
    {
        ClusterSettings settings;
        settings.name = QStringLiteral("test");
        settings.endpoint.baseUrl = QUrl(QStringLiteral("https://example.invalid:6443"));
        settings.seed = 1;
        ClusterListeners listeners;
        listeners.delta = [this](const std::shared_ptr<const Delta>& delta) { m_deltas.push_back(*delta); };
        listeners.changes = [this](const std::vector<Change>& changes) {
            std::ranges::copy(changes, std::back_inserter(m_changes));
            if (m_onChanges)
                m_onChanges(changes);
        };
        listeners.info = [this](const ClusterInfo& info) { m_infos.push_back(info); };
        listeners.usage = [this](const UsageReport& report) { m_usage.push_back(report); };
        ClusterDependencies on { *m_transport, m_executor, m_workers, m_board, m_identities.get(),
            [] { return [](const Task& task) { task(); }; } };
        m_session = std::make_unique<ClusterSession>(on, settings, listeners, std::make_unique<ChangeLog>());
    }
    void run() { m_executor.runPending(); }
    void advance(Duration by)
    {
        const Duration end = m_clock.monotonic() + by;
        run();
        while (m_executor.nextDue() && *m_executor.nextDue() <= end) {
            m_clock.advance(std::max(*m_executor.nextDue() - m_clock.monotonic(), Duration(0)));
            run();
        }
        m_clock.advance(end - m_clock.monotonic());
        run();
    }
    RequestId find(const QString& pathEnd) const
    {
        for (const RequestId id : m_transport->waiting()) {
            if (m_transport->call(id).path().endsWith(pathEnd))
                return id;
        }
        return 0;
    }
    bool waits(const QString& path) const { return find(path) != 0; }
    void answer(const QString& path, int status, const std::string& body)
    {
        QVERIFY2(waits(path), qPrintable(path));
        m_transport->respond(find(path), status, body);
        run();
    }
    /// To somebody who may list neither pods nor namespaces.
    void beRefusedAsAWhole()
    {
        m_session->connect();
        run();
        answer(QStringLiteral("kube-system"), 403, statusJson(403, "Forbidden"));
        refuse(QStringLiteral("/api/v1/pods"));
        refuse(QStringLiteral("/api/v1/namespaces"));
    }
    /// Forbidden, however it is asked for: a page as a Table first, then the list.
    void refuse(const QString& path)
    {
        QVERIFY2(waits(path), qPrintable(path));
        while (waits(path))
            answer(path, 403, statusJson(403, "Forbidden"));
    }
    /// Empty lists and open watches for everything that waits.
    void answerRest()
    {
        for (int round = 0; round < 10; ++round) {
            for (const RequestId id : m_transport->waiting()) {
                const auto& call = m_transport->call(id);
                if (call.isWatch())
                    openOnce(id);
                else if (call.path() == QStringLiteral("/version"))
                    m_transport->respond(id, 200, R"({"gitVersion":"v1.34.4"})");
                else if (call.path() == QStringLiteral("/api"))
                    m_transport->respond(id, 200, R"({"kind":"APIVersions","versions":[]})");
                else if (call.path() == QStringLiteral("/apis"))
                    m_transport->respond(id, 200, R"({"kind":"APIGroupList","apiVersion":"v1","groups":[]})");
                else if (!call.parameter(QStringLiteral("includeObject")).isNull())
                    m_transport->respond(id, 406, statusJson(406, "NotAcceptable"));
                else
                    m_transport->respond(id, 200, emptyList(call.path()));
            }
            run();
        }
    }
    void openOnce(RequestId id)
    {
        if (!m_opened.contains({ m_transport.get(), id })) {
            m_opened.insert({ m_transport.get(), id });
            m_transport->sendHead(id);
        }
    }
    static std::string emptyList(const QString& path)
    {
        static const std::map<QString, std::string> kinds { { QStringLiteral("pods"), "Pod" },
            { QStringLiteral("nodes"), "Node" }, { QStringLiteral("namespaces"), "Namespace" },
            { QStringLiteral("deployments"), "Deployment" }, { QStringLiteral("replicasets"), "ReplicaSet" },
            { QStringLiteral("statefulsets"), "StatefulSet" }, { QStringLiteral("daemonsets"), "DaemonSet" },
            { QStringLiteral("jobs"), "Job" },
            { QStringLiteral("horizontalpodautoscalers"), "HorizontalPodAutoscaler" },
            { QStringLiteral("poddisruptionbudgets"), "PodDisruptionBudget" }, { QStringLiteral("events"), "Event" },
            { QStringLiteral("configmaps"), "ConfigMap" }, { QStringLiteral("secrets"), "Secret" },
            { QStringLiteral("persistentvolumeclaims"), "PersistentVolumeClaim" },
            { QStringLiteral("persistentvolumes"), "PersistentVolume" },
            { QStringLiteral("resourcequotas"), "ResourceQuota" }, { QStringLiteral("services"), "Service" } };
        const auto it = kinds.find(path.section(u'/', -1));
        return emptyListJson(it == kinds.end() ? std::string() : it->second);
    }
    /// Also those that begin when the pods had time to be shown.
    void answerAll()
    {
        answerRest();
        advance(std::chrono::seconds(1));
        answerRest();
    }
    void connectFully()
    {
        m_session->connect();
        run();
        answer(QStringLiteral("kube-system"), 200, kubeSystemJson());
        answerAll();
    }
    SourceStatus statusOf(const std::string& id) const { return m_board.find(id).value_or(SourceStatus {}); }

    FakeClock m_clock;
    ManualExecutor m_executor { m_clock };
    WorkerPool m_workers { 1 };
    FreshnessBoard m_board;
    std::unique_ptr<FakeHttpTransport> m_transport;
    std::unique_ptr<IdentityMap> m_identities;
    std::set<std::pair<const void*, RequestId>> m_opened;
    std::vector<Delta> m_deltas;
    std::vector<Change> m_changes;
    std::function<void(const std::vector<Change>&)> m_onChanges;
    std::vector<ClusterInfo> m_infos;
    std::vector<UsageReport> m_usage;
    std::unique_ptr<ClusterSession> m_session;
};

} // namespace Strato
