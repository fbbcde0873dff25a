// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/http/httptypes.h"

#include <zlib.h>

namespace Strato::Estate {

/// True when the request's Accept-Encoding takes gzip (with a weight above 0).
[[nodiscard]] bool acceptsGzip(const HttpRequest& request);

/// Compresses another source while it is sent, as one gzip member at level 1 (what kube-apiserver uses).
class GzipSource final : public BodySource {
public:
    explicit GzipSource(std::shared_ptr<BodySource> inner);
    ~GzipSource() override;
    GzipSource(const GzipSource&) = delete;
    GzipSource& operator=(const GzipSource&) = delete;
    State read(std::string& out, std::size_t limit) override;
    void setWake(std::function<void()> wake) override;

private:
    void deflateInto(std::string& out, int flush);

    std::shared_ptr<BodySource> m_inner;
    z_stream m_zlib {};
    std::string m_plain;
    bool m_finished = false;
};

/// Whole text as one gzip member.
[[nodiscard]] std::string gzipped(std::string_view plain);
/// Says that the answer is compressed.
void addGzipHeaders(HttpResponse& response);
/// Compresses the answer when the request takes it and a whole body is larger than @p minBytes. Adds the headers.
void compressIfAccepted(const HttpRequest& request, HttpResponse& response, std::size_t minBytes);

} // namespace Strato::Estate
