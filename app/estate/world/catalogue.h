// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace Strato::Estate {

enum class Runtime : std::uint8_t { Java, Go, Node, MySql, Redis, Kafka, Elastic, External, Silent };

/// One service of the company, the same in every cluster where it lives. Times in ms, memory in MiB.
struct ServiceSpec {
    std::string_view name;
    std::string_view nameSpace;
    Runtime runtime;
    unsigned where; ///< bit 0: first cluster, bit 1: second
    int replicas; ///< in each cluster
    double cpuMs; ///< CPU time of one request
    double baseMs; ///< own time of one request when idle, without callees
    double requestCores;
    double limitCores;
    double memoryMiB; ///< limit
    int pool; ///< database connections a pod; 0: none
    std::string_view version;
    std::string_view uri; ///< its busiest route
    std::string_view calls; ///< "order-db:3 kafka:1?": callee, calls a request, ? when it can do without
};

struct CallSpec {
    std::string callee;
    double perRequest = 1;
    bool required = true;
};

struct TenantSpec {
    std::string_view name;
    double share; ///< of the load of the gateways
};

/// Owner, contact and runbook of a namespace.
struct NamespaceSpec {
    std::string_view name;
    std::string_view owner;
    std::string_view person;
    std::string_view cost;
};

[[nodiscard]] std::span<const ServiceSpec> services();
[[nodiscard]] const ServiceSpec* findService(std::string_view name);
[[nodiscard]] std::vector<CallSpec> callsOf(const ServiceSpec& service);
[[nodiscard]] std::span<const TenantSpec> tenants();
[[nodiscard]] std::span<const NamespaceSpec> namespaces();
[[nodiscard]] bool isDatabase(Runtime runtime); ///< MySql, Redis, Kafka or Elastic: a StatefulSet with volumes
/// Calls a second that enter at a gateway at the busiest hour of an ordinary day, all clusters together; 0 for the
/// others.
[[nodiscard]] double peakLoad(std::string_view service);
/// Share of the day's peak at @p secondOfDay of local time, in (0, 1].
[[nodiscard]] double dayCurve(double secondOfDay);
/// "com.example.shop.order.OrderItemMapper" and the like: a class of a Java service, for logs.
[[nodiscard]] std::string javaPackage(const ServiceSpec& service);

} // namespace Strato::Estate
