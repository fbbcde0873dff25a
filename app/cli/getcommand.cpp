// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/getcommand.h"

#include "models/base/plaintext.h"
#include "ui/text/celltext.h"
#include "ui/text/errortext.h"

#include <QCoreApplication>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr int deadlineMs = 120'000;

std::string lower(std::string text)
{
    std::ranges::transform(
        text, text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

QVariant rawOf(const Cell& cell)
{
    if (const auto* integer = std::get_if<std::int64_t>(&cell))
        return QVariant::fromValue<qlonglong>(*integer);
    if (const auto* real = std::get_if<double>(&cell))
        return *real;
    if (const auto* text = std::get_if<IString>(&cell))
        return QString::fromUtf8(text->view().data(), static_cast<qsizetype>(text->view().size()));
    return {};
}

nlohmann::json jsonOf(const Cell& cell, CellType type)
{
    if (const auto* integer = std::get_if<std::int64_t>(&cell)) {
        if (type == CellType::Fraction)
            return { { "part", fractionPart(*integer) }, { "whole", fractionWhole(*integer) } };
        return *integer;
    }
    if (const auto* real = std::get_if<double>(&cell))
        return *real;
    if (const auto* text = std::get_if<IString>(&cell))
        return std::string(text->view());
    return nullptr;
}

} // namespace

GetCommand::GetCommand(const Clock& clock, const Options& options)
    : m_clock(clock)
    , m_wait(clock, options)
{
    m_deadline.setSingleShot(true);
    m_deadline.setInterval(deadlineMs);
    connect(&m_deadline, &QTimer::timeout, this, [this] { print(); });
    connect(&m_wait, &ObjectWait::failed, this,
        [this](const Error& error) { quit(exitStatusOf(error), errorSentence(error)); });
    connect(&m_wait, &ObjectWait::identified, this, &GetCommand::follow);
    connect(&m_wait, &ObjectWait::statusChanged, this, [this](const SourceStatus& status) {
        m_statuses[status.id] = status;
        check();
    });
    auto parsed = FilterQuery::parse(options.selector.toStdString());
    m_filter = FilterMatcher(std::move(parsed.query));
}

GetCommand::~GetCommand() = default;

void GetCommand::start()
{
    m_wait.start();
}

std::optional<ResourceKind> GetCommand::kindOf(const ClusterInfo& info) const
{
    const std::string asked = lower(m_wait.options().kind.toStdString());
    const std::string name = asked.substr(0, asked.find('.'));
    const std::string group = asked.find('.') == std::string::npos ? std::string() : asked.substr(asked.find('.') + 1);
    const auto named = [&](const ResourceKind& kind) {
        const bool same = lower(kind.kind) == name || kind.plural == name
            || std::ranges::find(kind.shortNames, name) != kind.shortNames.end();
        return same && (group.empty() || kind.group == group)
            && std::ranges::find(kind.verbs, "list") != kind.verbs.end();
    };
    const auto it = std::ranges::find_if(info.kinds, named);
    return it == info.kinds.end() ? std::nullopt : std::optional(*it);
}

void GetCommand::follow()
{
    m_deadline.start();
    for (const auto& [context, outcome] : m_wait.outcomes()) {
        if (outcome.error) {
            std::fprintf(stderr, "stratoscope: %s: %s\n", qUtf8Printable(context),
                qUtf8Printable(errorSentence(*outcome.error)));
            continue;
        }
        const std::optional<ResourceKind> kind = kindOf(*outcome.info);
        if (!kind) {
            quit(ExitStatus::Usage,
                u"%1 serves no kind called \"%2\""_s.arg(context, cleanLine(m_wait.options().kind, 64)));
            return;
        }
        m_kinds[context] = *kind;
        m_subscriptions.push_back(m_wait.runtime().session(context)->subscribe(*kind));
    }
    if (m_kinds.empty()) {
        const auto& first = m_wait.outcomes().begin()->second;
        quit(first.error ? exitStatusOf(*first.error) : ExitStatus::Unreachable);
        return;
    }
    check();
}

std::string GetCommand::statusId(const QString& context, const ResourceKind& kind) const
{
    const std::string group = kind.group.empty() ? std::string() : "." + kind.group;
    return "k8s:" + std::string(m_wait.outcomes().at(context).info->id.view()) + "/" + kind.plural + group;
}

void GetCommand::check()
{
    if (m_kinds.empty())
        return;
    const bool settled = std::ranges::all_of(m_kinds, [this](const auto& entry) {
        const auto it = m_statuses.find(statusId(entry.first, entry.second));
        return it != m_statuses.end()
            && (it->second.freshness == Freshness::Live || it->second.freshness == Freshness::Lost);
    });
    if (settled)
        print();
}

bool GetCommand::wanted(const Record& record) const
{
    const Options& options = m_wait.options();
    if (!options.name.isEmpty() && options.name.toStdString() != record.name.view())
        return false;
    if (options.allNamespaces || record.nameSpace.empty())
        return true;
    const std::string ns = options.nameSpace.isEmpty() ? "default" : options.nameSpace.toStdString();
    return ns == record.nameSpace.view();
}

void GetCommand::print()
{
    if (std::exchange(m_printed, true))
        return;
    // The records are the data thread's; they come over as shared, unchanging values.
    std::vector<std::pair<const ClusterSession*, ResourceKind>> sources;
    for (const auto& [context, kind] : m_kinds)
        sources.emplace_back(m_wait.runtime().session(context), kind);
    m_wait.runtime().dataThread().post([this, sources] {
        std::vector<RecordPtr> records;
        for (const auto& [session, kind] : sources)
            session->state().current()->forEachOfKind(
                kind.group, kind.kind, [&](const RecordPtr& record) { records.push_back(record); });
        m_wait.onMain([this, records = std::move(records)]() mutable { show(std::move(records)); });
    });
}

void GetCommand::show(std::vector<RecordPtr> records)
{
    std::erase_if(records, [this](const RecordPtr& record) { return !wanted(*record) || !m_filter.matches(*record); });
    std::ranges::sort(records, [](const RecordPtr& a, const RecordPtr& b) {
        return std::tuple(a->nameSpace.view(), a->name.view(), a->cluster.view())
            < std::tuple(b->nameSpace.view(), b->name.view(), b->cluster.view());
    });
    if (m_wait.options().json)
        printJson(records);
    else
        printTable(records);
    bool missing = m_kinds.size() < m_wait.outcomes().size();
    std::optional<Error> refused;
    for (const auto& [context, kind] : m_kinds) {
        const auto it = m_statuses.find(statusId(context, kind));
        if (it != m_statuses.end() && it->second.freshness == Freshness::Live)
            continue;
        missing = true;
        if (it == m_statuses.end() || !it->second.error)
            continue;
        refused = it->second.error;
        std::fprintf(stderr, "stratoscope: %s\n", qUtf8Printable(errorSentence(*refused)));
    }
    quit(records.empty() && refused ? exitStatusOf(*refused) : missing ? ExitStatus::Incomplete : ExitStatus::Done);
}

void GetCommand::printTable(const std::vector<RecordPtr>& records) const
{
    if (records.empty()) {
        std::fprintf(stderr, "No objects found.\n");
        return;
    }
    const KindSchema& schema = *records.front()->schema;
    std::vector<std::size_t> columns;
    for (std::size_t i = 1; i < schema.columns.size(); ++i) {
        if (schema.columns[i].shown)
            columns.push_back(i);
    }
    QList<QStringList> lines(1);
    if (schema.namespaced)
        lines[0].push_back(u"NAMESPACE"_s);
    lines[0].push_back(u"NAME"_s);
    for (const std::size_t column : columns) {
        const ColumnSpec& spec = schema.columns[column];
        lines[0].push_back((spec.serverTitle.empty() ? columnTitle(QString::fromStdString(spec.id))
                                                     : QString::fromStdString(spec.serverTitle))
                               .toUpper());
    }
    lines[0].push_back(u"AGE"_s);
    const Formats formats { Numbers(QLocale::c()), TimeText({ ZoneChoice::Kind::Utc, {} }, QLocale::c()) };
    const Instant now = m_clock.now();
    for (const RecordPtr& record : records) {
        QStringList line;
        if (schema.namespaced)
            line.push_back(cleanUtf8(record->nameSpace.view(), 256));
        line.push_back(showInvisibles(cleanUtf8(record->name.view(), 256)));
        for (const std::size_t column : columns)
            line.push_back(
                cellText(rawOf(record->cell(static_cast<int>(column))), schema.columns[column].type, formats, now));
        line.push_back(Numbers::age(now - record->created));
        lines.push_back(std::move(line));
    }
    std::vector<qsizetype> widths(static_cast<std::size_t>(lines[0].size()), 0);
    for (const QStringList& line : lines) {
        for (qsizetype i = 0; i < line.size(); ++i)
            widths[static_cast<std::size_t>(i)] = std::max(widths[static_cast<std::size_t>(i)], line[i].size());
    }
    for (const QStringList& line : lines) {
        QString out;
        for (qsizetype i = 0; i < line.size(); ++i)
            out += i + 1 < line.size() ? line[i].leftJustified(widths[static_cast<std::size_t>(i)] + 3) : line[i];
        std::printf("%s\n", qUtf8Printable(out));
    }
}

void GetCommand::printJson(const std::vector<RecordPtr>& records) const
{
    nlohmann::json items = nlohmann::json::array();
    for (const RecordPtr& record : records) {
        nlohmann::json item { { "id", record->entity.text() }, { "uid", record->uid.view() },
            { "name", record->name.view() }, { "namespace", record->nameSpace.view() },
            { "cluster", record->cluster.view() }, { "createdNs", record->created.ns } };
        nlohmann::json cells = nlohmann::json::object();
        for (std::size_t i = 0; i < record->schema->columns.size(); ++i) {
            const ColumnSpec& spec = record->schema->columns[i];
            cells[spec.id] = jsonOf(record->cell(static_cast<int>(i)), spec.type);
        }
        item["cells"] = std::move(cells);
        items.push_back(std::move(item));
    }
    const std::string text = nlohmann::json { { "items", std::move(items) } }.dump(
        2, ' ', false, nlohmann::json::error_handler_t::replace);
    std::printf("%s\n", text.c_str());
}

void GetCommand::quit(ExitStatus status, const QString& problem)
{
    m_deadline.stop();
    if (!problem.isEmpty())
        std::fprintf(stderr, "stratoscope: %s\n", qUtf8Printable(problem));
    m_subscriptions.clear();
    std::fflush(stdout);
    QCoreApplication::exit(static_cast<int>(status));
}

} // namespace Strato
