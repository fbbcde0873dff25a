// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/kube/config/contextresolver.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

namespace Strato::Test {

/// A folder of files that is gone afterwards.
class Folder final {
public:
    QString write(const QString& name, const QByteArray& bytes) const
    {
        QString path = m_folder.filePath(name);
        QDir().mkpath(QFileInfo(path).absolutePath());
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write %s", qPrintable(path));
        return path;
    }
    [[nodiscard]] QString path(const QString& name = {}) const { return m_folder.filePath(name); }

private:
    QTemporaryDir m_folder;
};

/// A kubeconfig text with one cluster, user and context, all called "clean"; the fields stand in flow style.
inline QByteArray oneContext(const QByteArray& cluster, const QByteArray& user, const QByteArray& context = {})
{
    return "apiVersion: v1\nkind: Config\ncurrent-context: clean\n"
           "clusters:\n- name: clean\n  cluster: {"
        + cluster
        + "}\n"
          "users:\n- name: clean\n  user: {"
        + user
        + "}\n"
          "contexts:\n- name: clean\n  context: {cluster: clean, user: clean"
        + context + "}\n";
}

/// What loading and merging one text gives, without a file.
inline LoadedKubeConfig loadedFrom(const QByteArray& text)
{
    LoadedKubeConfig loaded;
    const Result<KubeConfig> parsed = parseKubeConfig(text, QStringLiteral("conf"));
    if (!parsed)
        qFatal("%s", qPrintable(parsed.error().detail));
    loaded.merged = *parsed;
    loaded.files.push_back(*parsed);
    return loaded;
}

inline constexpr Instant today = instantFromSeconds(1'764'000'000);

} // namespace Strato::Test
