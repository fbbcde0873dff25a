// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/conformance/metricstarget.h"

#include "tests/conformance/conformancetarget.h"

#include <nlohmann/json.hpp>

namespace Strato::Testing {

using namespace Qt::StringLiterals;
using nlohmann::json;

MetricsTarget::MetricsTarget()
{
    if (environment("STRATO_CONFORMANCE_PROMETHEUS").empty())
        m_estate = std::make_unique<Test::EstateProcess>(QStringList { u"--no-history"_s, u"--faults"_s, u"none"_s,
            u"--state"_s, m_folder.path(), u"--parent-pid"_s, QString::number(QCoreApplication::applicationPid()) });
    m_reader = std::make_unique<ConsoleReader>(openServer(url()));
    m_executor = std::make_unique<ManualExecutor>(m_reader->clock());
    m_pool = std::make_unique<WorkerPool>(2);
    m_client = std::make_unique<PrometheusClient>(m_reader->transport(), m_reader->endpoint(), *m_executor, *m_pool);
}

MetricsTarget::~MetricsTarget()
{
    m_reader->transport().stop(); // before the executor that its sinks post to
}

std::string MetricsTarget::url() const
{
    return m_estate ? m_estate->prometheusUrl() : environment("STRATO_CONFORMANCE_PROMETHEUS");
}

bool MetricsTarget::breakSomething() const
{
    if (!m_estate)
        return true;
    const QStringList words { u"inject"_s, u"zone-dark"_s, u"--state"_s, m_folder.path(), u"--for"_s, u"1h"_s };
    return QProcess::execute(Test::EstateProcess::program(), words) == 0;
}

json MetricsTarget::data(const std::string& path)
{
    const ApiReply reply = m_reader->get(path);
    const json answer = parsed(reply);
    if (reply.status == 200 && answer.is_object() && answer.value("status", "") == "success")
        return answer.value("data", json());
    qWarning("%s: %d %s %s", path.c_str(), reply.status, reply.error.c_str(), reply.body.substr(0, 500).c_str());
    return {};
}

std::optional<std::string> MetricsTarget::value(const std::string& query)
{
    const json answer = data("/api/v1/query?query=" + encoded(query));
    if (!answer.is_object() || answer.value("result", json()).empty())
        return std::nullopt;
    return answer["result"][0]["value"][1].get<std::string>();
}

std::pair<int, int> MetricsTarget::version()
{
    const json build = data("/api/v1/status/buildinfo");
    const QStringList parts = QString::fromStdString(build.value("version", "0.0")).split(u'.');
    return { parts.value(0).toInt(), parts.value(1).toInt() };
}

} // namespace Strato::Testing
