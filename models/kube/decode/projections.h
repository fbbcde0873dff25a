// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/kube/decode/recordbuilder.h"

#include <string_view>

namespace Strato {

/// Turns the fields of one object into the columns of its kind; metadata is done already.
using Projection = void (*)(const WireView& object, RecordBuilder& into);

/// Null for kinds of which only metadata is kept.
[[nodiscard]] Projection projectionOf(std::string_view group, std::string_view kind);

namespace Project {
void pod(const WireView& object, RecordBuilder& into);
void node(const WireView& object, RecordBuilder& into);
void nameSpace(const WireView& object, RecordBuilder& into);
void event(const WireView& object, RecordBuilder& into);
void deployment(const WireView& object, RecordBuilder& into);
void statefulSet(const WireView& object, RecordBuilder& into);
void daemonSet(const WireView& object, RecordBuilder& into);
void replicaSet(const WireView& object, RecordBuilder& into);
void job(const WireView& object, RecordBuilder& into);
void cronJob(const WireView& object, RecordBuilder& into);
void service(const WireView& object, RecordBuilder& into);
void ingress(const WireView& object, RecordBuilder& into);
void endpointSlice(const WireView& object, RecordBuilder& into);
void persistentVolumeClaim(const WireView& object, RecordBuilder& into);
void persistentVolume(const WireView& object, RecordBuilder& into);
void storageClass(const WireView& object, RecordBuilder& into);
void configMap(const WireView& object, RecordBuilder& into);
void secret(const WireView& object, RecordBuilder& into);
void serviceAccount(const WireView& object, RecordBuilder& into);
void resourceQuota(const WireView& object, RecordBuilder& into);
void horizontalPodAutoscaler(const WireView& object, RecordBuilder& into);
void podDisruptionBudget(const WireView& object, RecordBuilder& into);
void lease(const WireView& object, RecordBuilder& into);

// Shared by several kinds.
[[nodiscard]] std::string conditionsText(const WireView& status); ///< "Ready=True,Foo=False(Why)"
[[nodiscard]] WireView condition(const WireView& status, std::string_view type);
[[nodiscard]] bool conditionIs(const WireView& status, std::string_view type, std::string_view value);
[[nodiscard]] std::string selectorText(const WireView& selector); ///< as kubectl prints a LabelSelector
[[nodiscard]] std::string mapText(const WireView& object, FieldName field); ///< "a=b,c=d", sorted
[[nodiscard]] std::string joined(const WireView& object, FieldName field, FieldName inner = {});
/// "a,b,c + 2 more..." of @p items, of which at most @p shown are written, as kubectl does.
[[nodiscard]] std::string listWithMore(
    const std::vector<std::string_view>& items, std::size_t shown, std::string_view between);
void podResources(const WireView& podSpec, RecordBuilder& into); ///< cpuRequest … memoryLimit
} // namespace Project

} // namespace Strato
