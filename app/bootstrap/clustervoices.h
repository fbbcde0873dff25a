// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/statesource.h"

#include <QString>

#include <functional>
#include <memory>
#include <vector>

namespace Strato {

/// Several contexts may show the same cluster, as several users. Its figures and its name are told by one of them
/// alone, so that nothing is counted twice: by the one that knew first which cluster it is; when that is closed, by the
/// next. Each record is told once, by the first that may read it. Data thread only.
class ClusterVoices final {
public:
    /// No delta: nobody tells of the cluster any more, all of it is to be forgotten.
    using Tell = std::function<void(const IString& cluster, std::shared_ptr<const Delta>)>;
    using Named = std::function<void(const IString& cluster, const QString& context)>;

    ClusterVoices(Tell tell, Named named);

    /// @p context knows which cluster it is. @p state must live until it is closed.
    void identify(const QString& context, const IString& cluster, const StateSource& state);
    void tell(const QString& context, std::shared_ptr<const Delta> delta); ///< passes on what no other context tells
    void close(const QString& context);
    /// False when another context tells of the same cluster.
    [[nodiscard]] bool speaks(const QString& context) const;

private:
    struct Voice {
        QString context;
        IString cluster;
        const StateSource* state = nullptr;
    };
    [[nodiscard]] const Voice* voiceOf(const IString& cluster) const; // null: none
    using Known = std::vector<SnapshotPtr>;
    [[nodiscard]] Known knownBefore(const Voice& voice) const; // to those who tell of its cluster before it does
    [[nodiscard]] Known knownBeside(const Voice& voice) const; // to all others who tell of its cluster

    const Tell m_tell;
    const Named m_named;
    std::vector<Voice> m_voices; // in the order in which they were identified; one a context
};

} // namespace Strato
