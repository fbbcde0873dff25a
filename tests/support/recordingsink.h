// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/net/httptransport.h"

#include <condition_variable>
#include <mutex>
#include <string>

namespace Strato::Test {

/// An HttpSink that keeps what it got and lets a test wait for it.
class RecordingSink final : public HttpSink {
public:
    /// @p keepBody false: only counts, for bodies of 100 MB.
    explicit RecordingSink(bool keepBody = true);

    void waiting(const HttpWait& wait) override;
    void head(const HttpHead& head) override;
    void data(std::string_view chunk) override;
    void alive(Instant at) override;
    void finished(Result<HttpDone> result) override;

    /// Each waits 60 s of real time at most, and says whether it came.
    [[nodiscard]] bool waitForHead();
    [[nodiscard]] bool waitForBytes(qint64 bytes);
    [[nodiscard]] bool waitForWait(int count = 1);
    [[nodiscard]] bool waitForEnd();

    [[nodiscard]] HttpHead headValue() const;
    [[nodiscard]] std::string body() const;
    [[nodiscard]] qint64 bytes() const;
    [[nodiscard]] std::vector<HttpWait> waits() const;
    [[nodiscard]] std::optional<Instant> lastAlive() const; ///< as told at the end
    [[nodiscard]] bool ended() const;
    [[nodiscard]] int ends() const; ///< must never be above 1
    [[nodiscard]] bool inOrder() const; ///< head, data, finished; nothing after the end
    [[nodiscard]] Result<HttpDone> result() const; ///< after the end
    [[nodiscard]] ErrorCode code() const; ///< after an end by Error; Internal otherwise
    [[nodiscard]] QString detail() const;

private:
    template <class Predicate> bool waitUntil(Predicate predicate);

    const bool m_keepBody;
    mutable std::mutex m_mutex; // guards all below
    std::condition_variable m_changed;
    std::optional<HttpHead> m_head;
    std::string m_body;
    qint64 m_bytes = 0;
    std::vector<HttpWait> m_waits;
    std::optional<Instant> m_lastAlive;
    std::optional<Result<HttpDone>> m_result;
    int m_ends = 0;
    bool m_inOrder = true;
};

} // namespace Strato::Test
