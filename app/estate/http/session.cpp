// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/http/session.h"

namespace Strato::Estate {

Session::Session(std::shared_ptr<ServiceContext> context, std::shared_ptr<Transport> transport)
    : m_context(std::move(context))
    , m_transport(std::move(transport))
{
    m_context->open.fetch_add(1);
}

Session::~Session()
{
    m_context->open.fetch_sub(1);
}

HttpResponse Session::answer(HttpRequest& request)
{
    m_context->requests.fetch_add(1);
    if (!m_peerRead) {
        m_transport->readPeer(m_clientName, m_clientOrganizations);
        m_peerRead = true;
    }
    request.clientName = m_clientName;
    request.clientOrganizations = m_clientOrganizations;
    if (!parseTarget(request))
        return HttpResponse::text(400, "text/plain", "malformed request target\n");
    return m_context->handler(request);
}

std::string Session::date() const
{
    return httpDate(m_context->clock.now().ns / 1'000'000'000);
}

} // namespace Strato::Estate
