// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/metrics/metricpages.h"

#include <cmath>

namespace Strato::Estate {

namespace {

struct Named {
    const char* name;
    double value;
    const char* help;
};

void writeCpu(const Node& node, Exposition& out)
{
    const NodeTotals& t = node.total;
    const std::array<std::pair<const char*, double>, 8> modes { { { "user", t.user }, { "system", t.system },
        { "iowait", t.iowait }, { "steal", t.steal }, { "softirq", t.softirq }, { "idle", t.idle }, { "irq", 0 },
        { "nice", 0 } } };
    out.family("node_cpu_seconds_total", "counter", "Seconds the CPUs spent in each mode.");
    const int cores = static_cast<int>(node.cores);
    for (int cpu = 0; cpu < cores; ++cpu)
        for (const auto& [mode, seconds] : std::span(modes).first(out.sparse() ? 6 : 8))
            out.sample("cpu=\"" + std::to_string(cpu) + "\",mode=\"" + mode + '"', seconds / cores);
}

template <std::size_t N>
void writePlain(Exposition& out, const char* type, const std::string& labels, const std::array<Named, N>& all)
{
    for (const Named& one : all) {
        out.family(one.name, type, one.help);
        out.sample(labels, one.value);
    }
}

void writeMemory(const Node& node, Exposition& out)
{
    const double cached = std::min(node.memoryBytes * 0.2, (node.memoryBytes - node.memoryUsed) * 0.6);
    const double left = node.memoryBytes - node.memoryUsed;
    writePlain<9>(out, "gauge", {},
        { { { "node_load1", node.load1, "1m load average." }, { "node_load5", node.load5, "5m load average." },
            { "node_load15", node.load15, "15m load average." },
            { "node_memory_MemTotal_bytes", node.memoryBytes, "Memory." },
            { "node_memory_MemAvailable_bytes", left, "Memory that programs can have." },
            { "node_memory_MemFree_bytes", left - cached, "Memory without use." },
            { "node_memory_Cached_bytes", cached, "Page cache." }, { "node_memory_Buffers_bytes", 2.1e8, "Buffers." },
            { "node_memory_SwapFree_bytes", 0, "Swap left." } } });
}

void writeNetwork(const Node& node, Exposition& out)
{
    const NodeTotals& t = node.total;
    writePlain<8>(out, "counter", "device=\"eth0\"",
        { { { "node_network_receive_bytes_total", t.rxBytes, "Bytes received." },
            { "node_network_transmit_bytes_total", t.txBytes, "Bytes sent." },
            { "node_network_receive_packets_total", t.rxPackets, "Packets received." },
            { "node_network_transmit_packets_total", t.txPackets, "Packets sent." },
            { "node_network_receive_drop_total", t.rxDrops, "Packets dropped on receipt." },
            { "node_network_transmit_drop_total", t.txDrops, "Packets dropped before they were sent." },
            { "node_network_receive_errs_total", 0, "Receive errors." },
            { "node_network_transmit_errs_total", 0, "Transmit errors." } } });
    writePlain<3>(out, "untyped", {},
        { { { "node_netstat_Tcp_OutSegs", t.outSegments, "Segments sent." },
            { "node_netstat_Tcp_RetransSegs", t.retransmits, "Segments sent again." },
            { "node_netstat_TcpExt_ListenDrops", t.listenDrops, "Connections dropped by a full queue." } } });
    out.family("node_softnet_dropped_total", "counter", "Frames dropped in softnet.");
    const int cores = static_cast<int>(node.cores);
    for (int cpu = 0; cpu < cores; ++cpu)
        out.sample("cpu=\"" + std::to_string(cpu) + '"', 0);
    writePlain<2>(out, "gauge", {},
        { { { "node_nf_conntrack_entries", 900.0 + node.rxRate / 4000, "Connections tracked." },
            { "node_nf_conntrack_entries_limit", 262144, "Most of them." } } });
}

void writeDisk(const Node& node, Exposition& out)
{
    const NodeTotals& t = node.total;
    const double left = node.diskBytes - node.diskUsed;
    writePlain<4>(out, "gauge", "device=\"/dev/vda1\",fstype=\"xfs\",mountpoint=\"/\"",
        { { { "node_filesystem_size_bytes", node.diskBytes, "Size." },
            { "node_filesystem_avail_bytes", left, "Left for users." }, { "node_filesystem_free_bytes", left, "Left." },
            { "node_filesystem_files_free", 4.1e7, "Inodes left." } } });
    writePlain<8>(out, "counter", "device=\"vda\"",
        { { { "node_disk_reads_completed_total", t.reads, "Reads." },
            { "node_disk_writes_completed_total", t.writes, "Writes." },
            { "node_disk_read_bytes_total", t.readBytes, "Bytes read." },
            { "node_disk_written_bytes_total", t.writtenBytes, "Bytes written." },
            { "node_disk_read_time_seconds_total", t.ioWeighted * 0.3, "Seconds of reads." },
            { "node_disk_write_time_seconds_total", t.ioWeighted * 0.7, "Seconds of writes." },
            { "node_disk_io_time_seconds_total", t.ioSeconds, "Seconds with input or output." },
            { "node_disk_io_time_weighted_seconds_total", t.ioWeighted, "The same, weighted." } } });
}

} // namespace

void writeNodePage(const WorldState& world, const Node& node, Exposition& out)
{
    const NodeTotals& t = node.total;
    writeCpu(node, out);
    writeMemory(node, out);
    writeNetwork(node, out);
    writeDisk(node, out);
    writePlain<2>(out, "untyped", {},
        { { { "node_vmstat_pgmajfault", t.majorFaults, "Major page faults." },
            { "node_vmstat_oom_kill", t.oomKills, "Processes killed for want of memory." } } });
    writePlain<3>(out, "counter", {},
        { { { "node_pressure_cpu_waiting_seconds_total", t.waitCpu, "Seconds in which something waited for CPU." },
            { "node_pressure_memory_waiting_seconds_total", t.waitMemory,
                "Seconds in which something waited for memory." },
            { "node_pressure_io_waiting_seconds_total", t.waitIo, "Seconds in which something waited for disks." } } });
    writePlain<3>(out, "gauge", {},
        { { { "node_boot_time_seconds", std::floor(static_cast<double>(node.created.ns) / 1e9),
                "Time of the last boot." },
            { "node_time_seconds", static_cast<double>(world.now.ns) * 1e-9, "Time." },
            { "node_timex_offset_seconds", 1.2e-5, "Offset of the clock." } } });
    out.family("node_uname_info", "gauge", "The system.");
    out.sample("sysname=\"Linux\",machine=\"x86_64\",release=\"3.10.0-1062.18.1.el7.x86_64\",version=\"#1 SMP Tue Mar "
               "17 23:49:17 "
               "UTC 2020\",domainname=\"(none)\",nodename=\""
            + node.name + '"',
        1);
}

} // namespace Strato::Estate
