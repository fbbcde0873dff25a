// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <utility>

namespace Strato {

/// A token, password or private key. Has no text form and no stream operator on purpose: it can only be revealed by
/// name, so that no log line or error message prints it by accident.
class SecretBytes final {
public:
    SecretBytes() = default;
    explicit SecretBytes(QByteArray value)
        : m_value(std::move(value))
    {
    }
    [[nodiscard]] bool isEmpty() const { return m_value.isEmpty(); }
    [[nodiscard]] const QByteArray& reveal() const { return m_value; } ///< only at the edge that sends it
    bool operator==(const SecretBytes&) const = default;

private:
    QByteArray m_value;
};

} // namespace Strato
