// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/decode/watchframesplitter.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Strato {

namespace {

constexpr std::size_t headerBytes = 4;

bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

std::size_t lengthOf(std::string_view header)
{
    std::size_t length = 0;
    for (const char c : header.substr(0, headerBytes))
        length = (length << 8U) | static_cast<unsigned char>(c);
    return length;
}

Error tooLarge(std::size_t limit)
{
    return { ErrorCode::TooLarge, u"watch frame of more than %1 bytes"_s.arg(limit) };
}

} // namespace

WatchFrameSplitter::WatchFrameSplitter(WireFormat format, DecodeLimits limits)
    : m_format(format)
    , m_limits(limits)
{
}

Result<void> WatchFrameSplitter::feed(std::string_view chunk, std::vector<std::string>& frames)
{
    if (m_broken)
        return tl::unexpected(*m_broken);
    Result<void> done = m_format == WireFormat::Json ? feedJson(chunk, frames) : feedProtobuf(chunk, frames);
    if (!done) {
        m_broken = done.error();
        m_pending = {};
    }
    return done;
}

/// Follows strings and brackets only: whether the rest is JSON is for the decoder to say.
bool WatchFrameSplitter::stepJson(char c)
{
    if (m_inString) {
        if (m_escaped)
            m_escaped = false;
        else if (c == '\\')
            m_escaped = true;
        else if (c == '"')
            m_inString = false;
        return false;
    }
    switch (c) {
    case '"': m_inString = true; return false;
    case '{':
    case '[': m_open.push_back(c); return false;
    case '}':
    case ']': m_open.pop_back(); return m_open.empty();
    default: return false;
    }
}

Result<void> WatchFrameSplitter::feedJson(std::string_view chunk, std::vector<std::string>& frames)
{
    std::size_t begin = 0; // of what is not yet in m_pending
    for (std::size_t i = 0; i < chunk.size(); ++i) {
        const char c = chunk[i];
        if (m_open.empty()) {
            if (isSpace(c)) {
                begin = i + 1;
                continue;
            }
            if (c != '{')
                return fail(ErrorCode::Malformed, u"watch stream: expected a JSON object"_s);
            begin = i;
        }
        const bool complete = stepJson(c);
        if (static_cast<int>(m_open.size()) > m_limits.maxDepth)
            return fail(ErrorCode::TooLarge, u"watch frame nested deeper than %1"_s.arg(m_limits.maxDepth));
        if (!complete)
            continue;
        if (m_pending.size() + (i + 1 - begin) > m_limits.maxFrameBytes)
            return tl::unexpected(tooLarge(m_limits.maxFrameBytes));
        m_pending.append(chunk.substr(begin, i + 1 - begin));
        frames.push_back(std::move(m_pending));
        m_pending = {};
        begin = i + 1;
    }
    if (!m_open.empty())
        m_pending.append(chunk.substr(begin));
    if (m_pending.size() > m_limits.maxFrameBytes)
        return tl::unexpected(tooLarge(m_limits.maxFrameBytes));
    return {};
}

Result<void> WatchFrameSplitter::feedProtobuf(std::string_view chunk, std::vector<std::string>& frames)
{
    while (!chunk.empty()) {
        if (m_pending.size() < headerBytes) {
            const std::size_t taken = std::min(headerBytes - m_pending.size(), chunk.size());
            m_pending.append(chunk.substr(0, taken));
            chunk.remove_prefix(taken);
            if (m_pending.size() < headerBytes)
                return {};
        }
        const std::size_t length = lengthOf(m_pending);
        if (length > m_limits.maxFrameBytes)
            return tl::unexpected(tooLarge(m_limits.maxFrameBytes));
        const std::size_t taken = std::min(headerBytes + length - m_pending.size(), chunk.size());
        m_pending.append(chunk.substr(0, taken));
        chunk.remove_prefix(taken);
        if (m_pending.size() < headerBytes + length)
            return {};
        frames.push_back(m_pending.substr(headerBytes));
        m_pending.clear();
    }
    return {};
}

} // namespace Strato
