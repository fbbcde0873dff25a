// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/kube/apistore.h"
#include "app/estate/kube/estateserver.h"
#include "models/base/clock.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <nlohmann/json.hpp>

namespace Strato::Testing {

/// A small estate in this process, with two clusters, and a home folder that holds nothing.
class ShellRig final {
public:
    ShellRig()
    {
        qputenv("HOME", m_home.path().toLocal8Bit());
        qunsetenv("KUBECONFIG");
        m_server = std::move(*Estate::EstateServer::start(m_clock, {}));
        for (const char* name : { "one", "two" }) {
            Estate::ClusterOptions options;
            options.name = name;
            Estate::KubeCluster* cluster = *m_server->addCluster(std::move(options));
            for (const char* nameSpace : { "shop", "payment" }) {
                apply(*cluster,
                    { { "apiVersion", "v1" }, { "kind", "Namespace" }, { "metadata", { { "name", nameSpace } } } });
                addPod(*cluster, nameSpace, std::string("web-") + nameSpace);
            }
            apply(*cluster,
                { { "apiVersion", "apps/v1" }, { "kind", "Deployment" },
                    { "metadata", { { "name", "order" }, { "namespace", "shop" } } },
                    { "spec", { { "replicas", 1 } } } });
        }
    }

    [[nodiscard]] const Clock& clock() const { return m_clock; }
    [[nodiscard]] Estate::EstateServer& server() { return *m_server; }
    [[nodiscard]] Estate::KubeCluster& cluster(const char* name) { return *m_server->cluster(name); }
    [[nodiscard]] QString path(const QString& name) const { return m_home.filePath(name); }

    /// The whole estate's kubeconfig, or any text, in a file of the home folder.
    QString write(const QString& name, const QByteArray& text) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            return {};
        return file.fileName();
    }
    QString writeKubeconfig() const
    {
        return write(QStringLiteral("estate.yaml"), QByteArray::fromStdString(m_server->kubeconfig()));
    }
    /// A file with one context of that name, by whatever reaches @p cluster as admin. @p ca: a file instead of the
    /// data.
    QByteArray kubeconfigFor(const char* cluster, const QByteArray& context, const QByteArray& ca = {})
    {
        const Estate::KubeCluster& of = this->cluster(cluster);
        const QByteArray authority = ca.isEmpty()
            ? QByteArray("certificate-authority-data: " + QByteArray::fromStdString(m_server->caPem()).toBase64())
            : QByteArray("certificate-authority: " + ca);
        return "apiVersion: v1\nkind: Config\ncurrent-context: " + context
            + "\nclusters:\n- name: c\n  cluster:\n    server: " + QByteArray::fromStdString(of.url())
            + "\n    tls-server-name: kubernetes\n    " + authority
            + "\nusers:\n- name: u\n  user:\n    token: " + QByteArray::fromStdString(of.identities().front().token)
            + "\ncontexts:\n- name: " + context + "\n  context:\n    cluster: c\n    user: u\n";
    }
    static void addPod(Estate::KubeCluster& cluster, const std::string& nameSpace, const std::string& name)
    {
        apply(cluster,
            { { "apiVersion", "v1" }, { "kind", "Pod" },
                { "metadata", { { "name", name }, { "namespace", nameSpace } } },
                { "spec", { { "containers", nlohmann::json::array({ { { "name", "c" }, { "image", "i" } } }) } } },
                { "status", { { "phase", "Running" } } } });
    }

private:
    static void apply(Estate::KubeCluster& cluster, nlohmann::json object)
    {
        if (const auto applied = cluster.store().apply(std::move(object)); !applied)
            qFatal("the rig's own object: %s", qPrintable(applied.error().detail));
    }

    SystemClock m_clock;
    QTemporaryDir m_home;
    std::unique_ptr<Estate::EstateServer> m_server;
};

} // namespace Strato::Testing
