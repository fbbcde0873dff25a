// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/metrics/backfill.h"

#include "app/estate/childprocess.h"
#include "app/estate/world/world.h"

#include <QDir>
#include <QFile>

#include <sys/wait.h>

namespace Strato::Estate {

using namespace Qt::StringLiterals;

namespace {

QString workFolder(const QString& folder)
{
    return folder + u"/backfill"_s;
}

QString lastLine(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(file.read(1 << 16)).trimmed().section(u'\n', -1).left(300);
}

/// Blocks of the OpenMetrics text @p text in @p blocks.
Result<void> makeBlocks(const QString& text, const QString& blocks)
{
    const QString promtool = findProgram(u"promtool"_s);
    const QString log = blocks + u".log"_s;
    ChildProcess child;
    if (promtool.isEmpty()
        || !child.start({ QFile::encodeName(promtool), "tsdb", "create-blocks-from", "--max-block-duration=18h", "-q",
                            "openmetrics", QFile::encodeName(text), QFile::encodeName(blocks) },
            log))
        return fail(ErrorCode::NotFound, u"promtool could not be started"_s);
    const int status = child.wait();
    if (status == 0)
        return {};
    const QString said = lastLine(log);
    const bool full = said.contains(u"no space left"_s) || said.contains(u"file too large"_s);
    return fail(full ? ErrorCode::StorageFull : ErrorCode::Internal, u"promtool: "_s + said);
}

/// Whole blocks appear in @p data at once, or not at all; Prometheus looks once a minute.
Result<void> moveBlocks(const QString& blocks, const QString& data)
{
    for (const QString& block : QDir(blocks).entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        if (!QFile::exists(blocks + u'/' + block + u"/meta.json"_s)
            || !QDir().rename(blocks + u'/' + block, data + u'/' + block))
            return fail(ErrorCode::ReadOnly, data + u'/' + block);
    return {};
}

Result<void> writePart(
    const BackfillOptions& options, const WorldMaker& makeWorld, const HistoryPart& part, HistoryRecord& record)
{
    const QString work = workFolder(options.folder);
    const QString text = work + u"/history.om"_s;
    const QString blocks = work + u"/blocks"_s;
    const QString data = options.folder + u"/data"_s;
    HistoryWriter writer(makeWorld, part, options.now, work);
    for (const TimeSpan& chunk : chunksOf(part)) {
        QDir(blocks).removeRecursively();
        if (!QDir().mkpath(blocks) || !QDir().mkpath(data))
            return fail(ErrorCode::ReadOnly, blocks);
        Result<void> done = writer.write(chunk, text);
        if (done)
            done = makeBlocks(text, blocks);
        if (done)
            done = moveBlocks(blocks, data);
        if (!done)
            return done;
        cover(record.covered, { chunk.from, std::min(chunk.to, part.end) });
        if (done = record.save(options.folder); !done)
            return done;
    }
    return {};
}

} // namespace

Result<void> historyPossible()
{
    if (findProgram(u"promtool"_s).isEmpty())
        return fail(ErrorCode::NotFound, u"promtool is not installed (Debian package: prometheus)"_s);
    return {};
}

void sweepBackfill(const QString& folder)
{
    QDir(workFolder(folder)).removeRecursively();
}

Result<void> backfill(const BackfillOptions& options, const WorldMaker& makeWorld)
{
    Result<void> done = historyPossible();
    if (!done)
        return done;
    sweepBackfill(options.folder);
    if (!QDir().mkpath(workFolder(options.folder)))
        return fail(ErrorCode::ReadOnly, workFolder(options.folder));
    HistoryRecord record = HistoryRecord::load(options.folder, options.seed);
    for (const HistoryPart& part : missingHistory(record.covered, options.now, options.reach))
        if (done = writePart(options, makeWorld, part, record); !done)
            break;
    sweepBackfill(options.folder);
    if (!done)
        return fail(done.error().code, u"metrics of the past: "_s + done.error().detail);
    return done;
}

} // namespace Strato::Estate
