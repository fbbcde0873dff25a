// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/net/httptransport.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>

namespace Strato {

/// Nothing for an answer of 2xx that says it is JSON; its error otherwise. Does not read the body of a good one.
[[nodiscard]] Result<void> acceptedReply(const Result<HttpResponse>& reply);

/// The JSON body of an answer that must be 2xx. Errors: as the server's Status says, UnexpectedContent, Malformed.
/// Pure.
[[nodiscard]] Result<nlohmann::json> jsonReply(const Result<HttpResponse>& reply);

/// The error of an answer of 300 and more: its Status where it is one.
[[nodiscard]] Error replyError(const HttpResponse& response);

/// Member @p name of @p object, or null JSON where it is missing or @p object is no object.
[[nodiscard]] const nlohmann::json& member(const nlohmann::json& object, std::string_view name);
/// A member that is a text; "" otherwise.
[[nodiscard]] std::string textMember(const nlohmann::json& object, std::string_view name);
/// The texts of a member that is a list of texts.
[[nodiscard]] std::vector<std::string> textsMember(const nlohmann::json& object, std::string_view name);

/// A GET for JSON.
[[nodiscard]] HttpRequest jsonGet(QString pathAndQuery, std::string_view accept = "application/json");

} // namespace Strato
