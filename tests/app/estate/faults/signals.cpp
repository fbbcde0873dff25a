// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/estate/faults/signals.h"

#include <QRegularExpression>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <limits>
#include <numeric>

namespace Strato::Testing {

using nlohmann::json;
using namespace Qt::StringLiterals;

namespace {

void replaceAll(std::string& text, const std::string& what, const std::string& by)
{
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
}

std::string trimmed(const std::string& text)
{
    return QString::fromStdString(text).trimmed().remove(u'`').toStdString();
}

/// The value at "a.b.[type=Ready].c" or "a.0.b"; null where there is none.
json fieldOf(const json& object, const std::string& path)
{
    json at = object;
    static const QRegularExpression dots(uR"(\.(?![^\[]*\]))"_s); // but for those within brackets
    for (const QString& word : QString::fromStdString(path).split(dots)) {
        const std::string key = word.toStdString();
        if (at.is_array() && key.starts_with('[')) {
            const std::size_t sign = key.find('=');
            const std::string name = key.substr(1, sign - 1);
            const std::string value = key.substr(sign + 1, key.size() - sign - 2);
            const auto found = std::ranges::find_if(at, [&](const json& one) { return one.value(name, "") == value; });
            at = found == at.end() ? json() : json(*found);
        } else if (at.is_array()) {
            const std::size_t index = std::stoul(key);
            at = index < at.size() ? json(at[index]) : json();
        } else {
            at = at.is_object() && at.contains(key) ? json(at[key]) : json();
        }
    }
    return at;
}

std::optional<double> aggregated(const std::string& how, const std::vector<double>& values)
{
    if (how == "count")
        return static_cast<double>(values.size());
    if (values.empty())
        return {};
    if (how == "sum")
        return std::accumulate(values.begin(), values.end(), 0.0);
    return how == "max" ? *std::ranges::max_element(values) : *std::ranges::min_element(values);
}

} // namespace

std::vector<SignalRow> readSignals(const std::string& file)
{
    std::vector<SignalRow> out;
    std::ifstream in(file);
    std::string line;
    while (std::getline(in, line)) {
        // Cells are parted by " | "; a signal of objects has its own bar escaped, as Markdown wants it.
        replaceAll(line, "\\|", "\x01");
        const QStringList cells = QString::fromStdString(line).split(u'|');
        if (cells.size() != 8 || !cells[5].trimmed().endsWith(u's') || cells[5].trimmed().size() > 5)
            continue;
        SignalRow row;
        row.fault = trimmed(cells[1].toStdString());
        row.layer = trimmed(cells[2].toStdString());
        row.signal = trimmed(cells[3].toStdString());
        replaceAll(row.signal, "\x01", "|");
        row.change = trimmed(cells[4].toStdString());
        row.within = cells[5].trimmed().chopped(1).toInt();
        row.stays = cells[6].trimmed() == u"stays"_s;
        out.push_back(std::move(row));
    }
    return out;
}

bool isChanged(const std::string& change, double before, double now)
{
    const double number = std::stod(change.substr(1));
    switch (change.front()) {
    case '>': return now > number;
    case '<': return now < number;
    case 'x': return now > before * number && now > 0;
    case '+': return now >= before + number;
    default: return false;
    }
}

SignalReader::SignalReader(const EstateRig& rig, std::string signal, const std::string& target, std::string cluster)
    : m_rig(rig)
    , m_signal(std::move(signal))
    , m_cluster(std::move(cluster))
{
    replaceAll(m_signal, "TARGET", target);
    if (m_signal.starts_with("GET ") || m_signal.find("logs(") != std::string::npos)
        return;
    const std::size_t bar = m_signal.find(" / ");
    m_terms.push_back(parseTerm(m_signal.substr(0, bar)));
    if (bar != std::string::npos)
        m_terms.push_back(parseTerm(m_signal.substr(bar + 3)));
}

SignalReader::Term SignalReader::parseTerm(const std::string& text)
{
    static const QRegularExpression form(uR"(^(\w+)\((rate\()?([\w:]+)(?:\{(.*)\})?\)\)?$)"_s);
    static const QRegularExpression label(uR"--((\w+)(=~?)"([^"]*)")--"_s);
    const QRegularExpressionMatch match = form.match(QString::fromStdString(text).trimmed());
    Term term;
    term.aggregate = match.captured(1).toStdString();
    term.rate = !match.captured(2).isEmpty();
    term.metric = match.captured(3).toStdString();
    auto labels = label.globalMatch(match.captured(4));
    while (labels.hasNext()) {
        const QRegularExpressionMatch one = labels.next();
        auto& into = one.captured(2) == u"=" ? term.equal : term.matching;
        if (one.captured(3).startsWith(u"on "_s))
            term.node = one.captured(3).mid(3).toStdString();
        else
            into[one.captured(1).toStdString()] = one.captured(3).toStdString();
    }
    return term;
}

bool SignalReader::isWanted(const Term& term, const MetricSample& sample) const
{
    const auto label = [&](const std::string& name) {
        const auto found = sample.labels.find(name);
        return found == sample.labels.end() ? std::string() : found->second;
    };
    return label("cluster") == m_cluster
        && std::ranges::all_of(term.equal, [&](const auto& one) { return label(one.first) == one.second; })
        && std::ranges::all_of(term.matching, [&](const auto& one) {
               const QString pattern = QRegularExpression::anchoredPattern(QString::fromStdString(one.second));
               return QRegularExpression(pattern).match(QString::fromStdString(label(one.first))).hasMatch();
           });
}

void SignalReader::findPods(Term& term) const
{
    if (term.node.empty())
        return;
    std::string pattern = "none";
    const json pods = m_rig.ask(m_cluster, "/api/v1/pods?fieldSelector=spec.nodeName=" + term.node);
    for (const json& pod : pods.value("items", json::array()))
        pattern += '|' + pod["metadata"]["name"].get<std::string>();
    term.matching["pod"] = pattern;
}

std::optional<double> SignalReader::readTerm(Term& term) const
{
    findPods(term);
    std::vector<double> values;
    std::map<std::string, double> seen;
    const double passed = std::chrono::duration<double>(m_rig.now() - term.at).count();
    for (const MetricSample& sample : m_rig.metrics(term.metric)) {
        if (!isWanted(term, sample))
            continue;
        std::string key;
        for (const auto& [name, value] : sample.labels)
            key += name + '=' + value + ',';
        const auto before = term.before.find(key);
        seen[key] = sample.value;
        if (!term.rate)
            values.push_back(sample.value);
        else if (before != term.before.end()) // a counter that fell began anew
            values.push_back((sample.value >= before->second ? sample.value - before->second : sample.value) / passed);
    }
    term.before = std::move(seen);
    term.at = m_rig.now();
    return aggregated(term.aggregate, values);
}

std::optional<double> SignalReader::readObjects() const
{
    static const QRegularExpression form(uR"(^GET (\S+) \| (\w+)\((\S+?)(?: (\^?=) (\S+))?\)$)"_s);
    const QRegularExpressionMatch match = form.match(QString::fromStdString(m_signal));
    const json answer = m_rig.ask(m_cluster, match.captured(1).toStdString());
    if (!answer.is_object())
        return {};
    const json items = answer.contains("items") ? answer["items"] : json::array({ answer });
    std::vector<double> values;
    const std::string wanted = match.captured(5).toStdString();
    for (const json& item : items) {
        const json field = fieldOf(item, match.captured(3).toStdString());
        const std::string text = field.is_string() ? field.get<std::string>() : field.dump();
        if (wanted.empty() && field.is_number())
            values.push_back(field.get<double>());
        else if (!wanted.empty() && (match.captured(4) == u"=" ? text == wanted : text.starts_with(wanted)))
            values.push_back(1);
    }
    return aggregated(match.captured(2).toStdString(), values);
}

double SignalReader::readLogs() const
{
    static const QRegularExpression form(uR"--(^(previous-)?logs\((\S+), "(.*)"\)$)--"_s);
    const QRegularExpressionMatch match = form.match(QString::fromStdString(m_signal));
    const json pods = m_rig.ask(m_cluster, "/api/v1/pods?labelSelector=" + match.captured(2).toStdString());
    double lines = 0;
    for (const json& pod : pods.value("items", json::array())) {
        const std::string body = m_rig.text(m_cluster,
            "/api/v1/namespaces/" + pod["metadata"]["namespace"].get<std::string>() + "/pods/"
                + pod["metadata"]["name"].get<std::string>() + "/log?container=app&tailLines=60"
                + (match.captured(1).isEmpty() ? "" : "&previous=true"));
        lines += static_cast<double>(QString::fromStdString(body).count(match.captured(3)));
    }
    return lines;
}

std::optional<double> SignalReader::read()
{
    if (m_signal.starts_with("GET "))
        return readObjects();
    if (m_terms.empty())
        return readLogs();
    std::optional<double> value = readTerm(m_terms.front());
    if (m_terms.size() == 1)
        return value;
    const std::optional<double> below = readTerm(m_terms.back());
    if (!value || !below || *below == 0)
        return {};
    return *value / *below;
}

} // namespace Strato::Testing
