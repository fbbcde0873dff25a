// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/net/httptransport.h"

#include "models/base/executor.h"
#include "models/net/answercollector.h"

namespace Strato {

using namespace Qt::StringLiterals;

HttpAuthorizer::~HttpAuthorizer() = default;
std::shared_ptr<const ClientCertificate> HttpAuthorizer::clientCertificate() const
{
    return nullptr;
}
HttpSink::~HttpSink() = default;
void HttpSink::waiting(const HttpWait& /*wait*/) { }
void HttpSink::alive(Instant /*at*/) { }
HttpTransport::~HttpTransport() = default;

namespace {

class CollectingSink final : public HttpSink {
public:
    CollectingSink(Executor& deliverOn, HttpReply reply, HttpWaiting waiting)
        : m_deliverOn(deliverOn)
        , m_reply(std::move(reply))
        , m_waiting(std::move(waiting))
    {
    }

    void waiting(const HttpWait& wait) override
    {
        if (m_waiting)
            m_deliverOn.post([waiting = m_waiting, wait] { waiting(wait); });
    }

    void head(const HttpHead& head) override
    {
        m_answer.head(head);
        m_answer.reserve();
    }

    void data(std::string_view chunk) override { m_answer.append(chunk); }

    void finished(Result<HttpDone> result) override
    {
        Result<HttpResponse> answer = result.map([this](const HttpDone& done) { return m_answer.whole(done); });
        m_deliverOn.post(
            [reply = std::move(m_reply), answer = std::move(answer)]() mutable { reply(std::move(answer)); });
    }

private:
    Executor& m_deliverOn;
    HttpReply m_reply;
    const HttpWaiting m_waiting;
    AnswerCollector m_answer;
};

} // namespace

RequestId collect(HttpTransport& transport, EndpointId endpoint, HttpRequest request, Executor& deliverOn,
    HttpReply reply, HttpWaiting waiting)
{
    request.stream = StreamKind::None; // the only kind that has an end and a bound
    auto sink = std::make_shared<CollectingSink>(deliverOn, std::move(reply), std::move(waiting));
    return transport.start(endpoint, std::move(request), std::move(sink));
}

} // namespace Strato
