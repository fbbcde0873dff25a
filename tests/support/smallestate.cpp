// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/smallestate.h"

#include "app/estate/kube/apistore.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>

#include <nlohmann/json.hpp>

namespace Strato::Test {

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

constexpr int patienceMs = 120'000;

json nameSpaceJson(const std::string& name)
{
    return { { "apiVersion", "v1" }, { "kind", "Namespace" }, { "metadata", { { "name", name } } } };
}

json gadgetDefinition()
{
    const json columns
        = json::array({ { { "name", "Colour" }, { "type", "string" }, { "jsonPath", ".spec.colour" } } });
    return { { "apiVersion", "apiextensions.k8s.io/v1" }, { "kind", "CustomResourceDefinition" },
        { "metadata", { { "name", "gadgets.example.com" } } },
        { "spec",
            { { "group", "example.com" }, { "scope", "Namespaced" },
                { "names",
                    { { "plural", "gadgets" }, { "singular", "gadget" }, { "kind", "Gadget" },
                        { "shortNames", { "gd" } } } },
                { "versions",
                    json::array({ { { "name", "v1" }, { "served", true }, { "storage", true },
                        { "additionalPrinterColumns", columns } } }) } } } };
}

json gadget(const std::string& name, const std::string& colour)
{
    return { { "apiVersion", "example.com/v1" }, { "kind", "Gadget" },
        { "metadata", { { "name", name }, { "namespace", "shop" } } }, { "spec", { { "colour", colour } } } };
}

} // namespace

json smallPod(const std::string& name, const std::string& nameSpace)
{
    const json container { { "name", "app" }, { "image", "registry.example.com/app:1" } };
    const json status { { "name", "app" }, { "ready", true }, { "restartCount", 0 }, { "image", "registry/app:1" },
        { "imageID", "" }, { "state", { { "running", { { "startedAt", "2026-01-01T00:00:00Z" } } } } } };
    return { { "apiVersion", "v1" }, { "kind", "Pod" },
        { "metadata", { { "name", name }, { "namespace", nameSpace }, { "labels", { { "app", "small" } } } } },
        { "spec", { { "nodeName", "node-1" }, { "containers", json::array({ container }) } } },
        { "status",
            { { "phase", "Running" }, { "podIP", "10.0.0.1" }, { "containerStatuses", json::array({ status }) },
                { "conditions", json::array({ { { "type", "Ready" }, { "status", "True" } } }) } } } };
}

SmallEstate::SmallEstate(const QStringList& clusters)
{
    auto server = Estate::EstateServer::start(m_clock, {});
    if (!server)
        qFatal("%s", qUtf8Printable(server.error().detail));
    m_server = std::move(*server);
    for (const QString& name : clusters) {
        Estate::ClusterOptions options;
        options.name = name.toStdString();
        if (const auto added = m_server->addCluster(std::move(options)); !added)
            qFatal("%s", qUtf8Printable(added.error().detail));
        fill(name);
    }
    (void)write(u"kubeconfig"_s, kubeconfigText());
}

SmallEstate::~SmallEstate() = default;

void SmallEstate::fill(const QString& cluster) const
{
    apply(nameSpaceJson("shop"), cluster);
    for (const auto& [name, nameSpace] :
        std::initializer_list<std::pair<std::string, std::string>> { { "plain-1", "default" }, { "plain-2", "default" },
            { "cart-1", "shop" }, { "cart-2", "shop" }, { "order-1", "shop" }, { "dns-1", "kube-system" } })
        apply(smallPod(name, nameSpace), cluster);
    apply(gadgetDefinition(), cluster);
    apply(gadget("lamp", "red"), cluster);
    apply(gadget("radio", "blue"), cluster);
}

Estate::KubeCluster& SmallEstate::cluster(const QString& name) const
{
    Estate::KubeCluster* found = m_server->cluster(name.toStdString());
    if (!found)
        qFatal("no cluster %s", qUtf8Printable(name));
    return *found;
}

QString SmallEstate::narrowContext(const QString& name) const
{
    for (const Estate::Identity& identity : cluster(name).identities()) {
        if (!identity.onlyNamespace.empty())
            return name + u'-' + QString::fromStdString(identity.user);
    }
    return {};
}

QByteArray SmallEstate::kubeconfigText() const
{
    return QByteArray::fromStdString(m_server->kubeconfig());
}

QString SmallEstate::write(const QString& name, const QByteArray& bytes) const
{
    QFile out(file(name));
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size())
        qFatal("cannot write %s", qUtf8Printable(out.fileName()));
    return out.fileName();
}

void SmallEstate::apply(json object, const QString& name) const
{
    if (const auto applied = cluster(name).store().apply(std::move(object)); !applied)
        qFatal("%s", qUtf8Printable(applied.error().detail));
}

QByteArray oneContextText(
    const QByteArray& name, const QByteArray& server, const QByteArray& cluster, const QByteArray& user)
{
    return "apiVersion: v1\nkind: Config\ncurrent-context: " + name + "\nclusters:\n- name: " + name
        + "\n  cluster: {server: \"" + server + "\"" + (cluster.isEmpty() ? "" : ", ") + cluster
        + "}\nusers:\n- name: " + name + "\n  user: {" + user + "}\ncontexts:\n- name: " + name
        + "\n  context: {cluster: " + name + ", user: " + name + "}\n";
}

QProcessEnvironment bareEnvironment(const QString& home)
{
    const QProcessEnvironment system = QProcessEnvironment::systemEnvironment();
    QProcessEnvironment bare;
    for (const QString& kept : { u"PATH"_s, u"LD_LIBRARY_PATH"_s, u"ASAN_OPTIONS"_s, u"TMPDIR"_s }) {
        if (system.contains(kept))
            bare.insert(kept, system.value(kept));
    }
    bare.insert(u"HOME"_s, home);
    bare.insert(u"XDG_RUNTIME_DIR"_s, home);
    bare.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    bare.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    return bare;
}

Ran runProgram(const QString& program, const QStringList& arguments, const QProcessEnvironment& environment)
{
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(QCoreApplication::applicationDirPath() + u'/' + program, arguments);
    if (!process.waitForFinished(patienceMs)) {
        process.kill();
        process.waitForFinished();
    }
    const bool ended = process.error() == QProcess::UnknownError && process.exitStatus() == QProcess::NormalExit;
    return { ended ? process.exitCode() : -1, QString::fromUtf8(process.readAllStandardOutput()),
        QString::fromUtf8(process.readAllStandardError()) };
}

} // namespace Strato::Test
