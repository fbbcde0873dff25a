// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/world/logwriter.h"

#include "app/estate/world/kubejson.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdarg>
#include <cstdio>

namespace Strato::Estate {

namespace {

/// Printf into a string; the formats are ours, the arguments numbers and our own names.
[[gnu::format(printf, 1, 2)]] std::string text(const char* format, ...)
{
    std::array<char, 1024> buffer {};
    va_list arguments;
    va_start(arguments, format);
    const int length = std::vsnprintf(buffer.data(), buffer.size(), format, arguments);
    va_end(arguments);
    return { buffer.data(), std::min(static_cast<std::size_t>(std::max(length, 0)), buffer.size() - 1) };
}

const ServiceSpec* specOf(const LogScene& s)
{
    return s.workload.service < 0 ? nullptr : &services()[static_cast<std::size_t>(s.workload.service)];
}

std::uint64_t roll(const LogScene& s, std::uint64_t salt)
{
    return s.world.dice.number(s.pod.name, static_cast<std::uint64_t>(s.moment.at.ns) * 31 + salt);
}

std::string trace(const LogScene& s, std::uint64_t salt)
{
    return s.world.dice.hex(s.pod.name, static_cast<std::uint64_t>(s.moment.at.ns) + salt, 32);
}

std::string tenantName(std::uint64_t number)
{
    return std::string(tenants()[number % 5 == 4 ? 1 : number % 3 == 0 ? 2 : 0].name);
}

double millis(const LogScene& s, std::uint64_t salt)
{
    const double unit = static_cast<double>(roll(s, salt) % 1000U) / 1000.0;
    return static_cast<double>(s.moment.latencyMs) * (0.5 + 1.1 * unit * unit);
}

bool fails(const LogScene& s, std::uint64_t salt)
{
    return static_cast<double>(roll(s, salt + 900) % 10000U) / 10000.0 < static_cast<double>(s.moment.errorRatio);
}

/// "2026-11-24 04:45:20.123  WARN [order-svc,…] 1 --- [nio-8080-exec-7] c.e.s.order.OrderController : "
std::string spring(const LogScene& s, const char* level, std::string_view logger, std::uint64_t salt)
{
    std::string at = isoMicroTime(s.moment.at).substr(0, 23);
    at[10] = ' ';
    const std::string id = trace(s, salt);
    return text("%s %5s [%s,%s,%s] 1 --- [nio-8080-exec-%d] %-40.*s : ", at.c_str(), level, s.workload.name.c_str(),
        id.c_str(), id.substr(16).c_str(), static_cast<int>(salt % 24 + 1), static_cast<int>(logger.size()),
        logger.data());
}

std::string className(const ServiceSpec& spec)
{
    std::string word(spec.name.substr(0, spec.name.find('-')));
    word.front() = static_cast<char>(word.front() - 'a' + 'A');
    return word;
}

std::string stack(const ServiceSpec& spec, const std::string& exception, const std::string& cause)
{
    const std::string package = javaPackage(spec);
    const std::string name = className(spec);
    return exception + "\n\tat " + package + '.' + name + "Service.handle(" + name + "Service.java:214)\n\tat "
        + package + '.' + name + "Controller.serve(" + name
        + "Controller.java:88)\n\tat "
          "org.springframework.web.servlet.FrameworkServlet.service(FrameworkServlet.java:897)\n\tat "
          "org.apache.catalina.core.ApplicationFilterChain.doFilter(ApplicationFilterChain.java:153)\n\t... 41 common "
          "frames omitted\nCaused by: "
        + cause;
}

void javaBoot(const LogScene& s, const ServiceSpec& spec, std::vector<std::string>& out)
{
    const std::string package = javaPackage(spec);
    out.emplace_back("Picked up JAVA_TOOL_OPTIONS: -XX:MaxRAMPercentage=62 -XX:+UseG1GC");
    out.push_back(spring(s, "INFO", package + ".Application", 1) + "Starting Application v"
        + s.world.revisionOf(s.pod).version + " using Java 17.0.9 with PID 1");
    if (spec.pool > 0)
        out.push_back(spring(s, "INFO", "com.zaxxer.hikari.HikariDataSource", 2) + "HikariPool-1 - Starting...");
    if (s.world.revisionOf(s.pod).effect.crashes)
        return;
    out.push_back(spring(s, "INFO", "o.s.b.w.embedded.tomcat.TomcatWebServer", 3)
        + "Tomcat started on port(s): 8080 (http) with context path ''");
}

void javaCrash(const LogScene& s, const ServiceSpec& spec, std::vector<std::string>& out)
{
    if (s.pod.last && s.pod.last->reason == "OOMKilled")
        return; // SIGKILL leaves no time for words
    if (s.world.revisionOf(s.pod).effect.crashes) {
        out.push_back(spring(s, "ERROR", "o.s.boot.SpringApplication", 5) + "Application run failed");
        out.push_back(stack(spec,
            "org.springframework.beans.factory.BeanCreationException: Error creating bean with name 'requestTimeout'",
            "java.lang.NumberFormatException: For input string: \"3000ms\" under key REQUEST_TIMEOUT"));
    }
}

std::string calleeName(const LogScene& s, const ServiceSpec& spec)
{
    const ServiceGroup* group = s.world.groupOf(s.pod);
    const Edge* worst = nullptr;
    if (group != nullptr)
        for (const Edge& edge : group->edges)
            if (worst == nullptr || edge.errorRatio > worst->errorRatio)
                worst = &edge;
    return worst != nullptr ? worst->call.callee : std::string(spec.name);
}

void javaTrouble(const LogScene& s, const ServiceSpec& spec, std::vector<std::string>& out)
{
    const PodMoment& m = s.moment;
    if (m.gcShare > 0.12F)
        out.push_back(text("[%.3fs][warning][gc] GC(%llu) Pause Full (G1 Compaction Pause) %.0fM->%.0fM(%.0fM) %.1fms",
            static_cast<double>(m.at.ns % 864'000'000'000'000) * 1e-9,
            static_cast<unsigned long long>(roll(s, 7) % 90000U), s.workload.limitBytes * 0.61 / 1048576,
            s.workload.limitBytes * 0.6 / 1048576, s.workload.limitBytes * 0.62 / 1048576,
            200 + 1100 * static_cast<double>(m.gcShare)));
    if (m.memoryRatio > 0.85F)
        out.push_back(spring(s, "WARN", javaPackage(spec) + ".MemoryWatch", 8)
            + text("container memory at %.0f %% of its limit, cache of priced offers holds %llu entries",
                100 * static_cast<double>(m.memoryRatio),
                static_cast<unsigned long long>(400'000 + roll(s, 9) % 90'000U)));
    if (m.slowSql)
        out.push_back(spring(s, "WARN", javaPackage(spec) + '.' + className(spec) + "ItemMapper", 10)
            + text("slow SQL, %.0f ms: SELECT * FROM %s_item WHERE tenant_id = ? AND created_at > ? ORDER BY "
                   "created_at DESC",
                std::max(900.0, millis(s, 10)), std::string(spec.name.substr(0, spec.name.find('-'))).c_str()));
    if (m.poolBusy > 1.0F)
        out.push_back(stack(spec,
            spring(s, "ERROR", javaPackage(spec) + '.' + className(spec) + "Controller", 11)
                + "org.springframework.jdbc.CannotGetJdbcConnectionException: Failed to obtain JDBC Connection",
            text("java.sql.SQLTransientConnectionException: HikariPool-1 - Connection is not available, request timed "
                 "out after 3000ms (total=%d, active=%d, idle=0, waiting=%.0f)",
                spec.pool, spec.pool, static_cast<double>(m.poolBusy) - 1)));
}

void javaCalls(const LogScene& s, const ServiceSpec& spec, std::uint64_t calls, std::vector<std::string>& out)
{
    const std::string controller = javaPackage(spec) + '.' + className(spec) + "Controller";
    const std::string uri(spec.uri);
    for (std::uint64_t i = 20; i < 20 + calls; ++i) {
        const std::string tenant = tenantName(roll(s, i));
        if (!fails(s, i)) {
            out.push_back(spring(s, "INFO", controller, i)
                + text("POST %s 200 %.0f ms tenant=%s", uri.c_str(), millis(s, i), tenant.c_str()));
            continue;
        }
        const std::string callee = calleeName(s, spec);
        out.push_back(stack(spec,
            spring(s, "ERROR", controller, i)
                + text("POST %s 500 %.0f ms tenant=%s ", uri.c_str(), millis(s, i), tenant.c_str())
                + "feign.RetryableException: call of " + callee + " failed",
            "java.net.SocketTimeoutException: Read timed out executing POST http://" + callee + "/"));
    }
}

void goLines(const LogScene& s, const ServiceSpec& spec, std::uint64_t calls, std::vector<std::string>& out)
{
    for (std::uint64_t i = 20; i < 20 + calls; ++i) {
        const bool bad = fails(s, i);
        out.push_back(text(
            R"({"level":"%s","ts":"%s","msg":"%s","service":"%s","path":"%.*s","status":%d,"ms":%.1f,"tenant":"%s","trace_id":"%s"})",
            bad ? "error" : "info", isoMicroTime(s.moment.at).c_str(),
            bad ? ("upstream " + calleeName(s, spec) + ": context deadline exceeded").c_str() : "served",
            s.workload.name.c_str(), static_cast<int>(spec.uri.size()), spec.uri.data(), bad ? 502 : 200, millis(s, i),
            tenantName(roll(s, i)).c_str(), trace(s, i).c_str()));
    }
}

void storeLines(const LogScene& s, const ServiceSpec& spec, std::vector<std::string>& out)
{
    const std::string at = isoMicroTime(s.moment.at);
    const ServiceGroup* group = s.world.groupOf(s.pod);
    const double cost = group == nullptr ? 1 : group->queryCost;
    switch (spec.runtime) {
    case Runtime::MySql:
        if (cost > 1.3)
            for (std::uint64_t i = 0; i < 3; ++i)
                out.push_back(text("# Time: %s\n# Query_time: %.3f  Lock_time: 0.000%02d Rows_sent: 50  Rows_examined: "
                                   "%llu\nSELECT * FROM %.*s_item WHERE tenant_id = %llu AND created_at > '2026-11-01' "
                                   "ORDER BY created_at DESC LIMIT 50;",
                    at.c_str(), 0.4 + cost * 0.3, static_cast<int>(roll(s, i) % 90U),
                    static_cast<unsigned long long>(200'000 + roll(s, i + 3) % 90'000U),
                    static_cast<int>(spec.uri.size()), spec.uri.data(),
                    static_cast<unsigned long long>(roll(s, i) % 5U)));
        else if (roll(s, 1) % 6U == 0)
            out.push_back(at + " 0 [Note] [MY-010914] [Server] Aborted connection to db: '" + std::string(spec.uri)
                + "' user: 'app' (Got timeout reading communication packets).");
        break;
    case Runtime::Redis: out.push_back("1:M " + at + " * 100 changes in 300 seconds. Saving..."); break;
    case Runtime::Kafka:
        out.push_back('[' + at
            + "] INFO [GroupCoordinator 0]: Stabilized group order-events generation 41 (__consumer_offsets-12)");
        break;
    default:
        out.push_back('[' + at + "][INFO ][o.e.m.j.JvmGcMonitorService] [" + s.pod.name
            + "] [gc][young] duration [38ms], collections [1]/[1s]");
    }
    if (s.moment.stage == PodStage::Failing)
        out.push_back(at + " error: storage stalled, refusing connections");
}

void systemLines(const LogScene& s, std::vector<std::string>& out)
{
    const std::string at = isoMicroTime(s.moment.at);
    if (s.workload.kind == WorkloadKind::Job)
        out.push_back(at
            + (s.moment.stage == PodStage::Completed ? " done: all records written"
                                                     : " batch " + std::to_string(roll(s, 1) % 900U) + " written"));
    else if (s.moment.stage == PodStage::Starting || roll(s, 2) % 3U == 0)
        out.push_back('I' + at.substr(5, 2) + at.substr(8, 2) + ' ' + at.substr(11, 15) + "       1 " + s.workload.name
            + ".go:" + std::to_string(100 + roll(s, 3) % 400U) + "] synced");
}

void proxyLines(const LogScene& s, std::uint64_t calls, std::vector<std::string>& out)
{
    for (std::uint64_t i = 20; i < 20 + calls; ++i)
        out.push_back(text(R"([%s] "POST / HTTP/1.1" %d - via_upstream - %llu %llu %.0f "%s" "%s:8080")",
            isoMicroTime(s.moment.at).c_str(), fails(s, i) ? 503 : 200,
            static_cast<unsigned long long>(200 + roll(s, i) % 900U),
            static_cast<unsigned long long>(900 + roll(s, i + 1) % 9000U), millis(s, i),
            trace(s, i).substr(0, 16).c_str(), s.pod.ip.c_str()));
}

} // namespace

std::vector<std::string> writeLog(const LogScene& s)
{
    std::vector<std::string> out;
    const auto calls = static_cast<std::uint64_t>(
        std::clamp(std::lround(static_cast<double>(s.moment.rps) * 0.15), 0L, 12L)); // a sample
    const ServiceSpec* spec = specOf(s);
    if (s.sidecar) {
        proxyLines(s, calls, out);
    } else if (spec == nullptr) {
        systemLines(s, out);
    } else if (spec->runtime == Runtime::Java) {
        if (s.moment.stage == PodStage::Starting)
            javaBoot(s, *spec, out);
        else if (s.lastWords)
            javaCrash(s, *spec, out);
        else if (s.moment.stage == PodStage::Terminating)
            out.push_back(spring(s, "INFO", "o.s.b.w.e.tomcat.GracefulShutdown", 4)
                + "Commencing graceful shutdown. Waiting for active requests to complete");
        if (s.moment.stage == PodStage::Ready) {
            javaTrouble(s, *spec, out);
            javaCalls(s, *spec, calls, out);
        }
    } else if (isDatabase(spec->runtime)) {
        storeLines(s, *spec, out);
    } else if (spec->runtime == Runtime::Silent) {
        if (s.moment.stage == PodStage::Starting)
            out.emplace_back("service started"); // the old ones say nothing more
    } else if (s.lastWords) {
        out.push_back(text(
            R"({"level":"fatal","ts":"%s","msg":"cannot read configuration: REQUEST_TIMEOUT: \"3000ms\" is no number"})",
            isoMicroTime(s.moment.at).c_str()));
    } else {
        goLines(s, *spec, calls, out);
    }
    return out;
}

} // namespace Strato::Estate
