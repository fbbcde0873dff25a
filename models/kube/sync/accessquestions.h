// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/kube/sync/clustertypes.h"
#include "models/net/httptypes.h"

namespace Strato {

/// The reads by POST that a cluster answers about ourselves, as requests and back: the fixed list of the transport's
/// effect policy. All pure.
[[nodiscard]] HttpRequest selfSubjectReview();
[[nodiscard]] Result<ClusterIdentity> decodeIdentity(const Result<HttpResponse>& reply);

[[nodiscard]] HttpRequest selfSubjectAccessReview(const AccessQuestion& question);
[[nodiscard]] Result<AccessAnswer> decodeAccess(const Result<HttpResponse>& reply);

[[nodiscard]] HttpRequest selfSubjectRulesReview(const std::string& nameSpace);
[[nodiscard]] Result<AccessRules> decodeRules(const Result<HttpResponse>& reply);

/// The names of a secret's keys from its Table row; no value is in it.
[[nodiscard]] Result<SecretKeys> decodeSecretKeys(const Result<HttpResponse>& reply);
/// The same of a whole Secret.
[[nodiscard]] Result<SecretKeys> decodeAllSecretKeys(const Result<HttpResponse>& reply);
/// A secret's PartialObjectMetadata as JSON under the name that it is known by. No value is in it, also when the server
/// sent the whole object. Errors: as jsonReply().
[[nodiscard]] Result<QByteArray> decodeSecretMetadata(const Result<HttpResponse>& reply);
/// One value of a whole Secret. Errors: NotFound without such a key, Malformed for what is no base64.
[[nodiscard]] Result<QByteArray> decodeSecretValue(const Result<HttpResponse>& reply, const std::string& key);

} // namespace Strato
