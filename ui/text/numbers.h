// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/clock.h"

#include <QLocale>
#include <QString>

namespace Strato {

/// Numbers as people read them, always with their unit. NaN and infinities are missing values: "–", never zero.
/// Units are written in the international form in every language; digits and separators are the locale's.
/// A value type; thread-safe.
class Numbers final {
public:
    explicit Numbers(const QLocale& locale = QLocale());

    [[nodiscard]] const QLocale& locale() const { return m_locale; }

    [[nodiscard]] QString count(qint64 value) const; ///< "2,930"
    [[nodiscard]] QString shortCount(double value) const; ///< "930", "2.9 k", "118.2 M"
    [[nodiscard]] QString bytes(double value) const; ///< "512 B", "4.0 GiB"
    [[nodiscard]] QString bytesPerSecond(double value) const; ///< "118 KiB/s"
    [[nodiscard]] QString cores(double value) const; ///< below 1: "250m" (millicores), else "1.9", "11.5", "12"
    [[nodiscard]] QString rate(double perSecond) const; ///< "640/s", "2.4 k/s", "0.2/s"
    [[nodiscard]] QString percent(double ratio) const; ///< ratio 0.074: "7.4 %"; 0.5 and above without decimals
    [[nodiscard]] QString decimal(double value) const; ///< at most three significant figures below 1,000
    [[nodiscard]] QString duration(
        Duration value) const; ///< "290 ms", "2.9 s", "47 s", "10 m 58 s", "3 h 12 m", "2 d 4 h"

    /// As kubectl writes ages: "5s", "3m20s", "12m", "3h12m", "2d5h", "14d", "2y30d". Negative: "0s".
    [[nodiscard]] static QString age(Duration value);
    /// What stands for a value that nobody measured.
    [[nodiscard]] static QString missing();

private:
    [[nodiscard]] QString scaled(double value, double step, const char16_t* const* units, int unitCount) const;

    QLocale m_locale;
};

} // namespace Strato
