// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/kube/faultrules.h"

#include "app/estate/kube/apistatus.h"

#include <algorithm>

namespace Strato::Estate {

namespace {

constexpr std::size_t RememberedTargets = 10'000;

/// Another body cut off in the middle.
class CutSource final : public BodySource {
public:
    CutSource(HttpResponse inner, std::size_t bytes)
        : m_inner(std::move(inner))
        , m_left(bytes)
    {
    }
    State read(std::string& out, std::size_t limit) override
    {
        if (m_left == 0)
            return State::Abort;
        std::string part;
        State state = State::End;
        if (m_inner.stream)
            state = m_inner.stream->read(part, limit);
        else if (m_inner.body)
            part = *m_inner.body;
        if (part.size() < m_left) {
            m_left -= part.size();
            out += part;
            return state;
        }
        out.append(part, 0, m_left);
        m_left = 0;
        return State::Data;
    }
    void setWake(std::function<void()> wake) override
    {
        if (m_inner.stream)
            m_inner.stream->setWake(std::move(wake));
    }

private:
    HttpResponse m_inner;
    std::size_t m_left;
};

HttpResponse cut(HttpResponse whole, std::size_t bytes)
{
    HttpResponse out;
    out.status = whole.status;
    out.headers = whole.headers;
    out.stream = std::make_shared<CutSource>(std::move(whole), bytes);
    return out;
}

HttpResponse refuse(const HttpRequest& request, const FaultRule& rule)
{
    ApiStatus status;
    status.code = rule.status;
    status.reason = rule.reason;
    status.message = rule.reason.empty() ? "injected" : rule.reason;
    return statusResponse(request, status);
}

} // namespace

void FaultRules::add(FaultRule rule)
{
    const std::scoped_lock lock(m_mutex);
    m_rules.push_back(std::move(rule));
}

void FaultRules::clear()
{
    const std::scoped_lock lock(m_mutex);
    m_rules.clear();
}

std::uint64_t FaultRules::requestCount(const std::string& text) const
{
    const std::scoped_lock lock(m_mutex);
    return static_cast<std::uint64_t>(std::ranges::count_if(
        m_targets, [&text](const std::string& target) { return target.find(text) != std::string::npos; }));
}

std::optional<FaultRule> FaultRules::take(const HttpRequest& request)
{
    const std::scoped_lock lock(m_mutex);
    if (m_targets.size() < RememberedTargets)
        m_targets.push_back(request.method + " " + request.target);
    else
        m_targets[m_nextTarget++ % RememberedTargets] = request.method + " " + request.target;
    const std::string_view watch = request.parameter("watch");
    for (FaultRule& rule : m_rules) {
        const bool concerns = rule.times != 0 && request.path.starts_with(rule.pathPrefix)
            && (!rule.onlyWatch || watch == "1" || watch == "true");
        if (!concerns)
            continue;
        if (rule.times > 0)
            --rule.times;
        return rule;
    }
    return std::nullopt;
}

HttpResponse FaultRules::answer(const HttpRequest& request, const HttpHandler& inner)
{
    const auto rule = take(request);
    if (!rule)
        return inner(request);
    HttpResponse response;
    if (rule->hangUp)
        response.hangUp = true;
    else if (rule->html)
        response = HttpResponse::text(
            200, "text/html; charset=utf-8", "<!DOCTYPE html><html><body><h1>Sign in</h1></body></html>\n");
    else
        response = rule->status != 0 ? refuse(request, *rule) : inner(request);
    response.headers.insert(response.headers.end(), rule->headers.begin(), rule->headers.end());
    response.delayMs = rule->delayMs;
    return rule->cutAfterBytes < 0 ? std::move(response)
                                   : cut(std::move(response), static_cast<std::size_t>(rule->cutAfterBytes));
}

} // namespace Strato::Estate
