// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/net/answercollector.h"

#include "models/net/httpheaders.h"

#include <algorithm>

namespace Strato {

namespace {

// What a Content-Length may make us reserve before a byte has come.
constexpr qsizetype maxReserveBytes = qsizetype { 32 } * 1024 * 1024;

} // namespace

void AnswerCollector::reserve()
{
    const QByteArray announced = headerValue(m_response.head.headers, "Content-Length").value_or(QByteArray());
    m_response.body.reserve(std::clamp<qsizetype>(announced.toLongLong(), 0, maxReserveBytes));
}

HttpResponse AnswerCollector::whole(const HttpDone& done)
{
    m_response.done = done;
    return std::move(m_response);
}

} // namespace Strato
