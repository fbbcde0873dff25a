// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// As metrics-server prints its Tables (its pkg/api/table.go): quantities as texts, those of a pod's containers summed.
#include "app/estate/kube/objectencoder.h"
#include "app/estate/kube/printers.h"

#include <nlohmann/json.hpp>

#include <array>
#include <charconv>

namespace Strato::Estate {

using nlohmann::json;

namespace {

/// The number before the unit: usage is told in "n" and "Ki" alone.
std::int64_t numberOf(const json& usage, const char* resource)
{
    const std::string text = valueAt(usage, resource);
    std::int64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

/// A quantity in its canonical form: the largest unit that needs no fraction.
template <std::size_t Count>
std::string canonical(std::int64_t value, std::int64_t step, const std::array<const char*, Count>& units)
{
    if (value == 0)
        return "0";
    std::size_t unit = 0;
    for (; unit + 1 < Count && value % step == 0; ++unit)
        value /= step;
    return std::to_string(value) + units[unit];
}

std::vector<Cell> usageCells(const json& object, std::int64_t cpuNanocores, std::int64_t memoryKibibytes)
{
    constexpr std::array cpuUnits { "n", "u", "m", "" };
    constexpr std::array memoryUnits { "Ki", "Mi", "Gi", "Ti" };
    return { textCell(valueAt(object, "metadata.name")), textCell(canonical(cpuNanocores, 1000, cpuUnits)),
        textCell(canonical(memoryKibibytes, 1024, memoryUnits)), textCell(valueAt(object, "window")) };
}

std::vector<Cell> nodeCells(const json& object)
{
    const json usage = object.value("usage", json::object());
    return usageCells(object, numberOf(usage, "cpu"), numberOf(usage, "memory"));
}

std::vector<Cell> podCells(const json& object)
{
    std::int64_t cpu = 0;
    std::int64_t memory = 0;
    for (const json& container : object.value("containers", json::array())) {
        const json usage = container.value("usage", json::object());
        cpu += numberOf(usage, "cpu");
        memory += numberOf(usage, "memory");
    }
    return usageCells(object, cpu, memory);
}

} // namespace

std::vector<Printer> usagePrinters()
{
    const std::vector<PrinterColumn> columns { { "Name", "string", "name", "Name of the resource", 0, {} },
        { "cpu", "string", "quantity", {}, 0, {} }, { "memory", "string", "quantity", {}, 0, {} },
        { "Window", "string", "duration", {}, 0, {} } };
    return { { "NodeMetrics", columns, nodeCells }, { "PodMetrics", columns, podCells } };
}

} // namespace Strato::Estate
