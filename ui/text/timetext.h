// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/clock.h"

#include <QLocale>
#include <QString>
#include <QTimeZone>

#include <cstdint>

namespace Strato {

/// Which zone times are written in.
struct ZoneChoice {
    enum class Kind : std::uint8_t { Local, Utc, Named };
    Kind kind = Kind::Local;
    QByteArray name {}; ///< IANA name when Named; an unknown one falls back to UTC
    bool operator==(const ZoneChoice&) const = default;
};

/// Instants as people read them, in one zone that is always written where a date is. A value type.
class TimeText final {
public:
    explicit TimeText(const ZoneChoice& zone = {}, const QLocale& locale = QLocale());

    [[nodiscard]] QString clock(Instant at) const; ///< "14:32:07"
    [[nodiscard]] QString hourMinute(Instant at) const; ///< "14:32"
    [[nodiscard]] QString milliseconds(Instant at) const; ///< "14:32:07.049"
    [[nodiscard]] QString full(Instant at) const; ///< "Mon 23 Nov 14:32:07 UTC+8"
    [[nodiscard]] QString dayMonth(Instant at) const; ///< "23 Nov"
    [[nodiscard]] QString isoWithZone(Instant at) const; ///< "2026-11-23T14:32:07+08:00": for copies and exports
    /// The least that tells when, seen from @p now: same day "14:22", within a week "Mon 14:22", else "23 Nov 14:22".
    [[nodiscard]] QString brief(Instant at, Instant now) const;
    [[nodiscard]] QString since(Instant at, Instant now) const; ///< "since 14:22", translated
    [[nodiscard]] QString asOf(Instant at) const; ///< "as of 14:19", translated
    [[nodiscard]] QString zoneLabel(
        Instant at) const; ///< "UTC", "UTC+8", "UTC+5:30"; a named zone keeps its name beside it

    [[nodiscard]] const ZoneChoice& zone() const { return m_choice; }
    [[nodiscard]] QDateTime local(Instant at) const; ///< in the chosen zone

private:
    ZoneChoice m_choice;
    QLocale m_locale;
    QTimeZone m_zone;
};

} // namespace Strato
