// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/sync/caught.h"

#include "models/base/plaintext.h"

#include <exception>

using namespace Qt::StringLiterals;

namespace Strato {

std::optional<Error> caught(const Task& work)
{
    try {
        work();
        return std::nullopt;
    } catch (const std::exception& thrown) {
        return Error { ErrorCode::Internal, u"thrown: "_s + cleanUtf8(thrown.what(), 256) };
    } catch (...) {
        return Error { ErrorCode::Internal, u"thrown: something that is no exception"_s };
    }
}

} // namespace Strato
