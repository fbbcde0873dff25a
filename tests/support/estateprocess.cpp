// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/estateprocess.h"

#include <QCoreApplication>

#include <nlohmann/json.hpp>

namespace Strato::Test {

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

constexpr int longestMs = 60'000; // the machine may be busy with other things

} // namespace

EstateProcess::EstateProcess(const QStringList& arguments, const QProcessEnvironment& environment)
{
    m_process.setProcessEnvironment(environment);
    m_process.start(program(), QStringList { u"serve"_s } + arguments);
    while (!m_line.contains('\n') && m_process.waitForReadyRead(longestMs))
        m_line += m_process.readAllStandardOutput();
}

EstateProcess::~EstateProcess()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (m_process.waitForFinished(longestMs))
        return;
    m_process.kill();
    m_process.waitForFinished();
}

json EstateProcess::ready() const
{
    json said = json::parse(m_line.toStdString(), nullptr, false);
    return said.is_object() ? said : json::object();
}

QString EstateProcess::text(const char* key) const
{
    return QString::fromStdString(ready().value(key, ""));
}

std::string EstateProcess::prometheusUrl() const
{
    const json said = ready().value("prometheus", json());
    return said.is_object() ? said.value("url", "") : std::string();
}

QString EstateProcess::program()
{
    return QCoreApplication::applicationDirPath() + u"/stratoscope-estate"_s;
}

} // namespace Strato::Test
