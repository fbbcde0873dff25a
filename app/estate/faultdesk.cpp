// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/faultdesk.h"

#include "app/estate/world/livingworld.h"

#include <QFile>

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace Strato::Estate {

using nlohmann::json;
using namespace Qt::StringLiterals;

namespace {

FaultOptions engineOptions(const ServeOptions& options, Instant start)
{
    FaultOptions out;
    out.seed = options.seed;
    out.planned = options.faultPlan;
    if (options.faultPlan)
        out.opening = start;
    return out;
}

std::string lengthText(std::chrono::seconds length)
{
    return length.count() % 60 == 0 ? std::to_string(length.count() / 60) + "m" : std::to_string(length.count()) + "s";
}

void printKinds()
{
    std::printf("%-20s %-12s %-15s %-7s %s\n", "KIND", "LAYER", "DEFAULT TARGET", "LENGTH", "WHAT IT IS");
    for (const FaultKindSpec& spec : faultKinds())
        std::printf("%-20s %-12s %-15s %-7s %s\n", std::string(spec.name).c_str(), std::string(spec.layer).c_str(),
            std::string(spec.target).c_str(), lengthText(spec.length).c_str(), std::string(spec.says).c_str());
}

/// A text of a question; whatever else stands there counts as none.
std::string wordOf(const json& question, const char* key)
{
    const auto found = question.find(key);
    return found != question.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::chrono::seconds secondsOf(const json& question)
{
    const auto found = question.find("seconds");
    const bool number = found != question.end() && found->is_number_integer();
    return std::chrono::seconds(number ? std::clamp<std::int64_t>(found->get<std::int64_t>(), 0, 86'400) : 0);
}

int complain(const QString& sentence, int status)
{
    std::fprintf(stderr, "stratoscope-estate: %s\n", qUtf8Printable(sentence));
    return status;
}

} // namespace

FaultDesk::FaultDesk(const ServeOptions& options, Instant start)
    : m_engine(engineOptions(options, start))
{
}

FaultDesk::~FaultDesk()
{
    if (m_world != nullptr)
        m_world->change([](World& world) { world.setDirector({}); });
    if (m_truth >= 0)
        ::close(m_truth);
}

Result<void> FaultDesk::attach(LivingWorld& world, const StateDirectory& state)
{
    if (Result<void> opened = m_socket.open(state.path()); !opened)
        return opened;
    const QString path = state.file(u"ground-truth.jsonl"_s);
    m_truth = ::open(QFile::encodeName(path).constData(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (m_truth < 0)
        return fail(ErrorCode::ReadOnly, path);
    m_engine.onBegin([this](const WorldState& state_, const Fault& fault) { record(state_, fault); });
    m_world = &world;
    world.change([this](World& one) {
        m_engine.settle(one.state());
        one.setDirector([this](WorldState& state_) { m_engine.step(state_); });
    });
    return {};
}

void FaultDesk::record(const WorldState& world, const Fault& fault) const
{
    const auto time = [](Instant at) { return toDateTime(at).toString(Qt::ISODateWithMs).toStdString(); };
    const json line { { "kind", fault.spec->name }, { "layer", fault.spec->layer },
        { "cluster", fault.place.cluster < 0 ? json() : json(world.clusterAt(fault.place.cluster).name) },
        { "target", fault.place.target }, { "from", time(fault.from) }, { "to", time(fault.until) },
        { "seed", m_engine.seed() } };
    const std::string text = line.dump() + '\n';
    if (::write(m_truth, text.data(), text.size()) != static_cast<ssize_t>(text.size()))
        std::fprintf(stderr, "stratoscope-estate: cannot write what is true of a fault\n");
}

void FaultDesk::serve()
{
    m_socket.serve([this](const std::string& question) { return answer(question); });
}

std::string FaultDesk::answer(const std::string& question)
{
    const json asked = json::parse(question, nullptr, false);
    if (!asked.is_object())
        return R"({"error":"no question"})";
    return m_world->change([&](World& world) {
        if (asked.contains("list")) {
            json running = json::array();
            for (const Fault& fault : m_engine.running())
                running.push_back(faultText(world.state(), fault));
            return json { { "running", running } }.dump();
        }
        const Result<Fault> fault = m_engine.inject(
            world.state(), wordOf(asked, "kind"), wordOf(asked, "target"), wordOf(asked, "cluster"), secondsOf(asked));
        if (!fault)
            return json { { "error", fault.error().detail.toStdString() } }.dump(
                -1, ' ', false, json::error_handler_t::replace);
        return json { { "begun", faultText(world.state(), *fault) } }.dump();
    });
}

int inject(const InjectOptions& options)
{
    const QString folder = options.stateDirectory.isEmpty() ? defaultStateDirectory() : options.stateDirectory;
    if (options.list)
        printKinds();
    const json question = options.list ? json { { "list", true } }
                                       : json { { "kind", options.kind }, { "target", options.target },
                                             { "cluster", options.cluster }, { "seconds", options.seconds } };
    const Result<std::string> reply = askEstate(folder, question.dump(-1, ' ', false, json::error_handler_t::replace));
    if (!reply)
        return complain(reply.error().detail, 1);
    const json answer = json::parse(*reply, nullptr, false);
    if (!answer.is_object() || answer.contains("error"))
        return complain(
            QString::fromStdString(answer.is_object() ? answer.value("error", "") : "answer not understood"), 2);
    if (answer.contains("begun"))
        std::printf("%s\n", answer.value("begun", "").c_str());
    if (!options.list)
        return 0;
    const json running = answer.value("running", json::array());
    std::printf("\nrunning: %zu\n", running.size());
    for (const json& one : running)
        std::printf("  %s\n", one.get<std::string>().c_str());
    return 0;
}

} // namespace Strato::Estate
