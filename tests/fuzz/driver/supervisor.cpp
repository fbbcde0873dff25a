// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/fuzz/driver/supervisor.h"

#include "models/base/clock.h"

#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fstream>
#include <new>
#include <optional>

// The sanitizer says where a process was that is told to abort, and asks for its own options here. Freed memory is kept
// less long than by default (256 MB), so that the memory of an input can be told from it.
// NOLINTNEXTLINE(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp): the sanitizer's name
extern "C" const char* __asan_default_options()
{
    return "handle_abort=1:quarantine_size_mb=64:allocator_may_return_null=0";
}

namespace {

Strato::Fuzz::CurrentInput* worked = nullptr; // on in this process

void noteReport()
{
    if (worked)
        worked->report();
}

} // namespace

// Called by the sanitizers before they write.
// NOLINTNEXTLINE(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp): the sanitizer's name
extern "C" void __asan_on_error()
{
    noteReport();
}
// NOLINTNEXTLINE(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp): the sanitizer's name
extern "C" void __ubsan_on_report()
{
    noteReport();
}

namespace Strato::Fuzz {

namespace {

constexpr Duration lookEvery = std::chrono::milliseconds(20);
constexpr Duration longestEnd = std::chrono::minutes(2); // of a child that was told to abort

double processorSeconds(pid_t process)
{
    clockid_t clock {};
    timespec spent {};
    if (clock_getcpuclockid(process, &clock) != 0 || clock_gettime(clock, &spent) != 0)
        return 0;
    return static_cast<double>(spent.tv_sec) + static_cast<double>(spent.tv_nsec) / 1e9;
}

/// It waits for something else than the processor or a disk.
bool isAsleep(pid_t process)
{
    std::ifstream stat("/proc/" + std::to_string(process) + "/stat");
    std::string line;
    std::getline(stat, line);
    const std::size_t nameEnd = line.rfind(')'); // the name may hold anything
    return nameEnd != std::string::npos && line.substr(nameEnd).starts_with(") S");
}

std::size_t residentBytes(pid_t process)
{
    std::ifstream statm("/proc/" + std::to_string(process) + "/statm");
    std::size_t whole = 0;
    std::size_t resident = 0;
    statm >> whole >> resident;
    return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

/// Looks at a child until it ends; ends it where an input goes beyond the limits.
class Watch final {
public:
    Watch(pid_t child, const CurrentInput& input, const Limits& limits)
        : m_child(child)
        , m_input(input)
        , m_limits(limits)
    {
    }
    /// @return the status of waitpid().
    int untilTheEnd()
    {
        sigset_t childEnds;
        sigemptyset(&childEnds);
        sigaddset(&childEnds, SIGCHLD);
        const timespec pause { 0, lookEvery.count() };
        int status = 0;
        while (waitpid(m_child, &status, WNOHANG) == 0) {
            sigtimedwait(&childEnds, nullptr, &pause);
            look();
        }
        return status;
    }
    [[nodiscard]] const std::string& endedFor() const { return m_endedFor; }

private:
    void look()
    {
        const double processor = processorSeconds(m_child);
        const Duration now = m_clock.monotonic();
        if (m_input.begun() != m_watched || !m_input.running()) {
            m_watched = m_input.begun();
            m_processor = processor;
            m_asleep = {};
        } else if (isAsleep(m_child)) {
            // Not all that passed: on a busy machine the last look may be long ago.
            m_asleep += std::min<Duration>(now - m_looked, 2 * lookEvery);
        }
        m_looked = now;
        const double asleep = std::chrono::duration<double>(m_asleep).count();
        if (m_endedFor.empty()) {
            const bool isOver = processor - m_processor > m_limits.inputSeconds || asleep > m_limits.waitSeconds;
            if (residentBytes(m_child) > m_limits.memoryBytes)
                end("memory");
            else if (isOver && !m_input.reported()) // a report takes its time itself, and is the end
                end("hang");
        } else if (now - m_ended > longestEnd) {
            kill(m_child, SIGKILL); // it did not even abort
        }
    }
    void end(const char* why)
    {
        m_endedFor = why;
        m_ended = m_looked;
        kill(m_child, SIGABRT);
    }

    const SystemClock m_clock;
    const pid_t m_child;
    const CurrentInput& m_input;
    const Limits& m_limits;
    std::string m_endedFor;
    std::uint64_t m_watched = 0;
    double m_processor = 0; // of the child when its input began
    Duration m_asleep {}; // since then
    Duration m_looked {};
    Duration m_ended {};
};

std::string written(
    const std::string& target, const std::string& artifacts, const std::string& what, std::string_view bytes)
{
    std::uint64_t hash = 14'695'981'039'346'656'037U; // FNV-1a: the same input, the same name
    for (const char c : bytes)
        hash = (hash ^ static_cast<unsigned char>(c)) * 1'099'511'628'211U;
    std::array<char, 17> digits {};
    std::snprintf(digits.data(), digits.size(), "%016llx", static_cast<unsigned long long>(hash));
    std::string path = artifacts;
    path += '/' + target + '-' + what + '-' + digits.data();
    std::ofstream file(path, std::ios::binary);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return path;
}

} // namespace

void CurrentInput::begin(std::string_view origin, std::string_view bytes)
{
    const std::size_t length = std::min(origin.size(), m_origin.size() - 1);
    std::memcpy(m_origin.data(), origin.data(), length);
    m_origin.at(length) = '\0';
    m_size = std::min(bytes.size(), largest);
    std::memcpy(m_bytes.data(), bytes.data(), m_size);
    ++m_begun;
    m_running = true;
}

int supervise(const std::string& target, const std::string& artifacts, const Limits& limits,
    const std::function<int(CurrentInput&)>& work)
{
    void* shared = mmap(nullptr, sizeof(CurrentInput), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED)
        return 2;
    auto& input = *new (shared) CurrentInput;
    sigset_t childEnds;
    sigset_t before;
    sigemptyset(&childEnds);
    sigaddset(&childEnds, SIGCHLD);
    sigprocmask(SIG_BLOCK, &childEnds, &before);
    std::fflush(nullptr);
    const pid_t child = fork();
    if (child == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL); // nobody would end a hang any more
        sigprocmask(SIG_SETMASK, &before, nullptr);
        worked = &input;
        std::exit(work(input)); // so that the leak check runs
    }
    Watch watch(child, input, limits);
    const int status = watch.untilTheEnd();
    const bool good = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    if (!good && input.running()) {
        const std::string what = watch.endedFor().empty() ? "crash" : watch.endedFor();
        std::printf("%s: %s on an input of %zu bytes, of %s: %s\n", target.c_str(), what.c_str(), input.bytes().size(),
            std::string(input.origin()).c_str(), written(target, artifacts, what, input.bytes()).c_str());
    } else if (!good) {
        std::printf("%s: ended with status %d after its last input (a leak?)\n", target.c_str(), status);
    }
    munmap(shared, sizeof(CurrentInput));
    return good ? 0 : 1;
}

} // namespace Strato::Fuzz
