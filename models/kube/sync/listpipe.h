// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/executor.h"
#include "models/kube/decode/kubedecoder.h"
#include "models/kube/decode/listcutter.h"
#include "models/kube/sync/watchpipe.h"
#include "models/net/answercollector.h"
#include "models/net/bodydecoder.h"
#include "models/net/httptransport.h"

#include <deque>
#include <mutex>

namespace Strato {

/// What a request for one page of a LIST brought.
struct ListPage {
    HttpResponse response; ///< its body is empty when the records were decoded on the way
    std::optional<Result<DecodedList>> decoded; ///< of an answer in protobuf; others are decoded by whoever asked
};

/// One who decodes: a lane and the decoder that is used on it alone.
struct ListDecoder {
    using DecodePart = std::function<Result<void>(const std::string& kind, std::string_view fields, DecodedList& into)>;

    DecodeLane lane;
    DecodePart decodePart; ///< as KubeDecoder::listPart()

    [[nodiscard]] static ListDecoder of(DecodeLane lane, std::shared_ptr<KubeDecoder> decoder);
};

/// The way of one page of a LIST, asked for with keepEncoding: in protobuf, bytes are inflated and records decoded
/// while later bytes still come, by as many lanes as there are bytes for, so that a list of 20,000 pods is ready soon
/// after its last byte; JSON, Tables and refusals are collected. What cannot be read is an error at once: whoever asked
/// cancels the request. The I/O thread waits for nothing but a short lock. Bytes that wait are bounded by the request's
/// maxBodyBytes, and what is made of them as well (TooLarge).
class ListPipe final : public HttpSink, public std::enable_shared_from_this<ListPipe> {
public:
    using Reply = std::function<void(Result<ListPage>)>;

    /// @p reply is called on @p data, once. @p decoders: at least one; their records share one schema.
    ListPipe(const HttpRequest& request, Executor& data, std::vector<ListDecoder> decoders, Reply reply);

    void head(const HttpHead& head) override;
    void data(std::string_view chunk) override;
    void finished(Result<HttpDone> result) override;

private:
    /// A job's worth of the list: neighbours in it, in its order.
    struct Piece {
        std::size_t number = 0;
        std::string bytes; // what `cut` looks into; never moved once that is made
        ListCutter::Cut cut;
        std::string kind;
    };

    void collect(std::string_view chunk);
    [[nodiscard]] Result<void> count(std::string_view bytes); // made of what came
    void work(std::size_t worker);
    void startWorker(std::size_t worker);
    void endWork();
    [[nodiscard]] bool takePiece(std::size_t worker, Piece& piece);
    [[nodiscard]] std::optional<std::string> takeBlock(std::size_t worker);
    Result<void> inflate(std::string_view block, std::string& into);
    void decode(const Piece& piece, const ListDecoder& decoder);
    void giveUp(const Error& error); // not with m_mutex held
    void post(Result<ListPage> page);
    [[nodiscard]] std::string takeSpare(); // with m_mutex held
    void giveBack(std::string room);
    [[nodiscard]] Result<DecodedList> joined();
    void deliver(Result<HttpDone> end);

    const std::size_t m_maxBytes; // made of what comes
    Executor& m_data;
    const std::vector<ListDecoder> m_decoders; // the workers
    const Reply m_reply; // data thread only

    // I/O thread, then, once a worker was started, read only; m_answer: after finished(), the last worker.
    bool m_streams = false; // decoded on the way
    bool m_encoded = false;
    std::size_t m_blockBytes = 0;
    AnswerCollector m_answer;

    // What is cut, is cut in order. m_cutting guards all four, but for answers that are only collected: there
    // m_encoding and m_made are the I/O thread's. Taken before m_mutex.
    std::mutex m_cutting;
    BodyDecoder m_encoding;
    std::size_t m_made = 0; // bytes that came out of it
    ListCutter m_cutter;
    std::size_t m_pieces = 0; // cut so far

    std::mutex m_mutex; // guards all below
    std::deque<std::string> m_raw; // as received, in blocks, so that none has to move while it grows
    std::vector<std::string> m_spare; // decoded: their room is used again, while it still lies in the cache
    std::size_t m_rawBytes = 0; // in m_raw
    std::vector<bool> m_busy; // one a worker: a job is on its lane
    std::vector<DecodedList> m_parts; // one a piece, in the list's order
    bool m_told = false; // the reply is on its way: nothing more is read
    std::optional<Result<HttpDone>> m_end;
};

} // namespace Strato
