// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/kube/resourceinfo.h"
#include "app/estate/kube/storedobject.h"

#include <string_view>

namespace Strato::Estate {

/// How a built-in kind is printed; the columns and cells of kube-apiserver's own printers.
struct Printer {
    std::string_view kind;
    std::vector<PrinterColumn> columns;
    CellsFunction cells = nullptr;
};

/// Printers of one family; together they cover the kinds that kubectl shows with more than name and age.
[[nodiscard]] std::vector<Printer> podPrinters(); ///< Pod, Node, Event, Namespace
[[nodiscard]] std::vector<Printer> workloadPrinters(); ///< apps, batch, autoscaling, policy
[[nodiscard]] std::vector<Printer>
servicePrinters(); ///< Service, Endpoints, EndpointSlice, Ingress, NetworkPolicy, ...
[[nodiscard]] std::vector<Printer> configPrinters(); ///< ConfigMap, Secret, volumes, quotas, RBAC, ...
[[nodiscard]] std::vector<Printer> usagePrinters(); ///< NodeMetrics, PodMetrics

/// Name and Age, which every kind without a printer of its own gets.
[[nodiscard]] std::vector<PrinterColumn> plainColumns();
/// The cells of @p object in the order of resource.columns.
[[nodiscard]] std::vector<Cell> printCells(const ResourceInfo& resource, const nlohmann::json& object);
/// A cell as JSON at @p nowSeconds.
[[nodiscard]] std::string cellJson(const Cell& cell, std::int64_t nowSeconds);

/// Makes cells.
[[nodiscard]] Cell textCell(std::string_view text);
[[nodiscard]] Cell numberCell(std::int64_t value);
/// Age counted from an RFC 3339 time; "<unknown>" when it is none.
[[nodiscard]] Cell ageCell(const std::string& since);

} // namespace Strato::Estate
