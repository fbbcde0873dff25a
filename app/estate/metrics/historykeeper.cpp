// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/metrics/historykeeper.h"

#include "app/estate/metrics/backfill.h"
#include "app/estate/world/world.h"

#include <QDir>
#include <QFile>
#include <QLoggingCategory>

namespace Strato::Estate {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(lcHistory, "strato.estate.history", QtInfoMsg)

constexpr int lowest = 19;

QString livePath(const QString& folder)
{
    return folder + u"/live"_s;
}

/// What the last run scraped.
TimeSpan lastLive(const QString& folder)
{
    QFile file(livePath(folder));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArrayList words = file.read(100).simplified().split(' ');
    return words.size() == 2 ? TimeSpan { { words[0].toLongLong() }, { words[1].toLongLong() } } : TimeSpan {};
}

} // namespace

HistoryKeeper::HistoryKeeper(QString folder, std::uint64_t seed, Instant now)
    : m_folder(std::move(folder))
    , m_liveSince(now)
{
    sweepBackfill(m_folder);
    HistoryRecord record = HistoryRecord::load(m_folder, seed);
    const TimeSpan live = lastLive(m_folder);
    const QDir data(m_folder + u"/data"_s);
    if (record.seed != seed || !data.exists()) {
        QDir(data).removeRecursively();
        record = { seed, {} };
    } else {
        cover(record.covered, live);
    }
    if (const Result<void> saved = record.save(m_folder); !saved)
        qCWarning(lcHistory, "record not saved: %s", qUtf8Printable(saved.error().detail));
    noteLive(now);
}

HistoryKeeper::~HistoryKeeper()
{
    m_process.end();
    sweepBackfill(m_folder);
}

void HistoryKeeper::write(const QByteArrayList& command)
{
    if (!m_process.start(command, {}, lowest))
        qCWarning(lcHistory, "the metrics of the past cannot be written: no process could be started");
}

void HistoryKeeper::beat(Instant now)
{
    noteLive(now);
    if (const std::optional<int> status = m_process.ended()) {
        if (*status != 0)
            qCWarning(lcHistory, "the metrics of the past are incomplete status=%d; the next start goes on", *status);
        sweepBackfill(m_folder);
    }
}

void HistoryKeeper::noteLive(Instant until) const
{
    QFile file(livePath(m_folder)); // in place: of two numbers of one length, a write is whole or of the last second
    if (file.open(QIODevice::ReadWrite))
        file.write(
            QByteArray::number(qlonglong(m_liveSince.ns)) + ' ' + QByteArray::number(qlonglong(until.ns)) + '\n');
}

} // namespace Strato::Estate
