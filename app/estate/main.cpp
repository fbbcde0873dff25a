// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/commandline.h"
#include "app/estate/company.h"
#include "app/estate/faultdesk.h"
#include "app/estate/heart.h"
#include "app/estate/metrics/backfill.h"
#include "app/estate/worldsetup.h"
#include "app/version.h"
#include "models/base/clock.h"

#include <QCoreApplication>

#include <cstdio>

namespace {

using namespace Strato;
using namespace Strato::Estate;

int complain(const Error& error)
{
    std::fprintf(stderr, "stratoscope-estate: %s\n", qUtf8Printable(error.detail));
    return error.code == ErrorCode::InvalidArgument ? 2 : 1;
}

int serve(const ServeOptions& options)
{
    const SystemClock clock;
    Heart heart;
    if (const Result<void> opened = heart.open(options.parentPid); !opened)
        return complain(opened.error());
    Company company(clock, options);
    if (const Result<void> started = company.start(); !started)
        return complain(started.error());
    std::printf("%s\n", company.readyLine().c_str());
    std::fflush(stdout);
    heart.watch(company.faults().file(), [&company] { company.faults().serve(); });
    heart.run([&company] { company.beat(); });
    return 0;
}

/// What serve starts beside itself: it ends with it, by the signal of prepareChild().
int writeHistory(const EstateCommand& command)
{
    Heart::prepareChild();
    const ServeOptions& serve = command.serve;
    const QString state = serve.stateDirectory.isEmpty() ? defaultStateDirectory() : serve.stateDirectory;
    BackfillOptions options { state + QStringLiteral("/metrics"), SystemClock().now(), serve.seed, {} };
    if (command.untilSeconds > 0)
        options.now = instantFromSeconds(command.untilSeconds);
    const auto world = [&serve](Instant start, Instant asOf) { return makePastWorld(serve, start, asOf); };
    const Result<void> done = backfill(options, world);
    return done ? 0 : complain(done.error());
}

} // namespace

int main(int argc, char** argv)
{
    Heart::blockSignals();
    const QCoreApplication app(argc, argv);
    const Result<EstateCommand> command = parseCommand(QCoreApplication::arguments().mid(1));
    if (!command)
        return complain(command.error());
    switch (command->verb) {
    case EstateCommand::Verb::Serve: return serve(command->serve);
    case EstateCommand::Verb::Inject: return inject(command->inject);
    case EstateCommand::Verb::Backfill: return writeHistory(*command);
    case EstateCommand::Verb::Help: std::printf("%s", qUtf8Printable(command->help)); return 0;
    case EstateCommand::Verb::Version: std::printf("stratoscope-estate %s\n", STRATO_VERSION); return 0;
    }
    return 2;
}
