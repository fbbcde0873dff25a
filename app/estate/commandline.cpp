// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/commandline.h"

#include <QCommandLineParser>
#include <QStandardPaths>

namespace Strato::Estate {

using namespace Qt::StringLiterals;

namespace {

void addCommon(QCommandLineParser& parser)
{
    parser.addOptions({ { u"state"_s, u"Directory of the running state (kubeconfig, metrics)."_s, u"DIR"_s },
        { { u"h"_s, u"help"_s }, u"Shows this."_s }, { u"version"_s, u"Shows the version."_s } });
}

void addServe(QCommandLineParser& parser)
{
    parser.addOptions({ { u"seed"_s, u"Seed of everything random (2026)."_s, u"N"_s },
        { u"port"_s, u"Port of the first cluster (any free one)."_s, u"PORT"_s },
        { u"clusters"_s, u"Clusters (2); more than two are filler."_s, u"N"_s },
        { u"pods"_s, u"Pods a cluster, filled up with idle ones."_s, u"N"_s },
        { u"nodes"_s, u"Nodes a cluster, filled up with idle ones."_s, u"N"_s },
        { u"churn"_s, u"Changes a second of the filler pods."_s, u"N"_s },
        { u"no-prometheus"_s, u"Does not start a Prometheus."_s },
        { u"no-history"_s, u"Does not write metrics of the past week."_s },
        { u"faults"_s, u"schedule (a daily plan) or none."_s, u"PLAN"_s },
        { u"parent-pid"_s, u"Ends when this process does."_s, u"PID"_s },
        { u"until"_s, u"backfill: where the metrics of the past end, in seconds since 1970."_s, u"SECONDS"_s } });
}

void addInject(QCommandLineParser& parser)
{
    parser.addOptions({ { u"target"_s, u"Service, node, zone or tenant, by name."_s, u"NAME"_s },
        { u"cluster"_s, u"Cluster of the target."_s, u"NAME"_s },
        { u"for"_s, u"How long: 90s, 10m or 1h."_s, u"TIME"_s },
        { u"list"_s, u"Lists the kinds of faults and those that run."_s } });
}

/// Reads numbers off the parser; remembers the first that is none.
class Numbers {
public:
    explicit Numbers(const QCommandLineParser& parser)
        : m_parser(parser)
    {
    }
    template <class T> void read(const QString& name, T& value, double least, double most)
    {
        if (!m_parser.isSet(name))
            return;
        bool ok = false;
        const double number = m_parser.value(name).toDouble(&ok);
        if (ok && number >= least && number <= most)
            value = static_cast<T>(number);
        else if (m_problem.isEmpty())
            m_problem = u"--%1 wants a number from %2 to %3, not \"%4\""_s.arg(name)
                            .arg(least)
                            .arg(most, 0, 'f', 0)
                            .arg(m_parser.value(name).left(40));
    }
    [[nodiscard]] const QString& problem() const { return m_problem; }

private:
    const QCommandLineParser& m_parser;
    QString m_problem;
};

Result<EstateCommand> readServe(const QCommandLineParser& parser, EstateCommand command)
{
    ServeOptions& o = command.serve;
    o.stateDirectory = parser.value(u"state"_s);
    Numbers numbers(parser);
    numbers.read(u"seed"_s, o.seed, 0, 9e15);
    numbers.read(u"port"_s, o.port, 0, 65000);
    numbers.read(u"clusters"_s, o.clusters, 1, 40);
    numbers.read(u"pods"_s, o.pods, 0, 200'000);
    numbers.read(u"nodes"_s, o.nodes, 0, 20'000);
    numbers.read(u"churn"_s, o.churn, 0, 100'000);
    numbers.read(u"parent-pid"_s, o.parentPid, 1, 4'194'304);
    numbers.read(u"until"_s, command.untilSeconds, 1, 9e9);
    if (!numbers.problem().isEmpty())
        return fail(ErrorCode::InvalidArgument, numbers.problem());
    o.prometheus = !parser.isSet(u"no-prometheus"_s);
    o.history = !parser.isSet(u"no-history"_s);
    const QString plan = parser.isSet(u"faults"_s) ? parser.value(u"faults"_s) : u"schedule"_s;
    if (plan != u"schedule"_s && plan != u"none"_s)
        return fail(ErrorCode::InvalidArgument, u"--faults is schedule or none"_s);
    o.faultPlan = plan == u"schedule"_s;
    return command;
}

int secondsOf(const QString& text)
{
    if (text.size() < 2)
        return 0;
    bool ok = false;
    const int number = QStringView(text).chopped(1).toInt(&ok);
    const QChar unit = text.back();
    const int factor = unit == u's' ? 1 : unit == u'm' ? 60 : unit == u'h' ? 3600 : 0;
    return ok && number > 0 && number <= 86'400 ? std::min(number * factor, 86'400) : 0;
}

Result<EstateCommand> readInject(const QCommandLineParser& parser, EstateCommand command)
{
    InjectOptions& o = command.inject;
    o.stateDirectory = parser.value(u"state"_s);
    o.list = parser.isSet(u"list"_s);
    const QStringList words = parser.positionalArguments();
    if (words.size() == 2)
        o.kind = words.last().toStdString();
    else if (!o.list || words.size() > 2)
        return fail(ErrorCode::InvalidArgument, u"inject wants one kind of fault; inject --list shows them"_s);
    o.target = parser.value(u"target"_s).toStdString();
    o.cluster = parser.value(u"cluster"_s).toStdString();
    if (parser.isSet(u"for"_s)) {
        o.seconds = secondsOf(parser.value(u"for"_s));
        if (o.seconds == 0)
            return fail(ErrorCode::InvalidArgument, u"--for wants a time such as 90s, 10m or 1h"_s);
    }
    return command;
}

} // namespace

QString defaultStateDirectory()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) + u"/stratoscope/estate"_s;
}

Result<EstateCommand> parseCommand(const QStringList& arguments)
{
    const QString verb = arguments.isEmpty() ? QString() : arguments.first();
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"A company on loopback: clusters, metrics and faults, as the console's demo and for tests."_s);
    parser.addPositionalArgument(
        u"verb"_s, u"serve, inject KIND, or backfill (which serve starts for the metrics of the past)"_s);
    addCommon(parser);
    if (verb == u"inject"_s) {
        addInject(parser);
    } else {
        addServe(parser);
    }
    if (!parser.parse(QStringList { u"stratoscope-estate"_s } + arguments))
        return fail(ErrorCode::InvalidArgument, parser.errorText());
    EstateCommand command;
    command.help = parser.helpText();
    if (parser.isSet(u"version"_s))
        command.verb = EstateCommand::Verb::Version;
    else if (verb.isEmpty() || parser.isSet(u"help"_s))
        command.verb = EstateCommand::Verb::Help;
    else if (verb == u"serve"_s)
        command.verb = EstateCommand::Verb::Serve;
    else if (verb == u"inject"_s)
        command.verb = EstateCommand::Verb::Inject;
    else if (verb == u"backfill"_s)
        command.verb = EstateCommand::Verb::Backfill;
    else
        return fail(ErrorCode::InvalidArgument, u"unknown command \"%1\"; try serve or inject"_s.arg(verb.left(40)));
    if (command.verb == EstateCommand::Verb::Serve || command.verb == EstateCommand::Verb::Backfill)
        return readServe(parser, std::move(command));
    return command.verb == EstateCommand::Verb::Inject ? readInject(parser, std::move(command)) : command;
}

} // namespace Strato::Estate
