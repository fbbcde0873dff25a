// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/kube/apicall.h"
#include "app/estate/kube/estateserver.h"

#include <map>

namespace Strato::Estate {

/// The requests of one cluster: authentication, impersonation, authorisation, dispatch. Thread-safe.
class KubeApi final {
public:
    KubeApi(ApiContext context, const std::vector<Identity>& identities);
    [[nodiscard]] HttpResponse handle(const HttpRequest& request) const;

private:
    [[nodiscard]] std::optional<ApiUser> authenticate(const HttpRequest& request) const;
    [[nodiscard]] std::optional<ApiStatus> impersonate(const HttpRequest& request, ApiUser& user) const;
    [[nodiscard]] HttpResponse dispatch(ApiCall& call) const;
    [[nodiscard]] HttpResponse answerResource(const ApiCall& call) const;
    [[nodiscard]] std::optional<ApiStatus> authorize(const ApiUser& user, const AccessQuestion& question) const;

    const ApiContext m_context;
    std::map<std::string, Identity, std::less<>> m_byToken;
};

} // namespace Strato::Estate
