// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/kube/decode/recordbuilder.h"

#include <string>
#include <string_view>
#include <vector>

/// The parts of a pod that its projection asks for, each found in one walk over its fields: pods are by far the most
/// objects of a cluster, and asking for field after field would walk them again and again.
namespace Strato::PodParts {

/// Which buffer of the builder joins what.
enum Joined : std::size_t { Conditions, Names, Images, Claims, States, Ids, Unready, Word };

void appendTo(std::string& list, std::string_view item); ///< with a comma between
/// "Completed", "Signal:9", "ExitCode:1": how a container ended.
void appendEndOf(std::string& to, const WireView& terminated);

struct Condition {
    std::string_view type;
    std::string_view status;
    std::string_view reason;
    std::string_view message;
    WireView changed;

    Condition() = default;
    explicit Condition(const WireView& condition);
    [[nodiscard]] bool isTrue() const { return status == "True"; }
};

/// Its containers are left to who walks them.
struct Status {
    WireView view;
    std::string_view phase;
    std::string_view reason;
    std::string_view message;
    std::string_view ip;
    std::string_view hostIp;
    std::string_view nominatedNode;
    std::string_view qosClass;
    WireView startTime;
    Condition initialized;
    Condition ready;
    Condition scheduled;

    Status(const WireView& status, RecordBuilder& into); ///< joins Conditions

private:
    void add(const Condition& condition, std::string& text);
};

struct Spec {
    WireView view;
    std::string_view node;
    std::string_view serviceAccount;
    std::string_view priorityClass;
    bool hostNetwork = false;
    bool hasGates = false;
    int containers = 0;
    int initContainers = 0;
    std::vector<std::string_view> sidecars; ///< init containers that go on running

    Spec(const WireView& spec, RecordBuilder& into); ///< joins Names, Images and Claims
    [[nodiscard]] bool isSidecar(std::string_view name) const;
};

/// The status of one container.
struct Container {
    std::string_view name;
    std::string_view id;
    bool ready = false;
    bool started = false;
    std::int64_t restarts = 0;
    WireView waiting;
    WireView running;
    WireView terminated;
    WireView lastTerminated;
    std::string_view waitingReason;

    explicit Container(const WireView& container);
};

} // namespace Strato::PodParts
