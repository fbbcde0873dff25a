// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/executor.h"
#include "models/kube/decode/kubedecoder.h"
#include "models/kube/decode/listcutter.h"
#include "models/kube/sync/watchpipe.h"
#include "models/net/httptransport.h"

#include <mutex>

namespace Strato {

/// What a request for one page of a LIST brought.
struct ListPage {
    HttpResponse response; ///< its body is empty when the records were decoded on the way
    std::optional<Result<DecodedList>> decoded; ///< of an answer in protobuf; others are decoded by whoever asked
};

/// The way of one page of a LIST: in protobuf, records are decoded on a lane while later bytes still come, so that a
/// list of 20,000 pods is ready soon after its last byte; JSON, Tables and refusals are collected. The I/O thread never
/// waits. Undecoded bytes are bounded by the request's own maxBodyBytes.
class ListPipe final : public HttpSink, public std::enable_shared_from_this<ListPipe> {
public:
    using Reply = std::function<void(Result<ListPage>)>;

    /// @p reply is called on @p data, once; @p waiting there too, before it. @p decoder is used on @p lane only.
    ListPipe(Executor& data, DecodeLane lane, std::shared_ptr<KubeDecoder> decoder, Reply reply, HttpWaiting waiting);

    void waiting(const HttpWait& wait) override;
    void head(const HttpHead& head) override;
    void data(std::string_view chunk) override;
    void finished(Result<HttpDone> result) override;

private:
    using Blocks = std::vector<std::string>;
    void decodePending();
    void decode(std::string_view bytes);
    [[nodiscard]] std::string takeSpare(); // with the lock held
    void giveBack(Blocks blocks); // with the lock held
    void deliver(Result<HttpDone> end);

    Executor& m_data;
    const DecodeLane m_lane;
    const std::shared_ptr<KubeDecoder> m_decoder; // lane only
    const Reply m_reply; // data thread only
    const HttpWaiting m_waiting; // data thread only
    ListCutter m_cutter; // lane only
    DecodedList m_list; // lane only
    std::optional<Error> m_broken; // lane only: undecodable, nothing after it is read

    bool m_streams = false; // I/O thread only: decoded on the way
    HttpResponse m_response; // I/O thread, then, after finished(), the lane
    std::mutex m_mutex; // guards all below
    Blocks m_raw; // not decoded yet, in blocks, so that none has to move while it grows
    Blocks m_spare; // decoded: their room is used again
    std::size_t m_rawBytes = 0; // in m_raw
    bool m_decoding = false; // a job is on the lane
    std::optional<Result<HttpDone>> m_end;
};

} // namespace Strato
