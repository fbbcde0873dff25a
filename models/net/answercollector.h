// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/net/httptypes.h"

#include <string_view>

namespace Strato {

/// An answer that is kept whole as it comes. One thread.
class AnswerCollector final {
public:
    void head(const HttpHead& head) { m_response.head = head; }
    /// Room for what the head announces, as far as an announcement is believed.
    void reserve();
    void append(std::string_view bytes) { m_response.body.append(bytes.data(), static_cast<qsizetype>(bytes.size())); }
    void dropBody() { m_response.body = {}; }
    /// What came, taken out.
    [[nodiscard]] HttpResponse whole(const HttpDone& done);

private:
    HttpResponse m_response;
};

} // namespace Strato
