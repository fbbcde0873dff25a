// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/kube/apistore.h"
#include "app/estate/kube/estateserver.h"
#include "models/base/clock.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace Strato::Testing {

/// A small estate in this process, with two clusters, and a home folder that holds nothing.
class ShellRig final {
public:
    ShellRig();

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
    static void addDeployment(Estate::KubeCluster& cluster, const std::string& nameSpace, const std::string& name);
    static void addCordonedNode(Estate::KubeCluster& cluster, const std::string& name);
    static void addPod(Estate::KubeCluster& cluster, const std::string& nameSpace, const std::string& name);

private:
    SystemClock m_clock;
    QTemporaryDir m_home;
    std::unique_ptr<Estate::EstateServer> m_server;
};

} // namespace Strato::Testing
