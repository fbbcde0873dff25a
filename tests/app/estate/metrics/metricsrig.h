// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/metrics/metricpages.h"

#include <QByteArray>
#include <QProcess>

#include <map>
#include <set>
#include <sstream>

namespace Strato::Testing {

/// A page as a scraper reads it: values by whole sample name with labels, types by family.
struct ReadPage {
    std::map<std::string, double> samples;
    std::map<std::string, std::string> types;

    /// Names of samples without labels.
    [[nodiscard]] std::set<std::string> names() const
    {
        std::set<std::string> out;
        for (const auto& [key, value] : samples)
            out.insert(key.substr(0, key.find('{')));
        return out;
    }
    /// Whether @p name belongs to a counter or to the counts and sums of a histogram or summary.
    [[nodiscard]] bool isCounter(const std::string& name) const
    {
        if (const auto own = types.find(name); own != types.end())
            return own->second == "counter";
        for (const char* suffix : { "_bucket", "_count", "_sum" })
            if (name.ends_with(suffix))
                return types.contains(name.substr(0, name.size() - std::string(suffix).size()));
        return false;
    }
};

inline ReadPage readPage(const std::string& text)
{
    ReadPage page;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) {
        const std::size_t space = line.rfind(' ');
        if (line.starts_with("# TYPE "))
            page.types[line.substr(7, space - 7)] = line.substr(space + 1);
        else if (!line.starts_with('#'))
            page.samples[line.substr(0, space)] = std::stod(line.substr(space + 1));
    }
    return page;
}

inline std::string pageText(const Estate::WorldState& world, const Estate::MetricTarget& target)
{
    Estate::Exposition out;
    Estate::writePage(world, target, out);
    return out.take();
}

struct Outcome {
    int code = -1; ///< -1: it did not run or did not end
    QByteArray out, err;
};

/// Runs a program of the PATH to its end.
inline Outcome run(const QString& program, const QStringList& arguments, const QByteArray& input = {})
{
    QProcess process;
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit)
        return { -1, {}, process.errorString().toUtf8() };
    return { process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError() };
}

} // namespace Strato::Testing
