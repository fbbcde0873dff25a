// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/istring.h"
#include "models/net/httptypes.h"

#include <unordered_map>

namespace Strato {

/// Names the server behind @p endpoint, whatever the context is called and whoever asks: a hash of its URL, the bytes
/// of its certificate authority, and the name and proxy that it is reached by where those are given. "h-...". It also
/// names a cluster whose namespace kube-system may not be read.
[[nodiscard]] IString clusterAddress(const HttpEndpoint& endpoint);

/// Whether clusterAddress() says which cluster answers: only over TLS that is verified. Without, the same URL may lead
/// to anything, and two contexts are kept apart rather than taken for one.
[[nodiscard]] bool isProvenAddress(const HttpEndpoint& endpoint);

/// What those who may read namespace kube-system found out, for those who may not: the same proven address is the same
/// API server, and so the same cluster, whoever asks it. Shared by the sessions of a process. Data thread only.
class ClusterUids final {
public:
    void learn(const IString& address, const IString& uid) { m_uids[address] = uid; }
    /// Empty: nobody read it there.
    [[nodiscard]] IString find(const IString& address) const;

private:
    std::unordered_map<IString, IString> m_uids;
};

} // namespace Strato
