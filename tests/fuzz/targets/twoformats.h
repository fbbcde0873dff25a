// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/kube/decode/wirefield.h"
#include "tests/fuzz/driver/fuzzinput.h"

#include <string>

namespace Strato::Fuzz {

/// One object, written in both formats at once: its shape follows the tables of fields, its values and how often they
/// stand there follow from an input. What Kubernetes' own encoder would write of it, in the fields that we read.
class TwoFormats final {
public:
    explicit TwoFormats(FuzzInput& input)
        : m_input(input)
    {
    }
    /// Writes an object of @p message, of the kind @p kind.
    void write(const WireMessage& message, const std::string& apiVersion, const std::string& kind);

    [[nodiscard]] const std::string& json() const { return m_json; }
    [[nodiscard]] const std::string& protobuf() const { return m_protobuf; } ///< in its envelope

private:
    struct Both {
        std::string json;
        std::string protobuf;
    };
    [[nodiscard]] Both message(const WireMessage& message, int depth);
    [[nodiscard]] Both field(const WireField& field, int depth);
    [[nodiscard]] Both value(const WireField& field, int depth);
    [[nodiscard]] Both map(const WireField& field);
    [[nodiscard]] std::string text();
    [[nodiscard]] std::string quantity();
    [[nodiscard]] Both time();

    FuzzInput& m_input;
    std::string m_json;
    std::string m_protobuf;
};

} // namespace Strato::Fuzz
