// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/result.h"
#include "models/kube/decode/wireformat.h"
#include "models/kube/decode/wiretree.h"

#include <simdjson.h>

#include <exception>
#include <string>
#include <string_view>

namespace Strato {

/// Holds the buffers that simdjson needs, so that frames after the first cost no allocation. One thread.
class JsonBuffer final {
public:
    explicit JsonBuffer(DecodeLimits limits = {})
        : m_limits(limits)
    {
    }
    /// Copies @p bytes (simdjson reads past the end) and begins to read them. The document lives until the next call.
    /// Errors: TooLarge (nested deeper than the limit), Malformed.
    [[nodiscard]] Result<simdjson::ondemand::document*> open(std::string_view bytes);

private:
    const DecodeLimits m_limits;
    std::string m_bytes;
    simdjson::ondemand::parser m_parser;
    simdjson::ondemand::document m_document;
};

/// Reads the fields that @p message names under @p parent. Unknown fields are skipped, null is a missing field.
/// Throws simdjson::simdjson_error, or JsonWrongType: call inside jsonGuarded(). Texts live as long as the document.
void readJson(WireTree& tree, std::int32_t parent, const WireMessage& message, simdjson::ondemand::object object);

/// True where brackets nest deeper than @p maxDepth. Looks at bytes only.
[[nodiscard]] bool jsonDeeperThan(std::string_view bytes, int maxDepth);

/// A known field in another shape.
struct JsonWrongType final : std::exception {
    explicit JsonWrongType(std::string_view field)
        : name(field)
    {
    }
    const char* what() const noexcept override { return "wrong type"; }
    std::string name;
};

/// True where @p result is there, as what is asked for; it is put into @p into. Missing or of another type is false;
/// what is not JSON is thrown, for simdjson's iterator is dead after it. Call inside jsonGuarded().
template <class T> [[nodiscard]] bool isThere(simdjson::simdjson_result<T> result, T& into)
{
    const simdjson::error_code error = std::move(result).get(into);
    if (error != simdjson::SUCCESS && error != simdjson::NO_SUCH_FIELD && error != simdjson::INCORRECT_TYPE)
        throw simdjson::simdjson_error(error);
    return error == simdjson::SUCCESS;
}

/// Malformed, with what simdjson or a reader of ours threw; Internal where memory was lacking. Not by throwing it once
/// more: the address sanitizer loses a stack frame each time, and is slower by a hundred times when it has none left.
[[nodiscard]] Error jsonFailure(const std::exception& error);

template <class Body> auto jsonGuarded(Body body) -> decltype(body())
{
    try {
        return body();
    } catch (const std::exception& error) {
        return tl::unexpected(jsonFailure(error));
    }
}

} // namespace Strato
