// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <zlib.h>

#include <string>
#include <string_view>

namespace Strato::Test {

/// One gzip member, by the library that nearly all servers compress with. Link ZLIB::ZLIB.
inline std::string gzip(std::string_view plain, int level = Z_BEST_SPEED)
{
    constexpr std::size_t wrapper = 18;
    std::string out(deflateBound(nullptr, static_cast<uLong>(plain.size())) + wrapper, '\0'); // before what would leak
    z_stream stream {};
    deflateInit2(&stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));
    stream.avail_in = static_cast<uInt>(plain.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

} // namespace Strato::Test
