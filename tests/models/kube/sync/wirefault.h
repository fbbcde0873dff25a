// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/support/reflectorrig.h"
#include "tests/support/wirerig.h"

#include <QTest>

#include <algorithm>

namespace Strato {

/// What happened on the wire and at the server, as they tell it.
struct Witness {
    int connections = 0; ///< accepted by the proxy
    int resets = 0;
    int cuts = 0;
    qint64 bytesUp = 0;
    qint64 bytesDown = 0;
    qint64 pieces = 0;
    qint64 late = 0;
    int requests = 0; ///< that reached the server
    int lists = 0;
    int insteads = 0; ///< of them, what the API was not asked for
    qint64 killed = 0; ///< connections, by the liveness watch
    std::uint64_t tries = 0; ///< the client's own count; where nothing reaches anybody there is no other

    [[nodiscard]] static Witness of(const WireRig& rig)
    {
        const Test::ChaosProxy::Counts wire = rig.proxy.counts();
        return { wire.accepted, wire.resets, wire.cuts, wire.bytesUp, wire.bytesDown, wire.pieces, wire.late,
            rig.requests(), rig.lists(), rig.answeredInstead(), rig.transport.stats().connectionsKilled, rig.tries() };
    }
    [[nodiscard]] Witness since(const Witness& before) const
    {
        return { connections - before.connections, resets - before.resets, cuts - before.cuts, bytesUp - before.bytesUp,
            bytesDown - before.bytesDown, pieces - before.pieces, late - before.late, requests - before.requests,
            lists - before.lists, insteads - before.insteads, killed - before.killed, tries - before.tries };
    }
    [[nodiscard]] QString text() const
    {
        return QStringLiteral("%1 connections, %2 resets, %3 cuts, %4 bytes up, %5 down in %6 pieces, %7 late; "
                              "%8 requests, %9 lists, ")
                   .arg(connections)
                   .arg(resets)
                   .arg(cuts)
                   .arg(bytesUp)
                   .arg(bytesDown)
                   .arg(pieces)
                   .arg(late)
                   .arg(requests)
                   .arg(lists)
            + QStringLiteral("%1 answered otherwise; %2 killed, %3 tries").arg(insteads).arg(killed).arg(tries);
    }
};

/// How one thing goes wrong, and what must be kept meanwhile.
struct Fault {
    WireRig::Options rig = {};
    std::function<void(WireRig&)> begin; ///< the wire or the server goes bad
    std::function<void(WireRig&)> again = {}; ///< every second while it is
    std::function<void(WireRig&)> end; ///< it is good again
    std::function<bool(const Witness&)> proof; ///< that it did happen, of the minute that it lasted
    Duration step = std::chrono::seconds(1); ///< of the clock while it is bad
    Duration patience = std::chrono::seconds(1); ///< real time that each step may take; short where nothing can come
    bool countsFromBegin = false; ///< what was on its way until it began is no part of what happened
    bool down = true; ///< nothing gets through: it must be noticed, and asking must not become a storm
    int mostLists = 0; ///< asked while it lasted and after it
};

/// A minute of a fault, what came of it, and how long after its end the store was the server's again.
struct Played {
    Duration began {};
    Witness seen;
    std::optional<Duration> took;
    int lists = 0; ///< also after it

    [[nodiscard]] static Played of(WireRig& rig, const Fault& fault)
    {
        Played played;
        Witness before = Witness::of(rig);
        played.began = rig.clock.monotonic();
        rig.history.clear();
        fault.begin(rig);
        if (fault.countsFromBegin)
            before = Witness::of(rig);
        for (int second = 0; second < 60; ++second) {
            if (fault.again)
                fault.again(rig);
            rig.changeOften(1);
            rig.advance(std::chrono::seconds(1), fault.step, fault.patience);
        }
        played.seen = Witness::of(rig).since(before);
        fault.end(rig);
        played.took = rig.recover();
        played.lists = rig.lists() - before.lists;
        return played;
    }
    [[nodiscard]] Duration staleAfter(const WireRig& rig) const
    {
        const auto stale
            = std::ranges::find_if(rig.history, [](const auto& change) { return change.second != Freshness::Live; });
        return stale == rig.history.end() ? Duration::max() : stale->first - began;
    }
    /// For all faults alike; the rest is the test's own.
    void check(const WireRig& rig, const Fault& fault) const
    {
        QVERIFY2(took, qPrintable(rig.reflector->status().status.error.value_or(Error {}).detail));
        report(rig);
        QVERIFY2(fault.proof(seen), qPrintable(QStringLiteral("nothing went wrong: ") + seen.text()));
        // What was still to be waited when the wire became good is the back-off's business, and bounded there.
        const Duration lastWait = rig.backOffs.empty() ? Duration(0) : rig.backOffs.back();
        QVERIFY2(
            *took <= std::chrono::seconds(10) + lastWait, "not synced within 10 s of the first try on a good wire");
        if (fault.down) {
            QVERIFY2(staleAfter(rig) <= std::chrono::seconds(45), "a dead link was not noticed within 45 s");
            QVERIFY2(seen.requests <= 30, "more than one request in two seconds at the server");
            QVERIFY2(seen.connections <= 30, "more than one connection in two seconds");
            QVERIFY2(seen.tries <= 30, "more than one try in two seconds");
        }
        for (const Duration wait : rig.backOffs)
            QVERIFY2(wait >= std::chrono::milliseconds(800) && wait <= std::chrono::seconds(60),
                qPrintable(inSeconds(wait)));
        QVERIFY2(lists <= fault.mostLists, qPrintable(QString::number(lists)));
        const QStringList complaints = rig.complaints();
        QVERIFY2(complaints.isEmpty(), qPrintable(complaints.mid(0, 20).join(u'\n')));
    }

private:
    static QString inSeconds(Duration duration)
    {
        return QString::number(std::chrono::duration<double>(duration).count(), 'f', 1) + QStringLiteral(" s");
    }
    void report(const WireRig& rig) const
    {
        const Duration stale = staleAfter(rig);
        const auto longest = std::ranges::max_element(rig.backOffs);
        qInfo("%s; stale after %s, longest wait %s, current %s after the end", qPrintable(seen.text()),
            stale == Duration::max() ? "never" : qPrintable(inSeconds(stale)),
            longest == rig.backOffs.end() ? "none" : qPrintable(inSeconds(*longest)), qPrintable(inSeconds(*took)));
    }
};

[[nodiscard]] inline WireRig::Instead refusal(int status, const QByteArray& reason, const QByteArray& retryAfter = {})
{
    return [=](const Test::TestExchange& exchange) {
        Test::TestHeaders headers { { "content-type", "application/json" } };
        if (!retryAfter.isEmpty())
            headers.append({ "retry-after", retryAfter });
        exchange.respond(status, headers, QByteArray::fromStdString(statusJson(status, reason.toStdString())));
        return true;
    };
}

[[nodiscard]] inline bool isWatch(const Test::TestExchange& exchange)
{
    return exchange.request().path.contains("watch=1");
}

inline void cure(WireRig& rig)
{
    rig.proxy.cure();
}

inline void answerAgain(WireRig& rig)
{
    rig.answerInstead({});
}

} // namespace Strato
