// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/shell/shellrig.h"

#include <nlohmann/json.hpp>

namespace Strato::Testing {

namespace {

void apply(Estate::KubeCluster& cluster, nlohmann::json object)
{
    if (const auto applied = cluster.store().apply(std::move(object)); !applied)
        qFatal("the rig's own object: %s", qPrintable(applied.error().detail));
}

} // namespace

ShellRig::ShellRig()
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
        addDeployment(*cluster, "shop", "order");
    }
}

void ShellRig::addDeployment(Estate::KubeCluster& cluster, const std::string& nameSpace, const std::string& name)
{
    apply(cluster,
        { { "apiVersion", "apps/v1" }, { "kind", "Deployment" },
            { "metadata", { { "name", name }, { "namespace", nameSpace } } }, { "spec", { { "replicas", 1 } } } });
}

void ShellRig::addCordonedNode(Estate::KubeCluster& cluster, const std::string& name)
{
    const nlohmann::json ready { { "type", "Ready" }, { "status", "True" } };
    apply(cluster,
        { { "apiVersion", "v1" }, { "kind", "Node" }, { "metadata", { { "name", name } } },
            { "spec", { { "unschedulable", true } } },
            { "status", { { "conditions", nlohmann::json::array({ ready }) } } } });
}

void ShellRig::addPod(Estate::KubeCluster& cluster, const std::string& nameSpace, const std::string& name)
{
    apply(cluster,
        { { "apiVersion", "v1" }, { "kind", "Pod" }, { "metadata", { { "name", name }, { "namespace", nameSpace } } },
            { "spec", { { "containers", nlohmann::json::array({ { { "name", "c" }, { "image", "i" } } }) } } },
            { "status", { { "phase", "Running" } } } });
}

} // namespace Strato::Testing
