// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace Strato::Fuzz {

/// Makes new inputs of known ones. All that it does follows from its seed.
class Mutator final {
public:
    static constexpr std::size_t longest = std::size_t { 16 } * 1024; ///< of an input that it makes

    Mutator(std::uint64_t seed, std::vector<std::string> dictionary);

    /// @p bytes changed a few times over; parts of @p other may stand in it.
    [[nodiscard]] std::string mutated(std::string bytes, const std::string& other);
    /// A number below @p bound, or 0.
    [[nodiscard]] std::size_t below(std::size_t bound) { return bound == 0 ? 0 : m_random() % bound; }

private:
    void changeOnce(std::string& bytes, const std::string& other);
    void changeBytes(std::string& bytes);
    void writeInteger(std::string& bytes);
    void writeDecimal(std::string& bytes);
    void writeWord(std::string& bytes);
    void repeatSome(std::string& bytes);
    void eraseSome(std::string& bytes);
    void splice(std::string& bytes, const std::string& other);

    std::mt19937_64 m_random;
    const std::vector<std::string> m_dictionary;
};

} // namespace Strato::Fuzz
