// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/executor.h"
#include "models/kube/decode/kubedecoder.h"
#include "models/kube/decode/watchframesplitter.h"
#include "models/net/httptransport.h"

#include <mutex>

namespace Strato {

/// Runs tasks one after another somewhere: a Strand of the worker pool, or in place in tests.
using DecodeLane = std::function<void(Task)>;

/// What a watch stream brought since the last time, in order: head, events, then an end.
struct WatchNews {
    std::optional<HttpHead> head;
    std::vector<WatchEvent> events;
    std::string lastVersion; ///< of the last complete event or bookmark; empty: none came
    std::uint64_t received = 0; ///< events that came, coalesced ones included
    std::uint64_t coalesced = 0;
    std::optional<Instant> lastAlive; ///< of the connection: a byte came, or a liveness probe was answered
    std::optional<Error> broken; ///< undecodable: nothing after it was read (K15), or over the bound (K35)
    std::optional<KubeStatus> refusal; ///< with a head of 300 and more
    std::optional<Result<HttpDone>> end;
};

/// The way of one watch stream: bytes (I/O thread) are cut and decoded in order on a lane and handed to the data thread
/// in batches. The I/O thread never waits. At most 16 MB of undecoded bytes are held: beyond, the stream is broken and
/// watched anew. Decoded events that the data thread has not taken are merged by uid beyond a bound, and counted; where
/// even so they come to twice the bound, because so many objects came and went, the stream is broken too (K35).
class WatchPipe final : public HttpSink, public std::enable_shared_from_this<WatchPipe> {
public:
    using Listener = std::function<void(WatchNews)>;
    struct Limits {
        std::size_t rawBytes = std::size_t { 16 } * 1024 * 1024;
        std::size_t decodedBytes = std::size_t { 16 } * 1024 * 1024; ///< wire bytes of events not yet taken
    };

    /// @p listener is called on @p data. @p decoder is used on @p lane only.
    WatchPipe(Executor& data, DecodeLane lane, std::shared_ptr<KubeDecoder> decoder, Limits limits, Listener listener);

    void head(const HttpHead& head) override;
    void data(std::string_view chunk) override;
    void alive(Instant at) override;
    void finished(Result<HttpDone> result) override;

    /// Nothing that came has yet to be decoded or handed on. Any thread.
    [[nodiscard]] bool isDrained() const;

private:
    void decodePending();
    void decodeChunk(std::string_view chunk);
    // The functions below are called with m_mutex held.
    void closeNews();
    void addEvent(WatchEvent event, std::size_t bytes);
    void beginMerging();
    void scheduleNews();
    void breakStream(Error error);
    // Not held.
    void handNews();

    Executor& m_data;
    const DecodeLane m_lane;
    const std::shared_ptr<KubeDecoder> m_decoder; // lane only
    const Limits m_limits;
    const Listener m_listener; // data thread only
    std::optional<WatchFrameSplitter> m_splitter; // lane only, made when the format is known
    WireFormat m_format = WireFormat::Json; // lane only after the head
    QByteArray m_refusalBody; // lane only

    mutable std::mutex m_mutex; // guards all below
    std::string m_raw;
    bool m_decoding = false;
    bool m_refused = false;
    bool m_broken = false;
    std::optional<HttpHead> m_head;
    std::optional<Result<HttpDone>> m_end;
    WatchNews m_news;
    bool m_newsScheduled = false;
    std::vector<std::size_t> m_eventBytes; // of m_news.events, each
    std::size_t m_newsBytes = 0; // their sum
    std::unordered_map<IString, std::size_t> m_newest; // uid -> index into m_news.events, once merging began
    bool m_merging = false;
};

} // namespace Strato
