// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/kube/estateserver.h"
#include "models/base/clock.h"

#include <QProcessEnvironment>
#include <QStringList>
#include <QTemporaryDir>

#include <nlohmann/json_fwd.hpp>

#include <memory>

namespace Strato::Test {

/// API servers in this process with a handful of objects each, and their kubeconfig in a folder that is gone
/// afterwards. Pods: two in default, three in shop, one in kube-system; two gadgets (a custom resource) in shop.
/// Contexts: the cluster's name (may do everything), and NAME-USER for the estate's other identities.
class SmallEstate final {
public:
    explicit SmallEstate(const QStringList& clusters = { QStringLiteral("one") });
    ~SmallEstate();
    SmallEstate(const SmallEstate&) = delete;
    SmallEstate& operator=(const SmallEstate&) = delete;

    [[nodiscard]] Estate::KubeCluster& cluster(const QString& name = QStringLiteral("one")) const;
    [[nodiscard]] Estate::EstateServer& server() const { return *m_server; }
    /// The context of @p cluster whose user may look at namespace shop alone.
    [[nodiscard]] QString narrowContext(const QString& name = QStringLiteral("one")) const;
    [[nodiscard]] QByteArray kubeconfigText() const;
    [[nodiscard]] QString kubeconfig() const { return file(QStringLiteral("kubeconfig")); } ///< path
    [[nodiscard]] QString file(const QString& name) const { return m_folder.filePath(name); }
    /// Writes @p bytes to a file of the folder, and says its path.
    [[nodiscard]] QString write(const QString& name, const QByteArray& bytes) const;
    void apply(nlohmann::json object, const QString& name = QStringLiteral("one")) const;

private:
    void fill(const QString& cluster) const;

    SystemClock m_clock;
    QTemporaryDir m_folder;
    std::unique_ptr<Estate::EstateServer> m_server;
};

/// A running pod as an API server keeps it.
[[nodiscard]] nlohmann::json smallPod(const std::string& name, const std::string& nameSpace);

/// A kubeconfig text with one context @p name to @p server; @p cluster and @p user are further fields in flow style.
[[nodiscard]] QByteArray oneContextText(
    const QByteArray& name, const QByteArray& server, const QByteArray& cluster, const QByteArray& user);

/// What a program did.
struct Ran {
    int status = -1; ///< -1: it crashed, or did not end within two minutes
    QString out;
    QString err;
};

/// An environment without the user's own: a home that does not exist, no kubeconfig, no display but Qt's own.
[[nodiscard]] QProcessEnvironment bareEnvironment(const QString& home);
/// Runs a program from beside this test ("stratoscope") to its end.
[[nodiscard]] Ran runProgram(
    const QString& program, const QStringList& arguments, const QProcessEnvironment& environment);

} // namespace Strato::Test
