// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/net/bodydecoder.h"
#include "models/net/curlsetup.h"
#include "models/net/headparser.h"

#include <array>

namespace Strato {

class CurlLane;
class CurlMulti;

/// What one transfer tells its owner. The first four come from inside libcurl: they must not destroy anything.
class TransferListener {
public:
    virtual ~TransferListener();
    virtual void transferSent() = 0; ///< a connection is ready, the request goes out now
    [[nodiscard]] virtual bool transferHead(const HttpHead& head) = 0; ///< false: the body is of no interest
    [[nodiscard]] virtual Result<void> transferData(std::string_view decoded) = 0;
    virtual void transferBytes(qint64 onWire) = 0; ///< any byte of the answer, headers included
    /// Before transferDone(), outside libcurl: the last sign of life of the connection that it used.
    virtual void transferAlive(Instant at) = 0;
    virtual void transferDone(Result<void> result) = 0; ///< exactly once, last; may destroy the transfer
};

/// One request on the wire, once. I/O thread only. Destroying it takes it off the wire without a word.
class CurlTransfer final {
public:
    struct Start {
        const HttpRequest& request; ///< outlives the transfer
        const std::vector<HttpHeader>& credentials;
        bool freshConnection = false;
        bool watched = true; ///< false for the liveness watch's own probes
    };

    CurlTransfer(CurlLane& lane, TransferListener& listener);
    ~CurlTransfer();
    CurlTransfer(const CurlTransfer&) = delete;
    CurlTransfer& operator=(const CurlTransfer&) = delete;

    [[nodiscard]] Result<void> start(const Start& start);
    void pause(bool paused); ///< true: also from inside libcurl; takes hold at the next piece of the body
    void abort(Error error); ///< ends it: transferDone(error). Not from inside libcurl
    void complete(CURLcode code); ///< by the lane
    [[nodiscard]] std::uint64_t id() const { return m_id; }

private:
    static int prereqCallback(void* self, char* remoteIp, char* localIp, int remotePort, int localPort);
    static std::size_t headerCallback(char* data, std::size_t size, std::size_t count, void* self);
    static std::size_t bodyCallback(char* data, std::size_t size, std::size_t count, void* self);
    void installCallbacks();
    [[nodiscard]] bool header(std::string_view line);
    [[nodiscard]] bool headComplete();
    [[nodiscard]] bool body(std::string_view bytes);
    void endWatch();
    void takeOff();

    CurlLane& m_lane;
    TransferListener& m_listener;
    CurlMulti* m_multi = nullptr; // the lane's pool we are on, once started
    const std::uint64_t m_id;
    EasyLists m_lists; // before m_easy: outlives it
    CurlEasy m_easy;
    HeadParser m_head;
    BodyDecoder m_decoder;
    std::optional<Error> m_stop; // why we told libcurl to stop, if we did
    std::array<char, CURL_ERROR_SIZE> m_errorText {};
    qint64 m_swallowedBytes = 0;
    int m_sends = 0;
    bool m_onWire = false;
    bool m_watched = true;
    bool m_isWrite = false;
    bool m_keepEncoding = false;
    bool m_paused = false;
    bool m_swallow = false;
    bool m_swallowedEnough = false;
};

} // namespace Strato
