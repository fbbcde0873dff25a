// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/kube/printers.h"

#include <nlohmann/json_fwd.hpp>

#include <string>

/// What the printers share: reading JSON that may lack anything. For printers*.cpp only.
namespace Strato::Estate::Print {

using nlohmann::json;

[[nodiscard]] std::string name(const json& object);

[[nodiscard]] Cell nameCell(const json& object);

[[nodiscard]] Cell age(const json& object);

/// The value at a JSON pointer ("/status/conditions"), null when absent.
[[nodiscard]] const json& at(const json& object, const char* pointer);

[[nodiscard]] std::int64_t number(const json& object, const char* pointer, std::int64_t absent = 0);

[[nodiscard]] std::string text(const json& object, const char* pointer);

[[nodiscard]] Cell textOr(const std::string& value, const char* otherwise);

/// "a,b" of the field @p key of each item, or of each item itself when @p key is empty.
[[nodiscard]] std::string joined(const json& list, const char* key, const char* separator = ",");

/// "a=b,c=d".
[[nodiscard]] std::string pairs(const json& map);

/// A LabelSelector as kubectl prints it.
[[nodiscard]] std::string selector(const json& labelSelector);

[[nodiscard]] PrinterColumn column(const char* title, const char* type = "string", int priority = 0);

} // namespace Strato::Estate::Print
