// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/metrics/promdecode.h"
#include "models/metrics/prometheusclient.h"
#include "tests/fuzz/targets/recordchecks.h"

using namespace Strato;

namespace {

void checkLabels(const std::vector<std::pair<std::string, std::string>>& labels)
{
    FUZZ_CHECK(std::ranges::is_sorted(labels));
    for (const auto& [name, value] : labels)
        FUZZ_CHECK(Fuzz::isClean(name) && Fuzz::isClean(value) && name.size() <= 512 && value.size() <= 4096);
}

/// @return the values, none for an error, which is looked at.
template <class T> std::vector<T> valuesOf(const Result<MetricsAnswer<T>>& answer)
{
    if (!answer) {
        Fuzz::checkError(answer.error());
        return {};
    }
    for (const QString& warning : answer->warnings)
        FUZZ_CHECK(Fuzz::isClean(warning.toStdString()));
    return answer->values;
}

} // namespace

/// Any bytes as each answer of the Prometheus API.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view body(reinterpret_cast<const char*>(data), size);
    for (const InstantValue& value : valuesOf(decodePromVector(body)))
        checkLabels(value.labels);
    for (const Series& series : valuesOf(decodePromMatrix(body))) {
        checkLabels(series.labels);
        FUZZ_CHECK(std::ranges::is_sorted(series.samples, {}, &Sample::at));
        FUZZ_CHECK(std::ranges::adjacent_find(series.samples, {}, &Sample::at) == series.samples.end());
    }
    for (const FiringAlert& alert : valuesOf(decodePromAlerts(body))) {
        checkLabels(alert.labels);
        FUZZ_CHECK(Fuzz::isClean(alert.summary) && Fuzz::isClean(alert.name));
        (void)alert.identity();
    }
    for (const AlertRule& rule : valuesOf(decodePromRules(body)))
        checkLabels(rule.labels);
    for (const std::string& text : valuesOf(decodePromStrings(body)))
        FUZZ_CHECK(Fuzz::isClean(text));
    if (const auto build = decodePromBuild(body); !build)
        Fuzz::checkError(build.error());
    const std::string encoded = percentEncoded(body);
    FUZZ_CHECK(encoded.size() <= 3 * size && encoded.find_first_of(" &=#\n\"") == std::string::npos);
    FUZZ_CHECK(QByteArray::fromPercentEncoding(QByteArray::fromStdString(encoded)).toStdString() == body);
    return 0;
}
