// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/getcommand.h"

#include "app/cli/nearestkinds.h"
#include "app/cli/terminaltext.h"
#include "app/settings/settingsstore.h"
#include "app/shell/application.h"
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

void printLine(const QStringList& line, const std::vector<qsizetype>& widths)
{
    QString out;
    for (qsizetype i = 0; i < line.size(); ++i)
        out += i + 1 < line.size() ? line[i].leftJustified(widths[static_cast<std::size_t>(i)] + 3) : line[i];
    std::printf("%s\n", qUtf8Printable(out));
}

void sayFailed(const QString& context, const Error& error)
{
    std::fprintf(stderr, "stratoscope: %s: %s\n", qUtf8Printable(terminalLine(context, 256)),
        qUtf8Printable(showInvisibles(errorSentence(error))));
}

QString titleOf(const ColumnSpec& spec)
{
    const QString title
        = spec.serverTitle.empty() ? columnTitle(QString::fromStdString(spec.id)) : cleanUtf8(spec.serverTitle, 128);
    return terminalLine(title, 128).toUpper();
}

} // namespace

GetCommand::GetCommand(const Clock& clock, const Options& options)
    : m_clock(clock)
    , m_wait(clock, options, readSettings(userSettingsFile()).execConsent(options.allowExec))
{
    m_deadline.setSingleShot(true);
    m_deadline.setInterval(deadlineMs);
    connect(&m_deadline, &QTimer::timeout, this, [this] { print(); });
    connect(&m_wait, &ObjectWait::failed, this,
        [this](const Error& error, const QString& sentence) { quit(exitStatusOf(error), sentence); });
    connect(&m_wait, &ObjectWait::identified, this, &GetCommand::follow);
    connect(&m_wait, &ObjectWait::statusChanged, this, [this](const SourceStatus& status) {
        m_statuses[status.id] = status;
        check();
    });
}

GetCommand::~GetCommand() = default;

void GetCommand::start()
{
    auto parsed = FilterQuery::parse(m_wait.options().selector.toStdString());
    if (parsed.error) {
        quit(ExitStatus::Usage,
            u"the filter cannot be understood from its character %1 on: %2"_s.arg(parsed.error->position + 1)
                .arg(cleanLine(m_wait.options().selector, 128)));
        return;
    }
    m_filter = FilterMatcher(std::move(parsed.query));
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

void GetCommand::sayUnknownKind(const QString& context, const ClusterInfo& info) const
{
    const QStringList near = nearestKinds(m_wait.options().kind, info.kinds);
    const QString meant = near.isEmpty() ? QString() : u"; did you mean %1?"_s.arg(near.join(u" or "_s));
    std::fprintf(stderr, "stratoscope: %s serves no kind called \"%s\"%s\n", qUtf8Printable(terminalLine(context, 256)),
        qUtf8Printable(terminalLine(m_wait.options().kind, 64)), qUtf8Printable(terminalLine(meant, 512)));
}

void GetCommand::follow()
{
    m_deadline.start();
    bool served = true;
    for (const auto& [context, outcome] : m_wait.outcomes()) {
        if (outcome.error) {
            sayFailed(context, *outcome.error);
            continue;
        }
        const std::optional<ResourceKind> kind = kindOf(*outcome.info);
        if (!kind) {
            sayUnknownKind(context, *outcome.info);
            served = false;
            continue;
        }
        m_kinds[context] = *kind;
        ClusterSession* session = m_wait.runtime().session(context);
        if (const QString ns = nameSpaceFor(context); kind->namespaced && !ns.isEmpty())
            session->setNamespaces({ ns.toStdString() }); // who may not list all may list there
        m_subscriptions.push_back(session->subscribe(*kind));
    }
    if (m_kinds.empty()) {
        const auto& first = m_wait.outcomes().begin()->second;
        const ExitStatus unreached = first.error ? exitStatusOf(*first.error) : ExitStatus::Unreachable;
        quit(served ? unreached : ExitStatus::Usage);
        return;
    }
    // What was said before the data thread changed the namespaces does not count: what its board holds afterwards does.
    m_wait.runtime().dataThread().post([this] {
        m_wait.onMain([this, statuses = m_wait.runtime().statuses()] {
            m_statuses.clear();
            for (const SourceStatus& status : statuses)
                m_statuses[status.id] = status;
            m_scoped = true;
            check();
        });
    });
}

QString GetCommand::nameSpaceFor(const QString& context) const
{
    const Options& options = m_wait.options();
    if (options.allNamespaces || !options.nameSpace.isEmpty())
        return options.allNamespaces ? QString() : options.nameSpace;
    const auto parts = findContext(*m_wait.contexts().config, context);
    return parts && parts->context && !parts->context->ns.isEmpty() ? parts->context->ns : u"default"_s;
}

QString GetCommand::contextOf(const Record& record) const
{
    for (const auto& [context, kind] : m_kinds) {
        if (m_wait.outcomes().at(context).info->id == record.cluster)
            return context;
    }
    return {};
}

std::string GetCommand::statusId(const QString& context, const ResourceKind& kind) const
{
    const std::string group = kind.group.empty() ? std::string() : "." + kind.group;
    return "k8s:" + std::string(m_wait.outcomes().at(context).info->id.view()) + "/" + kind.plural + group;
}

bool GetCommand::areSettled(const std::map<QString, ResourceKind>& kinds) const
{
    return std::ranges::all_of(kinds, [this](const auto& entry) {
        const auto it = m_statuses.find(statusId(entry.first, entry.second));
        return it != m_statuses.end()
            && (it->second.freshness == Freshness::Live || it->second.freshness == Freshness::Lost
                || isNarrowed(entry.first, it->second));
    });
}

/// All were asked for and refused: a window shows those that are permitted instead, a script must not take them for
/// all.
bool GetCommand::isNarrowed(const QString& context, const SourceStatus& status) const
{
    return nameSpaceFor(context).isEmpty() && !status.namespaces.empty();
}

std::optional<Error> GetCommand::missingOf(const QString& context, const ResourceKind& kind) const
{
    const auto it = m_statuses.find(statusId(context, kind));
    if (it == m_statuses.end())
        return Error { ErrorCode::TimedOut, {} };
    if (isNarrowed(context, it->second))
        return Error { ErrorCode::Forbidden, u"%1 of all namespaces"_s.arg(QString::fromStdString(kind.plural)) };
    if (it->second.freshness == Freshness::Live)
        return std::nullopt;
    return it->second.error.value_or(Error { ErrorCode::TimedOut, {} });
}

/// What is still there of what is not permitted is an accident of the moment.
std::set<QString> GetCommand::forbiddenContexts() const
{
    std::set<QString> forbidden;
    for (const auto& [context, kind] : m_kinds) {
        const std::optional<Error> missing = missingOf(context, kind);
        if (missing && missing->code == ErrorCode::Forbidden)
            forbidden.insert(context);
    }
    return forbidden;
}

void GetCommand::check()
{
    if (!m_kinds.empty() && m_scoped && areSettled(m_kinds) && areSettled(m_namespaceKinds))
        print();
}

/// Nothing was found: whether that is because there is no such namespace. True when that must be found out first.
bool GetCommand::doubtNamespaces()
{
    if (std::exchange(m_doubted, true))
        return false;
    for (const auto& [context, kind] : m_kinds) {
        const std::vector<ResourceKind>& served = m_wait.outcomes().at(context).info->kinds;
        const auto namespaces = std::ranges::find_if(
            served, [](const ResourceKind& one) { return one.group.empty() && one.kind == "Namespace"; });
        if (!kind.namespaced || nameSpaceFor(context).isEmpty() || namespaces == served.end())
            continue;
        m_namespaceKinds[context] = *namespaces;
        m_subscriptions.push_back(m_wait.runtime().session(context)->subscribe(*namespaces));
    }
    return !m_namespaceKinds.empty();
}

/// On stderr; how many of the namespaces asked for are not there. Those whose list cannot be read may be.
std::size_t GetCommand::sayMissingNamespaces(const std::vector<RecordPtr>& namespaces) const
{
    std::size_t missing = 0;
    for (const auto& [context, kind] : m_namespaceKinds) {
        const auto status = m_statuses.find(statusId(context, kind));
        const std::string wanted = nameSpaceFor(context).toStdString();
        const IString& cluster = m_wait.outcomes().at(context).info->id;
        const bool isKnown = std::ranges::any_of(namespaces,
            [&](const RecordPtr& record) { return record->cluster == cluster && record->name.view() == wanted; });
        if (isKnown || status == m_statuses.end() || status->second.freshness != Freshness::Live)
            continue;
        ++missing;
        std::fprintf(stderr, "stratoscope: %s has no namespace \"%s\"\n", qUtf8Printable(terminalLine(context, 256)),
            qUtf8Printable(terminalLine(nameSpaceFor(context), 256)));
    }
    return missing;
}

bool GetCommand::wanted(const Record& record) const
{
    const Options& options = m_wait.options();
    if (!options.name.isEmpty() && options.name.toStdString() != record.name.view())
        return false;
    const std::string ns = nameSpaceFor(contextOf(record)).toStdString();
    return ns.empty() || record.nameSpace.empty() || ns == record.nameSpace.view();
}

void GetCommand::print()
{
    if (std::exchange(m_printed, true))
        return;
    // The records are the data thread's; they come over as shared, unchanging values.
    using Source = std::pair<const ClusterSession*, ResourceKind>;
    const auto sourcesOf = [this](const std::map<QString, ResourceKind>& kinds) {
        std::vector<Source> sources;
        sources.reserve(kinds.size());
        for (const auto& [context, kind] : kinds)
            sources.emplace_back(m_wait.runtime().session(context), kind);
        return sources;
    };
    m_wait.runtime().dataThread().post([this, wanted = sourcesOf(m_kinds), namespaces = sourcesOf(m_namespaceKinds)] {
        const auto recordsOf = [](const std::vector<Source>& sources) {
            std::vector<RecordPtr> records;
            for (const auto& [session, kind] : sources)
                session->state().current()->forEachOfKind(
                    kind.group, kind.kind, [&](const RecordPtr& record) { records.push_back(record); });
            return records;
        };
        m_wait.onMain([this, records = recordsOf(wanted), named = recordsOf(namespaces)]() mutable {
            show(std::move(records), named);
        });
    });
}

void GetCommand::show(std::vector<RecordPtr> records, const std::vector<RecordPtr>& namespaces)
{
    std::erase_if(records, [this, forbidden = forbiddenContexts()](const RecordPtr& record) {
        return !wanted(*record) || !m_filter.matches(*record) || forbidden.contains(contextOf(*record));
    });
    std::ranges::sort(records, [](const RecordPtr& a, const RecordPtr& b) {
        return std::tuple(a->nameSpace.view(), a->name.view(), a->cluster.view())
            < std::tuple(b->nameSpace.view(), b->name.view(), b->cluster.view());
    });
    if (records.empty() && m_deadline.isActive() && doubtNamespaces()) {
        m_printed = false;
        check();
        return;
    }
    const std::optional<Error> refused = sayMissing();
    const bool incomplete = refused || m_kinds.size() < m_wait.outcomes().size();
    if (m_wait.options().json)
        printJson(records, incomplete);
    else if (!records.empty())
        printTable(records);
    const bool nowhere = records.empty() && sayMissingNamespaces(namespaces) > 0;
    if (incomplete)
        quit(records.empty() && refused ? exitStatusOf(*refused) : ExitStatus::Incomplete);
    else if (nowhere)
        quit(ExitStatus::SomethingWrong);
    else
        quitComplete(records.empty());
}

void GetCommand::quitComplete(bool nothingFound)
{
    const Options& options = m_wait.options();
    if (nothingFound && !options.name.isEmpty()) {
        quit(ExitStatus::SomethingWrong,
            u"no %1 called \"%2\""_s.arg(cleanLine(options.kind, 64), cleanLine(options.name, 256)));
        return;
    }
    if (nothingFound && !options.json)
        std::fprintf(stderr, "No objects found.\n");
    quit(ExitStatus::Done);
}

std::optional<Error> GetCommand::sayMissing() const
{
    std::optional<Error> last;
    for (const auto& [context, kind] : m_kinds) {
        if (const std::optional<Error> missing = missingOf(context, kind)) {
            sayFailed(context, *missing);
            last = missing;
        }
    }
    return last;
}

QStringList GetCommand::rowOf(const Record& record, const std::vector<std::string>& columns) const
{
    const Formats formats { Numbers(QLocale::c()), TimeText({ ZoneChoice::Kind::Utc, {} }, QLocale::c()) };
    const Instant now = m_clock.now();
    const KindSchema& schema = *record.schema;
    QStringList line;
    if (m_kinds.size() > 1)
        line.push_back(terminalLine(contextOf(record), 256));
    if (schema.namespaced)
        line.push_back(showInvisibles(cleanUtf8(record.nameSpace.view(), 256)));
    line.push_back(showInvisibles(cleanUtf8(record.name.view(), 256)));
    for (const std::string& id : columns) {
        const int column = schema.column(id); // another cluster may have other columns for the kind
        line.push_back(column < 0 ? Numbers::missing()
                                  : showInvisibles(cellText(rawOf(record.cell(column)),
                                      schema.columns[static_cast<std::size_t>(column)].type, formats, now)));
    }
    line.push_back(Numbers::age(now - record.created));
    return line;
}

void GetCommand::printTable(const std::vector<RecordPtr>& records) const
{
    const KindSchema& schema = *records.front()->schema;
    std::vector<std::string> columns;
    QList<QStringList> lines(1);
    if (m_kinds.size() > 1)
        lines[0].push_back(u"CLUSTER"_s);
    if (schema.namespaced)
        lines[0].push_back(u"NAMESPACE"_s);
    lines[0].push_back(u"NAME"_s);
    for (std::size_t i = 1; i < schema.columns.size(); ++i) { // the first is the name
        if (!schema.columns[i].shown)
            continue;
        columns.push_back(schema.columns[i].id);
        lines[0].push_back(titleOf(schema.columns[i]));
    }
    lines[0].push_back(u"AGE"_s);
    for (const RecordPtr& record : records)
        lines.push_back(rowOf(*record, columns));
    std::vector<qsizetype> widths(static_cast<std::size_t>(lines[0].size()), 0);
    for (const QStringList& line : lines) {
        for (qsizetype i = 0; i < line.size(); ++i)
            widths[static_cast<std::size_t>(i)] = std::max(widths[static_cast<std::size_t>(i)], line[i].size());
    }
    for (const QStringList& line : lines)
        printLine(line, widths);
}

void GetCommand::printJson(const std::vector<RecordPtr>& records, bool incomplete) const
{
    nlohmann::json items = nlohmann::json::array();
    for (const RecordPtr& record : records) {
        nlohmann::json item { { "id", record->entity.text() }, { "uid", record->uid.view() },
            { "name", record->name.view() }, { "namespace", record->nameSpace.view() },
            { "cluster", record->cluster.view() }, { "context", contextOf(*record).toStdString() },
            { "createdNs", record->created.ns } };
        nlohmann::json cells = nlohmann::json::object();
        for (std::size_t i = 0; i < record->schema->columns.size(); ++i) {
            const ColumnSpec& spec = record->schema->columns[i];
            cells[spec.id] = jsonOf(record->cell(static_cast<int>(i)), spec.type);
        }
        item["cells"] = std::move(cells);
        items.push_back(std::move(item));
    }
    const nlohmann::json whole { { "items", std::move(items) }, { "incomplete", incomplete } };
    std::printf(
        "%s\n", withEscapedControls(whole.dump(2, ' ', false, nlohmann::json::error_handler_t::replace)).c_str());
}

void GetCommand::quit(ExitStatus status, const QString& problem)
{
    m_deadline.stop();
    if (!problem.isEmpty())
        std::fprintf(stderr, "stratoscope: %s\n", qUtf8Printable(showInvisibles(problem)));
    m_subscriptions.clear();
    std::fflush(stdout);
    QCoreApplication::exit(static_cast<int>(status));
}

} // namespace Strato
