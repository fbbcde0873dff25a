// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/text/numbers.h"

#include <array>
#include <cmath>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<const char16_t*, 6> s_binary { u"B", u"KiB", u"MiB", u"GiB", u"TiB", u"PiB" };
constexpr std::array<const char16_t*, 5> s_decimal { u"", u"k", u"M", u"G", u"T" };

constexpr std::int64_t s_second = 1;
constexpr std::int64_t s_minute = 60 * s_second;
constexpr std::int64_t s_hour = 60 * s_minute;
constexpr std::int64_t s_day = 24 * s_hour;
constexpr std::int64_t s_year = 365 * s_day;

QString part(std::int64_t value, char16_t unit)
{
    return QString::number(value) + QChar(unit);
}

QString pair(std::int64_t seconds, std::int64_t big, char16_t bigUnit, std::int64_t small, char16_t smallUnit)
{
    const std::int64_t rest = (seconds % big) / small;
    const QString head = part(seconds / big, bigUnit);
    return rest == 0 ? head : QString(head + part(rest, smallUnit));
}

} // namespace

Numbers::Numbers(const QLocale& locale)
    : m_locale(locale)
{
}

QString Numbers::missing()
{
    return u"–"_s;
}

QString Numbers::count(qint64 value) const
{
    return m_locale.toString(value);
}

QString Numbers::decimal(double value) const
{
    if (!std::isfinite(value))
        return missing();
    const double size = std::abs(value);
    if (size == 0.0)
        return m_locale.toString(0);
    int decimals = 0;
    if (size < 0.1)
        decimals = 3;
    else if (size < 1)
        decimals = 2;
    else if (size < 100)
        decimals = 1;
    return m_locale.toString(value, 'f', decimals);
}

QString Numbers::scaled(double value, double step, const char16_t* const* units, int unitCount) const
{
    int unit = 0;
    double shown = value;
    // 999.95 would be written "1000.0": the next unit begins where rounding does.
    while (std::abs(shown) >= step - 0.05 && unit + 1 < unitCount) {
        shown /= step;
        ++unit;
    }
    const int decimals = unit == 0 ? 0 : (std::abs(shown) < 99.95 ? 1 : 0);
    const QString number = m_locale.toString(shown, 'f', decimals);
    const QString name = QString::fromUtf16(units[unit]);
    return name.isEmpty() ? number : QString(number + u' ' + name);
}

QString Numbers::shortCount(double value) const
{
    return std::isfinite(value) ? scaled(value, 1000.0, s_decimal.data(), int(s_decimal.size())) : missing();
}

QString Numbers::bytes(double value) const
{
    return std::isfinite(value) ? scaled(value, 1024.0, s_binary.data(), int(s_binary.size())) : missing();
}

QString Numbers::bytesPerSecond(double value) const
{
    return std::isfinite(value) ? QString(bytes(value) + u"/s"_s) : missing();
}

QString Numbers::cores(double value) const
{
    if (!std::isfinite(value))
        return missing();
    const double milli = std::round(value * 1000);
    if (std::abs(milli) < 1000)
        return m_locale.toString(static_cast<qint64>(milli)) + u'm';
    return m_locale.toString(value, 'f', std::abs(value) < 100 && std::fmod(milli, 1000.0) != 0.0 ? 1 : 0);
}

QString Numbers::rate(double perSecond) const
{
    if (!std::isfinite(perSecond))
        return missing();
    if (std::abs(perSecond) < 10 && perSecond != 0.0)
        return decimal(perSecond) + u"/s"_s;
    return shortCount(perSecond) + u"/s"_s;
}

QString Numbers::percent(double ratio) const
{
    if (!std::isfinite(ratio))
        return missing();
    const double value = ratio * 100;
    const double size = std::abs(value);
    const int decimals = size == 0.0 || size >= 49.95 ? 0 : (size < 1 ? 2 : 1);
    return m_locale.toString(value, 'f', decimals) + u" %"_s;
}

QString Numbers::duration(Duration value) const
{
    const double seconds = std::chrono::duration<double>(value).count();
    if (value < Duration::zero())
        return u'-' + duration(-value);
    if (value < std::chrono::microseconds(1))
        return m_locale.toString(static_cast<qint64>(value.count())) + u" ns"_s;
    if (value < std::chrono::milliseconds(1))
        return m_locale.toString(seconds * 1e6, 'f', 0) + u" µs"_s;
    if (value < std::chrono::milliseconds(1000))
        return m_locale.toString(seconds * 1e3, 'f', seconds < 0.01 ? 1 : 0) + u" ms"_s;
    if (value < std::chrono::seconds(10))
        return m_locale.toString(seconds, 'f', 1) + u" s"_s;
    const auto whole = static_cast<std::int64_t>(seconds);
    const auto two = [this](std::int64_t a, QStringView unitA, std::int64_t b, QStringView unitB) {
        const QString head = m_locale.toString(qint64(a)) + u' ' + unitA.toString();
        return b == 0 ? head : QString(head + u' ' + m_locale.toString(qint64(b)) + u' ' + unitB.toString());
    };
    if (whole < s_minute)
        return m_locale.toString(qint64(whole)) + u" s"_s;
    if (whole < s_hour)
        return two(whole / s_minute, u"m", whole % s_minute, u"s");
    if (whole < s_day)
        return two(whole / s_hour, u"h", (whole % s_hour) / s_minute, u"m");
    return two(whole / s_day, u"d", (whole % s_day) / s_hour, u"h");
}

// The thresholds of k8s.io/apimachinery duration.HumanDuration.
QString Numbers::age(Duration value)
{
    const std::int64_t seconds = std::chrono::duration_cast<std::chrono::seconds>(value).count();
    if (seconds <= 0)
        return u"0s"_s;
    if (seconds < 2 * s_minute)
        return part(seconds, u's');
    if (seconds < 10 * s_minute)
        return pair(seconds, s_minute, u'm', s_second, u's');
    if (seconds < 3 * s_hour)
        return part(seconds / s_minute, u'm');
    if (seconds < 8 * s_hour)
        return pair(seconds, s_hour, u'h', s_minute, u'm');
    if (seconds < 2 * s_day)
        return part(seconds / s_hour, u'h');
    if (seconds < 8 * s_day)
        return pair(seconds, s_day, u'd', s_hour, u'h');
    if (seconds < 2 * s_year)
        return part(seconds / s_day, u'd');
    if (seconds < 8 * s_year)
        return pair(seconds, s_year, u'y', s_day, u'd');
    return part(seconds / s_year, u'y');
}

} // namespace Strato
