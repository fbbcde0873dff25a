// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/sync/refusal.h"

#include "models/net/httperrors.h"
#include "models/net/httpheaders.h"

#include <algorithm>

namespace Strato {

KubeStatus refusalOf(const HttpHead& head, const QByteArray& body)
{
    const std::string_view text(body.constData(), static_cast<std::size_t>(body.size()));
    const WireFormat format
        = head.contentType == "application/vnd.kubernetes.protobuf" ? WireFormat::Protobuf : WireFormat::Json;
    KubeStatus status = decodeStatus(text, format).value_or(KubeStatus {});
    if (status.code == 0) {
        status.code = head.status;
        if (const auto error = statusError(head, body))
            status.message = error->detail.toStdString();
    }
    if (const auto wait = askedToWait(head)) {
        const auto seconds = static_cast<int>(std::chrono::ceil<std::chrono::seconds>(*wait).count());
        status.retryAfterSeconds = std::max(seconds, status.retryAfterSeconds.value_or(0));
    }
    return status;
}

} // namespace Strato
