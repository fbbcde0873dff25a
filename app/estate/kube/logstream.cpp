// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/kube/logstream.h"

#include "app/estate/kube/texts.h"

#include <algorithm>

namespace Strato::Estate {

namespace {

constexpr std::size_t LinesAtOnce = 512;
constexpr std::size_t TailAtMost = 100'000;

} // namespace

/// One log being read: pulls lines from its source as the reader takes them.
class LogStream final : public BodySource {
public:
    LogStream(const LogSource& source, LogOptions options)
        : m_source(source)
        , m_options(std::move(options))
    {
        if (m_options.tailLines)
            skipToTail();
    }

    State read(std::string& out, std::size_t limit) override
    {
        if (m_ended)
            return State::End;
        const std::size_t before = out.size();
        while (out.size() - before < limit) {
            const auto lines = m_source.logLines(m_options.address, m_after, LinesAtOnce);
            if (!lines || lines->empty())
                return idle(out.size() > before, lines.has_value());
            for (const LogLine& line : *lines)
                append(line, out);
            if (m_ended)
                return State::End;
        }
        return State::Data;
    }

    void setWake(std::function<void()> wake) override
    {
        const std::scoped_lock lock(m_mutex);
        m_wake = std::move(wake);
    }

    void wake()
    {
        const std::scoped_lock lock(m_mutex);
        if (m_wake)
            m_wake();
    }

private:
    State idle(bool wrote, bool sourceLives)
    {
        if (!m_options.follow || !sourceLives) {
            m_ended = true;
            return State::End;
        }
        return wrote ? State::Data : State::Wait;
    }

    void append(const LogLine& line, std::string& out)
    {
        m_after = line.sequence;
        if (m_options.since && line.at < *m_options.since)
            return;
        std::string full = m_options.timestamps ? formatTimeNanos(line.at.ns) + " " : std::string();
        full += line.text + "\n";
        if (m_options.limitBytes) {
            const auto left = static_cast<std::size_t>(std::max<std::int64_t>(0, *m_options.limitBytes - m_sent));
            full = full.substr(0, left);
        }
        m_sent += static_cast<std::int64_t>(full.size());
        out += full;
        m_ended = m_options.limitBytes && m_sent >= *m_options.limitBytes;
    }

    void skipToTail()
    {
        std::vector<std::uint64_t> sequences;
        std::uint64_t after = 0;
        while (sequences.size() < TailAtMost) {
            const auto lines = m_source.logLines(m_options.address, after, LinesAtOnce);
            if (!lines || lines->empty())
                break;
            for (const LogLine& line : *lines)
                sequences.push_back(after = line.sequence);
        }
        const auto wanted = static_cast<std::size_t>(std::max<std::int64_t>(0, *m_options.tailLines));
        if (sequences.size() > wanted)
            m_after = sequences[sequences.size() - wanted - 1];
    }

    const LogSource& m_source;
    const LogOptions m_options;
    std::uint64_t m_after = 0;
    std::int64_t m_sent = 0;
    bool m_ended = false;
    std::mutex m_mutex; // guards m_wake
    std::function<void()> m_wake;
};

std::shared_ptr<BodySource> LogStreams::open(const LogSource& source, LogOptions options)
{
    const bool follow = options.follow;
    auto stream = std::make_shared<LogStream>(source, std::move(options));
    if (follow) {
        const std::scoped_lock lock(m_mutex);
        std::erase_if(m_following, [](const auto& weak) { return weak.expired(); });
        m_following.push_back(stream);
    }
    return stream;
}

void LogStreams::tick()
{
    std::vector<std::shared_ptr<LogStream>> live;
    {
        const std::scoped_lock lock(m_mutex);
        for (const auto& weak : m_following) {
            if (auto stream = weak.lock())
                live.push_back(std::move(stream));
        }
    }
    for (const auto& stream : live)
        stream->wake();
}

} // namespace Strato::Estate
