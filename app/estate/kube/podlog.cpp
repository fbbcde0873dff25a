// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/kube/podlog.h"

#include "app/estate/kube/apicall.h"
#include "app/estate/kube/objectencoder.h"
#include "app/estate/kube/texts.h"
#include "models/base/clock.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>

namespace Strato::Estate {

using nlohmann::json;

LogSource::~LogSource() = default;

UsageSource::~UsageSource() = default;

namespace {

constexpr std::size_t LinesAtOnce = 512;

} // namespace

LogStream::LogStream(const LogSource& source, LogOptions options)
    : m_source(source)
    , m_options(std::move(options))
{
}

LogStream::~LogStream() = default;

void LogStream::setWake(std::function<void()> wake)
{
    const std::scoped_lock lock(m_mutex);
    m_wake = std::move(wake);
}

void LogStream::wake()
{
    const std::scoped_lock lock(m_mutex);
    if (m_wake)
        m_wake();
}

void LogStream::begin()
{
    m_begun = true;
    if (m_options.follow && !m_options.tailLines)
        return;
    const auto all = m_source.logLines(m_options.address, 0, std::numeric_limits<std::size_t>::max());
    const std::uint64_t newest = all && !all->empty() ? all->back().sequence : 0;
    if (!m_options.follow)
        m_last = newest; // what is printed while this is read is not waited for
    if (!m_options.tailLines || newest == 0)
        return;
    const std::size_t keep = std::min(*m_options.tailLines, all->size());
    m_after = keep == all->size() ? 0 : (*all)[all->size() - keep - 1].sequence;
}

void LogStream::appendLine(const LogLine& line, std::string& out)
{
    if (m_options.sinceNs && line.at.ns < *m_options.sinceNs)
        return;
    std::string text = m_options.timestamps ? formatTimeNanos(line.at.ns) + " " : std::string();
    text += line.text + "\n";
    if (m_options.limitBytes && m_sent + text.size() >= *m_options.limitBytes) {
        text.resize(*m_options.limitBytes - m_sent);
        m_finished = true;
    }
    m_sent += text.size();
    out += text;
}

BodySource::State LogStream::read(std::string& out, std::size_t limit)
{
    if (!m_begun)
        begin();
    while (!m_finished && out.size() < limit) {
        if (m_after >= m_last) {
            m_finished = true;
            break;
        }
        const auto lines = m_source.logLines(m_options.address, m_after, LinesAtOnce);
        if (!lines) {
            m_finished = true; // the container is gone
            break;
        }
        if (lines->empty()) {
            m_finished = !m_options.follow;
            break;
        }
        for (const LogLine& line : *lines) {
            if (m_finished || m_after >= m_last || out.size() >= limit)
                break;
            m_after = line.sequence;
            appendLine(line, out);
        }
    }
    if (m_finished)
        return State::End;
    return out.empty() ? State::Wait : State::Data;
}

void LogStreams::add(const std::shared_ptr<LogStream>& stream)
{
    const std::scoped_lock lock(m_mutex);
    std::erase_if(m_streams, [](const auto& weak) { return weak.expired(); });
    m_streams.push_back(stream);
}

void LogStreams::wakeAll()
{
    std::vector<std::weak_ptr<LogStream>> all;
    {
        const std::scoped_lock lock(m_mutex);
        all = m_streams;
    }
    for (const auto& weak : all) {
        if (const auto stream = weak.lock())
            stream->wake();
    }
}

namespace {

/// The containers of a pod that can have a log, by name.
std::vector<std::string> containersOf(const json& pod)
{
    std::vector<std::string> out;
    for (const char* list : { "containers", "initContainers", "ephemeralContainers" }) {
        const json::json_pointer at(std::string("/spec/") + list);
        if (!pod.contains(at) || !pod.at(at).is_array())
            continue;
        for (const json& container : pod.at(at))
            out.push_back(valueAt(container, "name"));
    }
    return out;
}

std::string joined(const std::vector<std::string>& names)
{
    std::string out;
    for (const std::string& name : names)
        out += (out.empty() ? "" : " ") + name;
    return out;
}

const json* statusOf(const json& pod, const std::string& container)
{
    for (const char* list : { "containerStatuses", "initContainerStatuses" }) {
        const json::json_pointer at(std::string("/status/") + list);
        if (!pod.contains(at) || !pod.at(at).is_array())
            continue;
        for (const json& status : pod.at(at)) {
            if (valueAt(status, "name") == container)
                return &status;
        }
    }
    return nullptr;
}

/// Why kubelet would have no log of it; nullopt: it has one.
std::optional<ApiStatus> refusal(const json& pod, const LogAddress& address)
{
    const json* status = statusOf(pod, address.container);
    const std::string quoted = "\"" + address.container + "\" in pod \"" + address.pod + "\"";
    if (address.previous) {
        const bool restarted = status != nullptr && status->contains("lastState") && !(*status)["lastState"].empty();
        if (!restarted)
            return badRequestStatus("previous terminated container " + quoted + " not found");
        return std::nullopt;
    }
    const std::string waiting = status != nullptr ? valueAt(*status, "state.waiting.reason") : std::string();
    const bool ran = status != nullptr && status->contains("lastState") && !(*status)["lastState"].empty();
    if (!waiting.empty() && !ran)
        return badRequestStatus("container " + quoted + " is waiting to start: " + waiting);
    return std::nullopt;
}

tl::expected<LogOptions, ApiStatus> optionsOf(const ApiContext& context, const ApiCall& call)
{
    const HttpRequest& http = call.http;
    LogOptions out;
    out.follow = flag(http, "follow");
    out.timestamps = flag(http, "timestamps");
    if (http.hasParameter("sinceSeconds") && http.hasParameter("sinceTime"))
        return tl::unexpected(badRequestStatus("at most one of `sinceTime` or `sinceSeconds` may be specified"));
    for (const char* key : { "sinceSeconds", "tailLines", "limitBytes" }) {
        if (http.hasParameter(key) && !unsignedNumber(http.parameter(key)))
            return tl::unexpected(badRequestStatus(std::string(key) + ": must be a number of at least 0"));
    }
    if (const auto seconds = unsignedNumber(http.parameter("sinceSeconds")))
        out.sinceNs = context.clock.now().ns - static_cast<std::int64_t>(*seconds) * 1'000'000'000;
    if (http.hasParameter("sinceTime")) {
        out.sinceNs = parseTime(http.parameter("sinceTime"));
        if (!out.sinceNs)
            return tl::unexpected(badRequestStatus("sinceTime: not an RFC 3339 time"));
    }
    if (const auto lines = unsignedNumber(http.parameter("tailLines")))
        out.tailLines = *lines;
    if (const auto bytes = unsignedNumber(http.parameter("limitBytes")))
        out.limitBytes = *bytes;
    out.address.cluster = context.cluster;
    out.address.podNamespace = call.path.nameSpace;
    out.address.pod = call.path.name;
    out.address.container = http.parameter("container");
    out.address.previous = flag(http, "previous");
    return out;
}

std::optional<ApiStatus> chooseContainer(const json& pod, LogAddress& address)
{
    const std::vector<std::string> names = containersOf(pod);
    if (!address.container.empty()) {
        if (std::ranges::find(names, address.container) == names.end())
            return badRequestStatus("container " + address.container + " is not valid for pod " + address.pod);
        return std::nullopt;
    }
    if (names.size() != 1)
        return badRequestStatus(
            "a container name must be specified for pod " + address.pod + ", choose one of: [" + joined(names) + "]");
    address.container = names.front();
    return std::nullopt;
}

} // namespace

HttpResponse answerPodLog(const ApiContext& context, const ApiCall& call)
{
    const StoredObjectPtr stored = context.store.find(*call.resource, call.path.nameSpace, call.path.name);
    if (!stored)
        return statusResponse(call.http, notFoundStatus({}, "pods", call.path.name));
    if (context.logs == nullptr)
        return statusResponse(call.http, pathNotFoundStatus());
    auto options = optionsOf(context, call);
    if (!options)
        return statusResponse(call.http, options.error());
    const json pod = json::parse(stored->json, nullptr, false);
    if (const auto refused = chooseContainer(pod, options->address))
        return statusResponse(call.http, *refused);
    if (const auto refused = refusal(pod, options->address))
        return statusResponse(call.http, *refused);
    HttpResponse response;
    response.headers.emplace_back("content-type", "text/plain");
    auto stream = std::make_shared<LogStream>(*context.logs, std::move(*options));
    context.logStreams.add(stream);
    response.stream = std::move(stream);
    return response;
}

} // namespace Strato::Estate
