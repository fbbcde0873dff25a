// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace Strato::Fuzz {

/// What one input may cost.
struct Limits {
    double inputSeconds = 1; ///< of the processor, whatever else the machine has to do
    double waitSeconds = 5; ///< asleep, or waiting for a lock; waiting for the processor does not count
    std::size_t memoryBytes = std::size_t { 512 } * 1024 * 1024; ///< resident
};

/// The input in work, in memory that outlives the process that works on it.
class CurrentInput final {
public:
    static constexpr std::size_t largest = std::size_t { 1024 } * 1024;

    void begin(std::string_view origin, std::string_view bytes); ///< whatever is larger is kept cut
    void end() { m_running = false; }
    void report() { m_reported = true; } ///< a sanitizer begins to say what is wrong, and then ends the process
    [[nodiscard]] std::uint64_t begun() const { return m_begun; } ///< inputs so far
    [[nodiscard]] bool reported() const { return m_reported; }
    [[nodiscard]] bool running() const { return m_running; }
    [[nodiscard]] std::string_view origin() const { return m_origin.data(); }
    [[nodiscard]] std::string_view bytes() const { return { m_bytes.data(), m_size }; }

private:
    std::atomic<std::uint64_t> m_begun = 0;
    std::atomic<bool> m_reported = false;
    std::atomic<bool> m_running = false;
    std::array<char, 256> m_origin {};
    std::size_t m_size = 0;
    std::array<char, largest> m_bytes {};
};

/// Runs @p work in a child process and watches it: whichever way an input ends it (signal, sanitizer, stack, memory,
/// exit), and whatever takes too long or too much, the input is then written to a file in @p artifacts whose name is
/// printed. @return the status for main(): 0 when the child ended well.
[[nodiscard]] int supervise(const std::string& target, const std::string& artifacts, const Limits& limits,
    const std::function<int(CurrentInput&)>& work);

} // namespace Strato::Fuzz
