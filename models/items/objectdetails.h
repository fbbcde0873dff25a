// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/clock.h"
#include "models/base/health.h"
#include "models/base/result.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <utility>
#include <vector>

namespace Strato {

/// One entry of status.conditions.
struct ObjectCondition {
    QString type;
    QString status; ///< "True", "False", "Unknown"
    QString reason;
    QString message;
    std::optional<Instant> since; ///< lastTransitionTime
    std::optional<Health> health; ///< nothing: whether it is good is not known for this type

    bool operator==(const ObjectCondition&) const = default;
};

/// One container of a pod or of a pod template. Quantities are as written ("500m", "4Gi").
struct ObjectContainer {
    enum class Role : std::uint8_t { Main, Init, Ephemeral };
    struct End {
        std::optional<qint64> exitCode;
        QString reason;
        std::optional<Instant> at;

        bool operator==(const End&) const = default;
    };
    Role role = Role::Main;
    QString name;
    QString image;
    QString state; ///< "running", "waiting", "terminated"; empty: of a template, or not said
    QString reason; ///< of the state
    QString message; ///< of the state
    std::optional<Instant> since; ///< running since, or terminated at
    std::optional<bool> ready;
    std::optional<qint64> restarts;
    std::optional<End> lastEnd; ///< of the run before
    std::vector<std::pair<QString, QString>> requests; ///< resource -> quantity
    std::vector<std::pair<QString, QString>> limits;
    QString ports; ///< "8080/TCP, 9090/TCP"

    [[nodiscard]] std::optional<Health> health() const; ///< nothing: of a template
    bool operator==(const ObjectContainer&) const = default;
};

struct ObjectOwner {
    QString apiVersion;
    QString kind;
    QString name;
    QString uid;
    bool controller = false;

    [[nodiscard]] QString group() const { return apiVersion.section(u'/', 0, -2); }
    bool operator==(const ObjectOwner&) const = default;
};

/// What a details pane shows beyond the record, read from the whole object. Text is cleaned and bounded.
struct ObjectDetails {
    QString uid;
    std::vector<std::pair<QString, QString>> labels;
    std::vector<std::pair<QString, QString>> annotations; ///< without kubectl's copy of the whole object
    std::vector<ObjectOwner> owners;
    std::vector<QString> finalizers;
    std::vector<ObjectCondition> conditions;
    std::vector<ObjectContainer> containers; ///< init first, as they run; of status, else of the pod template

    bool operator==(const ObjectDetails&) const = default;
};

/// Reads an object's JSON, of any kind. Errors: Malformed. Deeper than 64 levels is left out; lists are bounded to 512
/// entries. Pure, thread-safe.
[[nodiscard]] Result<ObjectDetails> objectDetails(const QByteArray& json);

} // namespace Strato
