// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/clock.h"
#include "models/base/result.h"

#include <QObject>
#include <QStringList>
#include <QTimer>

#include <functional>
#include <map>
#include <optional>

namespace Strato {

/// Whether the servers of contexts that are not open can be reached: asks a few at a time, keeps what each said last
/// until it says something else. GUI thread.
class ReachDesk final : public QObject {
    Q_OBJECT
public:
    struct Reach {
        bool known = false; ///< false: asked for the first time, no answer yet
        std::optional<Error> error; ///< why not; nothing: it can be reached
        Instant at {}; ///< when it said so
        bool overdue = false; ///< asked again, it has not answered for so long that what it said before may not hold
    };
    using Answer = std::function<void(const std::optional<Error>& error)>;
    using Ask = std::function<void(const QString& context, Answer answer)>;

    /// @p ask must answer each question once, on this thread.
    ReachDesk(const Clock& clock, Ask ask, QObject* parent = nullptr);

    void check(const QStringList& contexts); ///< but those that were asked just before
    void forget(const QString& context); ///< it is open, or another one now: what was found tells nothing any more
    /// Nothing: it was never asked, or forgotten.
    [[nodiscard]] std::optional<Reach> reach(const QString& context) const;

signals:
    void changed();

private:
    struct Held {
        Reach reach;
        Duration askedAt {}; // monotonic
        bool isAsked = false; // and has not answered that yet
        std::uint64_t turn = 0; // of the question whose answer counts
    };
    void askNext();
    void handleAnswer(const QString& context, std::uint64_t turn, const std::optional<Error>& error);

    const Clock& m_clock;
    const Ask m_ask;
    std::map<QString, Held> m_held;
    QStringList m_waiting;
    QTimer m_patience; // until what was asked is overdue
    int m_asking = 0;
    std::uint64_t m_turns = 0;
};

} // namespace Strato
