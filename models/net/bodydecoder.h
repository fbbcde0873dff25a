// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/result.h"

#include <QByteArrayView>

#include <functional>
#include <memory>
#include <string_view>

namespace Strato {

/// Undoes Content-Encoding as bytes arrive: identity and gzip, the latter also of several members in a row (RFC 1952
/// 2.2; libcurl's own decoder fails after the first). Gives out at most 64 KB a piece, so that a bomb can be stopped.
/// One thread.
class BodyDecoder final {
public:
    /// Takes a piece; an Error stops the decoding and is handed on.
    using Output = std::function<Result<void>(std::string_view)>;

    /// Identity.
    BodyDecoder();
    ~BodyDecoder();
    BodyDecoder(BodyDecoder&&) noexcept;
    BodyDecoder& operator=(BodyDecoder&&) noexcept;

    /// @p contentEncoding is the header's value, "" for none. Unsupported for anything but identity, gzip and x-gzip.
    [[nodiscard]] static Result<BodyDecoder> create(QByteArrayView contentEncoding);

    /// Malformed for what is not gzip.
    [[nodiscard]] Result<void> feed(std::string_view bytes, const Output& output);
    /// Malformed if a member is cut short.
    [[nodiscard]] Result<void> finish() const;

private:
    struct Inflater;
    Result<void> inflateSome(std::string_view& bytes, const Output& output);

    std::unique_ptr<Inflater> m_inflater; // null: identity
};

} // namespace Strato
