// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QStringList>

#include <string_view>

namespace Strato {

/// Takes what a program writes to its standard error apart into lines that may be shown: cleaned, bounded, bidi and
/// zero-width characters spelled out, empty ones left out. A carriage return ends a line as well. One thread.
class SaidLines final {
public:
    static constexpr qsizetype longestLine = 4096; ///< bytes; what is longer stands in several lines

    [[nodiscard]] QStringList add(std::string_view bytes);
    [[nodiscard]] QStringList flush(); ///< what has no end yet: a prompt that waits behind its colon
    [[nodiscard]] bool isPartial() const { return !m_rest.isEmpty(); }

private:
    void end(QStringList& into);

    QByteArray m_rest;
};

} // namespace Strato
