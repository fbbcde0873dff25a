// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/config/kubeconfigloader.h"

#include "models/base/smallfile.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;

namespace Strato {

namespace {

constexpr qint64 maxKubeConfigBytes = 4LL * 1024 * 1024;

QString absolute(const QString& path, const QString& base)
{
    if (path.isEmpty() || QDir::isAbsolutePath(path) || base.isEmpty())
        return path;
    return QDir::cleanPath(base + u'/' + path);
}

void resolvePaths(KubeConfig& config)
{
    const QString base = QFileInfo(config.file).absolutePath();
    for (auto& [name, cluster] : config.clusters)
        cluster.certificateAuthority = absolute(cluster.certificateAuthority, base);
    for (auto& [name, user] : config.users) {
        user.clientCertificate = absolute(user.clientCertificate, base);
        user.clientKey = absolute(user.clientKey, base);
        user.tokenFile = absolute(user.tokenFile, base);
        // A bare command is looked up in PATH; one with a slash belongs to the file's folder.
        if (user.exec && user.exec->command.contains(u'/'))
            user.exec->command = absolute(user.exec->command, base);
    }
}

/// Who names a pipe ("--kubeconfig <(…)") or KUBECONFIG=/dev/null means it.
Result<QByteArray> readFile(const QString& path, const KubeConfigSources& sources)
{
    const bool isNamed = !sources.explicitPath.isEmpty() || !sources.kubeconfigVariable.isEmpty();
    return readSmallFile(path, maxKubeConfigBytes, isNamed ? FileKind::Any : FileKind::Regular);
}

QByteArray digestOf(const QByteArray& bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

Result<KubeConfig> loadFile(const QString& path, LoadedKubeConfig& loaded)
{
    const Result<QByteArray> bytes = readFile(path, loaded.sources);
    if (!bytes)
        return tl::unexpected(bytes.error());
    loaded.digests.insert_or_assign(path, digestOf(*bytes));
    Result<KubeConfig> config = parseKubeConfig(*bytes, path);
    if (config)
        resolvePaths(*config);
    return config;
}

/// std::map::insert keeps what is there: the first file wins an entry whole.
void mergeInto(KubeConfig& merged, const KubeConfig& file)
{
    if (merged.currentContext.isEmpty())
        merged.currentContext = file.currentContext;
    merged.clusters.insert(file.clusters.begin(), file.clusters.end());
    merged.users.insert(file.users.begin(), file.users.end());
    merged.contexts.insert(file.contexts.begin(), file.contexts.end());
}

QString aliasOf(const LoadedKubeConfig& config, const KubeConfig& file, const QString& context)
{
    const QString base = QFileInfo(file.file).fileName();
    const auto sameBase = [&](const KubeConfig& other) { return QFileInfo(other.file).fileName() == base; };
    const bool unique = std::ranges::count_if(config.files, sameBase) == 1;
    return (unique ? base : file.file) + u'/' + context;
}

template <class Entry> const Entry* findEntry(const std::map<QString, Entry>& entries, const QString& name)
{
    const auto it = entries.find(name);
    return it == entries.end() ? nullptr : &it->second;
}

/// An entry that the same file has under a name which another file won.
template <class Entry>
bool isTaken(const std::map<QString, Entry>& own, const std::map<QString, Entry>& merged, const QString& name)
{
    const Entry* mine = findEntry(own, name);
    const Entry* winner = findEntry(merged, name);
    return mine && winner && mine->at != winner->at;
}

/// The context itself, its cluster or its user has a namesake in an earlier file: kubectl shows something else.
bool needsAlias(const LoadedKubeConfig& config, const KubeConfig& file, const KubeContext& context)
{
    return isTaken(file.contexts, config.merged.contexts, context.name)
        || isTaken(file.clusters, config.merged.clusters, context.cluster)
        || isTaken(file.users, config.merged.users, context.user);
}

Error missingError(const QString& path)
{
    return configError(ErrorCode::NotFound, { path, 0 }, {}, u"Config not found"_s);
}

} // namespace

QStringList kubeConfigPaths(const KubeConfigSources& sources)
{
    if (!sources.explicitPath.isEmpty())
        return { absolute(sources.explicitPath, sources.workingDirectory) };
    QStringList paths;
    if (!sources.kubeconfigVariable.isEmpty()) {
        for (const QString& path : sources.kubeconfigVariable.split(QDir::listSeparator(), Qt::SkipEmptyParts))
            paths.append(absolute(path, sources.workingDirectory));
        paths.removeDuplicates();
        return paths;
    }
    if (sources.home.isEmpty())
        return {};
    const QString recommended = sources.home + u"/.kube/config"_s;
    const QString old = sources.home + u"/.kube/.kubeconfig"_s;
    // kubectl copies the old file to the new place; a console that only reads uses it where it is.
    return { !QFileInfo::exists(recommended) && QFileInfo::exists(old) ? old : recommended };
}

Result<LoadedKubeConfig> loadKubeConfig(const KubeConfigSources& sources)
{
    LoadedKubeConfig loaded;
    loaded.sources = sources;
    for (const QString& path : kubeConfigPaths(sources)) {
        Result<KubeConfig> file = loadFile(path, loaded);
        if (!file && !sources.explicitPath.isEmpty())
            return tl::unexpected(file.error());
        if (!file && file.error().code == ErrorCode::NotFound) {
            // Without KUBECONFIG nobody promised that the file is there.
            if (!sources.kubeconfigVariable.isEmpty()) {
                loaded.missing.push_back(path);
                loaded.warnings.push_back(missingError(path));
            }
            continue;
        }
        if (!file) {
            loaded.warnings.push_back(file.error());
            continue;
        }
        loaded.warnings.insert(loaded.warnings.end(), file->warnings.begin(), file->warnings.end());
        mergeInto(loaded.merged, *file);
        loaded.files.push_back(std::move(*file));
    }
    return loaded;
}

bool isUpToDate(const LoadedKubeConfig& loaded)
{
    return std::ranges::all_of(kubeConfigPaths(loaded.sources), [&](const QString& path) {
        const Result<QByteArray> bytes = readFile(path, loaded.sources);
        const auto known = loaded.digests.find(path);
        return bytes ? known != loaded.digests.end() && known->second == digestOf(*bytes)
                     : known == loaded.digests.end();
    });
}

std::vector<KubeContextChoice> LoadedKubeConfig::contexts() const
{
    std::vector<KubeContextChoice> choices;
    for (const auto& [name, context] : merged.contexts)
        choices.push_back({ name, name, context.at, false, name == merged.currentContext });
    for (const KubeConfig& file : files)
        for (const auto& [name, context] : file.contexts)
            if (needsAlias(*this, file, context))
                choices.push_back({ aliasOf(*this, file, name), name, context.at, true, false });
    std::ranges::stable_sort(choices, {}, &KubeContextChoice::name);
    return choices;
}

std::optional<KubeContextParts> findContext(const LoadedKubeConfig& config, const QString& name)
{
    if (const KubeContext* context = findEntry(config.merged.contexts, name))
        return KubeContextParts { context, findEntry(config.merged.clusters, context->cluster),
            findEntry(config.merged.users, context->user) };
    for (const KubeConfig& file : config.files) {
        for (const auto& [own, context] : file.contexts) {
            if (name != aliasOf(config, file, own) && name != file.file + u'/' + own)
                continue;
            // Its own file first: that is what whoever wrote the file meant.
            const KubeCluster* cluster = findEntry(file.clusters, context.cluster);
            const KubeUser* user = findEntry(file.users, context.user);
            return KubeContextParts { &context, cluster ? cluster : findEntry(config.merged.clusters, context.cluster),
                user ? user : findEntry(config.merged.users, context.user) };
        }
    }
    return std::nullopt;
}

} // namespace Strato
