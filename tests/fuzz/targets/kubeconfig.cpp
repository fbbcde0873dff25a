// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/config/kubeconfig.h"

#include "models/kube/config/kubeconfigvalidation.h"
#include "models/kube/config/yamltree.h"
#include "tests/fuzz/driver/fuzzinput.h"
#include "tests/fuzz/targets/recordchecks.h"

using namespace Strato;

namespace {

constexpr YamlLimits tight { 65'536, 32, 4'000, 500 };

std::size_t nodesOf(const YamlNode& node, int depth)
{
    FUZZ_CHECK(depth <= tight.maxDepth);
    std::size_t count = 1;
    for (const YamlNode& item : node.items)
        count += nodesOf(item, depth + 1);
    for (const YamlNode::Entry& entry : node.entries)
        count += nodesOf(entry.value, depth + 1);
    return count;
}

void checkConfig(const QByteArray& bytes)
{
    const auto config = parseKubeConfig(bytes, QStringLiteral("config"));
    if (!config) {
        Fuzz::checkError(config.error());
        FUZZ_CHECK(config.error().detail.startsWith(QStringLiteral("config")));
        return;
    }
    for (const Error& warning : config->warnings)
        FUZZ_CHECK(warning.detail.startsWith(QStringLiteral("config")));
    for (const auto& [name, context] : config->contexts) {
        const auto problems = validateContext(context, *config);
        FUZZ_CHECK(name == context.name && (!name.isEmpty() || !problems.empty()));
        for (const Error& problem : problems)
            Fuzz::checkError(problem);
    }
    for (const auto& [name, user] : config->users) {
        if (user.exec) // shown to people, and never run here
            FUZZ_CHECK(visibleControls(user.exec->installHint) == user.exec->installHint);
    }
}

} // namespace

/// Any text as YAML, within its limits, and as a kubeconfig whose errors name their place.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    if (const auto tree = parseYaml(bytes, QStringLiteral("text"), tight)) {
        FUZZ_CHECK(nodesOf(*tree, 0) <= 2 * (tight.maxNodes + tight.maxAliasNodes));
        (void)toJson(*tree);
    } else {
        Fuzz::checkError(tree.error());
    }
    checkConfig(bytes);
    return 0;
}
