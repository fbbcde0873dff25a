// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/commandline.h"
#include "app/estate/controlsocket.h"
#include "app/estate/faults/faultengine.h"
#include "app/estate/statedirectory.h"

#include <memory>

namespace Strato::Estate {

class LivingWorld;

/// The faults of a running estate: their engine, who may ask for one, and the file of what is true. Main thread.
class FaultDesk final {
public:
    /// The engine that fits @p options; a demo opens at @p start.
    FaultDesk(const ServeOptions& options, Instant start);
    ~FaultDesk();
    FaultDesk(const FaultDesk&) = delete;
    FaultDesk& operator=(const FaultDesk&) = delete;

    [[nodiscard]] const FaultEngine& engine() const { return m_engine; }
    /// Settles @p world and directs it from now on; opens the socket in @p state. Both must outlive this.
    [[nodiscard]] Result<void> attach(LivingWorld& world, const StateDirectory& state);
    [[nodiscard]] int file() const { return m_socket.file(); } ///< readable when somebody asks
    void serve(); ///< answers one
    /// The answer to one question of inject(): JSON both.
    [[nodiscard]] std::string answer(const std::string& question);

private:
    void record(const WorldState& world, const Fault& fault) const;

    FaultEngine m_engine;
    ControlSocket m_socket;
    LivingWorld* m_world = nullptr;
    int m_truth = -1; ///< ground-truth.jsonl, which only tests read
};

/// `stratoscope-estate inject`: asks, prints, and returns the exit status: 0 done, 1 no estate there, 2 refused.
[[nodiscard]] int inject(const InjectOptions& options);

} // namespace Strato::Estate
