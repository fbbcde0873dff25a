// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace Strato::Fuzz {

struct CorpusEntry {
    std::string name; ///< of the file
    std::string bytes;
};

/// The files of all @p places, each a folder or one file, by name; what explains them (.md) is none. Ends the process
/// where there is none.
[[nodiscard]] std::vector<CorpusEntry> readCorpora(const std::vector<std::string>& places);

/// Words of a dictionary as AFL++ and libFuzzer write them: one a line, "quoted", with \\, \" and \xNN; anything
/// before the quotes is a name, a line that begins with # is a comment. None for an empty path.
[[nodiscard]] std::vector<std::string> readDictionary(const std::string& path);
[[nodiscard]] std::vector<std::string> parseDictionary(std::string_view text);

} // namespace Strato::Fuzz
