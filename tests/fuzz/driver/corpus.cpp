// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/fuzz/driver/corpus.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace Strato::Fuzz {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void giveUp(const std::string& why)
{
    std::fprintf(stderr, "%s\n", why.c_str());
    std::exit(2);
}

std::string contentOf(const fs::path& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file)
        giveUp(path.string() + ": cannot be read");
    return { std::istreambuf_iterator<char>(file), {} };
}

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char small = static_cast<char>(c | 0x20);
    return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

/// Undoes the escapes of one word; @p text ends before the closing quote.
std::string unescaped(std::string_view text)
{
    std::string word;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            word += text[i];
        } else if (text[i + 1] == 'x' && i + 3 < text.size()) {
            word += static_cast<char>(hexDigit(text[i + 2]) * 16 + hexDigit(text[i + 3]));
            i += 3;
        } else {
            word += text[++i];
        }
    }
    return word;
}

} // namespace

std::vector<CorpusEntry> readCorpora(const std::vector<std::string>& places)
{
    std::vector<CorpusEntry> entries;
    for (const std::string& place : places) {
        if (fs::is_regular_file(place)) {
            entries.push_back({ fs::path(place).filename(), contentOf(place) });
            continue;
        }
        if (!fs::is_directory(place))
            giveUp(place + ": no such corpus");
        for (const auto& file : fs::directory_iterator(place)) {
            if (file.is_regular_file() && file.path().extension() != ".md")
                entries.push_back({ file.path().filename(), contentOf(file.path()) });
        }
    }
    std::ranges::stable_sort(entries, {}, &CorpusEntry::name);
    if (entries.empty())
        giveUp("an empty corpus");
    return entries;
}

std::vector<std::string> readDictionary(const std::string& path)
{
    return path.empty() ? std::vector<std::string>() : parseDictionary(contentOf(path));
}

std::vector<std::string> parseDictionary(std::string_view text)
{
    std::vector<std::string> words;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const std::size_t first = line.find('"');
        const std::size_t last = line.rfind('"');
        if (!line.starts_with('#') && first != std::string_view::npos && last > first + 1)
            words.push_back(unescaped(line.substr(first + 1, last - first - 1)));
    }
    return words;
}

} // namespace Strato::Fuzz
