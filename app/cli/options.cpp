// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/options.h"

#include "app/version.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <sstream>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr int smallestSide = 320;
constexpr int largestSide = 7680;
constexpr int longestWait = 3600;

/// What CLI11 fills: it knows no QString.
struct Raw {
    bool demo = false;
    std::string kubeconfig, theme, language, sync = "auto", output = "table", view, file, size = "1920x1080", kind,
                                             name, nameSpace, selector;
    std::vector<std::string> contexts, estateArguments;
    bool allNamespaces = false;
    bool allowExec = false;
    int waitSeconds = 0;
};

std::string checkSize(const std::string& text)
{
    const auto parts = QString::fromStdString(text).split(u'x');
    bool whole = parts.size() == 2;
    for (const QString& part : parts) {
        bool ok = false;
        const int side = part.toInt(&ok);
        whole = whole && ok && side >= smallestSide && side <= largestSide;
    }
    return whole ? std::string() : "SIZE is WIDTHxHEIGHT, each from 320 to 7680, for example 1920x1080";
}

std::string checkFile(const std::string& text)
{
    const QString name = QString::fromStdString(text);
    const bool known = name.endsWith(u".png"_s) || name.endsWith(u".svg"_s) || name.endsWith(u".pdf"_s);
    return known ? std::string() : "FILE ends in .png, .svg or .pdf";
}

void addConnection(CLI::App& app, Raw& raw)
{
    app.add_flag("--demo", raw.demo, "Start the embedded demo estate and connect to it");
    app.add_option("--kubeconfig", raw.kubeconfig, "Use this kubeconfig file alone")->type_name("FILE");
    app.add_option("--context", raw.contexts, "Connect to this context; may be given several times")
        ->type_name("NAME")
        ->allow_extra_args(false); // else "get --context a pods" would take the kind for a second context
    app.add_flag("--allow-exec", raw.allowExec,
        "Run the sign-in programs (exec plugins) of kubeconfigs without asking; only what was approved in the window "
        "runs otherwise");
    app.add_option("--estate-arg", raw.estateArguments, "Argument for the demo estate; may be given several times")
        ->type_name("ARG")
        ->allow_extra_args(false);
    app.add_option("--sync", raw.sync, "How objects are fetched first: list, watchlist, or auto for the cheaper one")
        ->check(CLI::IsMember({ "auto", "list", "watchlist" }));
    app.add_option("--theme", raw.theme, "dark or light")->check(CLI::IsMember({ "dark", "light" }));
    app.add_option("--language", raw.language, "en or zh_CN")->check(CLI::IsMember({ "en", "zh_CN" }));
}

void addOutput(CLI::App& command, Raw& raw)
{
    command.add_option("-o,--output", raw.output, "table or json")->check(CLI::IsMember({ "table", "json" }));
}

Options toOptions(const Raw& raw, Command command)
{
    const auto text = [](const std::string& s) { return QString::fromStdString(s); };
    const auto list = [&](const std::vector<std::string>& texts) {
        QStringList out;
        std::ranges::transform(texts, std::back_inserter(out), text);
        return out;
    };
    Options options;
    options.command = command;
    options.demo = raw.demo;
    options.kubeconfig = text(raw.kubeconfig);
    options.contexts = list(raw.contexts);
    options.allowExec = raw.allowExec;
    options.estateArguments = list(raw.estateArguments);
    options.sync = raw.sync == "list" ? SyncMethod::List
        : raw.sync == "watchlist"     ? SyncMethod::WatchList
                                      : SyncMethod::Auto;
    options.theme = text(raw.theme);
    options.language = text(raw.language);
    options.json = raw.output == "json";
    options.view = text(raw.view);
    options.outputFile = text(raw.file);
    options.wait = std::chrono::seconds(raw.waitSeconds);
    const QStringList sides = text(raw.size).split(u'x');
    options.size = { sides.front().toInt(), sides.back().toInt() };
    options.kind = text(raw.kind);
    options.name = text(raw.name);
    options.nameSpace = text(raw.nameSpace);
    options.allNamespaces = raw.allNamespaces;
    options.selector = text(raw.selector);
    return options;
}

} // namespace

ParsedOptions parseOptions(std::vector<std::string> arguments, const std::vector<std::string>& views)
{
    Raw raw;
    CLI::App app("Stratoscope: an operations console for Kubernetes estates", "stratoscope");
    app.set_version_flag("--version", "stratoscope " STRATO_VERSION);
    app.require_subcommand(0, 1);
    app.fallthrough();
    addConnection(app, raw);
    CLI::App* render = app.add_subcommand("render", "Draw one view into a file, without a display");
    render->add_option("VIEW", raw.view, "The view to draw")->required()->check(CLI::IsMember(views));
    render->add_option("-o,--file", raw.file, "Where to: .png, .svg or .pdf")->required()->check(checkFile);
    render->add_option("--size", raw.size, "Size in pixels")->check(checkSize);
    render->add_option("--wait", raw.waitSeconds, "Seconds to go on watching before it is drawn")
        ->check(CLI::Range(0, longestWait));
    render->add_option("--kind", raw.kind, "explorer: the kind to list, pods unless given");
    CLI::App* get = app.add_subcommand("get", "List objects once, as they are now");
    get->add_option("KIND", raw.kind, "pods, deploy, nodes.metrics.k8s.io, ...")
        ->required()
        ->check([](const std::string& kind) { return kind.empty() ? std::string("it is empty") : std::string(); });
    get->add_option("NAME", raw.name, "One object");
    get->add_option("-n,--namespace", raw.nameSpace, "Of this namespace");
    get->add_flag("-A,--all-namespaces", raw.allNamespaces, "Of all namespaces");
    get->add_option("-l,--selector", raw.selector, "Label selector or filter text");
    addOutput(*get, raw);
    CLI::App* doctor = app.add_subcommand("doctor", "Say what can be reached, how, and what is wrong");
    addOutput(*doctor, raw);
    try {
        std::ranges::reverse(arguments); // CLI11 takes them back to front
        app.parse(arguments);
    } catch (const CLI::ParseError& problem) {
        std::ostringstream out;
        std::ostringstream err;
        const int code = app.exit(problem, out, err);
        const ExitStatus status = code == 0 ? ExitStatus::Done : ExitStatus::Usage;
        return { std::nullopt, status, QString::fromStdString(code == 0 ? out.str() : err.str()) };
    }
    const Command command = *render ? Command::Render
        : *get                      ? Command::Get
        : *doctor                   ? Command::Doctor
                                    : Command::Window;
    return { toOptions(raw, command), ExitStatus::Done, {} };
}

} // namespace Strato
