// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/text/timetext.h"

#include <QCoreApplication>
#include <QDateTime>

#include <array>
#include <cstdlib>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

QTimeZone zoneOf(const ZoneChoice& choice)
{
    switch (choice.kind) {
    case ZoneChoice::Kind::Local: return QTimeZone::systemTimeZone();
    case ZoneChoice::Kind::Utc: return QTimeZone::utc();
    case ZoneChoice::Kind::Named: break;
    }
    const QTimeZone named(choice.name);
    return named.isValid() ? named : QTimeZone::utc();
}

/// Written by hand: a list paints hundreds, and a format is read anew for each.
QString hoursAndMinutes(const QDateTime& when)
{
    const QTime time = when.time();
    const auto figure = [](int number) { return QChar(u'0' + number % 10); };
    const std::array<QChar, 5> text { figure(time.hour() / 10), figure(time.hour()), u':', figure(time.minute() / 10),
        figure(time.minute()) };
    return QString(text.data(), text.size());
}

} // namespace

TimeText::TimeText(const ZoneChoice& zone, const QLocale& locale)
    : m_choice(zone)
    , m_locale(locale)
    , m_zone(zoneOf(zone))
{
}

QDateTime TimeText::local(Instant at) const
{
    return toDateTime(at).toTimeZone(m_zone);
}

QString TimeText::clock(Instant at) const
{
    return local(at).toString(u"HH:mm:ss"_s);
}
QString TimeText::hourMinute(Instant at) const
{
    return hoursAndMinutes(local(at));
}
QString TimeText::milliseconds(Instant at) const
{
    return local(at).toString(u"HH:mm:ss.zzz"_s);
}

QString TimeText::dayMonth(Instant at) const
{
    //: day and month in Qt's date format, e.g. "23 Nov"
    return m_locale.toString(local(at).date(), QCoreApplication::translate("Strato::TimeText", "d MMM"));
}

QString TimeText::full(Instant at) const
{
    const QDateTime when = local(at);
    //: weekday, day and month in Qt's date format, e.g. "Mon 23 Nov"
    const QString date = m_locale.toString(when.date(), QCoreApplication::translate("Strato::TimeText", "ddd d MMM"));
    return date + u' ' + when.toString(u"HH:mm:ss"_s) + u' ' + zoneLabel(at);
}

QString TimeText::isoWithZone(Instant at) const
{
    const QDateTime when = local(at);
    return when.toOffsetFromUtc(when.offsetFromUtc()).toString(Qt::ISODate);
}

QString TimeText::brief(Instant at, Instant now) const
{
    const QDateTime when = local(at);
    const QDateTime today = local(now);
    const qint64 days = std::llabs(when.date().daysTo(today.date()));
    constexpr std::chrono::hours clear { 12 }; // shortly after midnight 23:41 can only be the evening before
    const QString time = hoursAndMinutes(when);
    if (days == 0 || (at <= now && now - at < clear))
        return time;
    if (days < 7)
        return m_locale.toString(when.date(), u"ddd"_s) + u' ' + time;
    return dayMonth(at) + u' ' + time;
}

QString TimeText::since(Instant at, Instant now) const
{
    //: %1 is a time of day, perhaps with a date
    return QCoreApplication::translate("Strato::TimeText", "since %1").arg(brief(at, now));
}

QString TimeText::asOf(Instant at) const
{
    //: %1 is a time of day: the view shows this past moment
    return QCoreApplication::translate("Strato::TimeText", "as of %1").arg(hourMinute(at));
}

QString TimeText::zoneLabel(Instant at) const
{
    const int seconds = m_zone.offsetFromUtc(toDateTime(at));
    QString label = u"UTC"_s;
    if (seconds != 0) {
        const int minutes = std::abs(seconds) / 60;
        label += seconds > 0 ? u'+' : u'-';
        label += QString::number(minutes / 60);
        if (minutes % 60 != 0)
            label += u':' + QString::number(minutes % 60).rightJustified(2, u'0');
    }
    if (m_choice.kind == ZoneChoice::Kind::Named && m_zone.id() != "UTC")
        label += u" ("_s + QString::fromLatin1(m_zone.id()) + u')';
    return label;
}

} // namespace Strato
