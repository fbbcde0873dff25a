// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/net/ioloop.h"

#include <deque>
#include <random>
#include <string>

namespace Strato::Test {

/// A TCP relay on loopback, with a thread of its own, whose wire can be spoilt while it runs. It sees bytes only, so
/// TLS passes through it. Any thread but its own may call; what was asked holds when the call returns. Time is that of
/// its clock, chance that of its seed.
class ChaosProxy final {
public:
    /// What is wrong with the wire, on every connection, new or old.
    struct Toxics {
        Duration latency = {}; ///< of each way
        Duration jitter = {}; ///< up to so much more or less; bytes never overtake each other
        qint64 bytesPerSecond = 0; ///< of each way; 0: as fast as it goes
        bool sliced = false; ///< sent on in pieces of one to seven bytes
        bool silent = false; ///< half-open: takes connections, closes none, forwards nothing until it is cured
        int silentOn = 0; ///< as silent, but only the connection that was accepted as this one (from 1)
        qint64 cutAfter = 0; ///< of each connection: ends it after exactly so many bytes to the client; 0: never
        double resetChance = 0; ///< of each piece that arrives: RST to both sides instead
    };
    struct Counts {
        int accepted = 0;
        int open = 0;
        int resets = 0; ///< made by resetChance and resetConnections()
        qint64 bytesUp = 0; ///< sent on to the server
        qint64 bytesDown = 0; ///< sent on to the client
        qint64 pieces = 0; ///< in which either was sent on
        qint64 held = 0; ///< bytes read and not yet sent on
        qint64 late = 0; ///< times that latency, jitter or the drip held a piece back
        int cuts = 0; ///< ways to the client ended by cutAfter
    };

    ChaosProxy(const Clock& clock, int targetPort, std::uint32_t seed = 1);
    ~ChaosProxy();
    ChaosProxy(const ChaosProxy&) = delete;
    ChaosProxy& operator=(const ChaosProxy&) = delete;

    [[nodiscard]] int port() const { return m_port; }
    [[nodiscard]] Counts counts() const;

    void set(const Toxics& toxics);
    void cure() { set({}); }
    void refuse(bool refused); ///< nobody listens any more; connections that are open stay
    void resetConnections(); ///< RST on all, both sides
    void retarget(int port); ///< new connections go there: another server, another certificate
    void clockMoved(); ///< a FakeClock moved: what is due now has been sent on when this returns

private:
    struct Piece {
        Duration due {};
        std::string bytes;
    };
    /// One direction of a connection.
    struct Way {
        bool isDown = false; // to the client
        int from = -1;
        int to = -1;
        std::deque<Piece> pieces;
        qint64 held = 0;
        qint64 sent = 0;
        Duration free {}; // the drip lets the next byte through from here
        bool ended = false; // nothing more comes from there
        bool closed = false; // and the other side knows
        bool blocked = false; // the other side takes nothing now
        Executor::TimerId timer = 0;
    };
    struct Link {
        int number = 0;
        Way up;
        Way down;
    };
    enum class End : std::uint8_t { Close, Reset };

    void run(Task task) const; // on the loop, and waits for it
    void listenAgain();
    void stopListening();
    void acceptAll();
    void watch(Link& link);
    void watchEnd(int number, int fd, const Way& reads, const Way& writes);
    void ready(int number, int fd, std::uint32_t events);
    void read(Link& link, Way& way);
    void forward(Link& link, Way& way);
    [[nodiscard]] bool forwardPiece(Way& way, std::size_t limit); // false: not now
    [[nodiscard]] std::size_t limitOf(const Way& way);
    void cut(Way& way);
    void wait(Link& link, Way& way, Duration until);
    void end(int number, End how);
    [[nodiscard]] bool isSilent(const Link& link) const;
    [[nodiscard]] bool happens(double chance);

    const Clock& m_clock;
    const std::shared_ptr<IoLoop> m_loop;
    const int m_holder; // bound and not listening: the port stays ours while nobody listens
    int m_port = 0;
    // All below: on the loop only.
    int m_listener = -1;
    int m_target;
    Toxics m_toxics;
    Counts m_counts;
    std::mt19937 m_random;
    std::map<int, Link> m_links; // by number
};

} // namespace Strato::Test
