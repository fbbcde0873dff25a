// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/rendercommand.h"

#include "app/cli/objectwait.h"
#include "app/shell/application.h"
#include "app/shell/mainwindow.h"
#include "models/base/plaintext.h"
#include "models/base/savefile.h"
#include "ui/pages/page.h"
#include "ui/text/errortext.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileInfo>
#include <QPainter>
#include <QPdfWriter>
#include <QPixmap>
#include <QSvgGenerator>

#include <algorithm>
#include <cstdio>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr int lookEveryMs = 200;
constexpr int looksAtMost = 300; // a minute
constexpr int settledLooksNeeded = 4; // charts and lists take their last batch in
constexpr int hopelessLooksNeeded = 15; // 3 s: a server that could not be reached was tried again meanwhile

/// Whole or not at all; a device or pipe is written to, never replaced by a file of its name.
Result<void> writeWhole(const QString& path, const QByteArray& bytes)
{
    const QFileInfo info(path);
    if (info.exists() && !info.isFile()) {
        QFile device(path);
        if (device.open(QIODevice::WriteOnly) && device.write(bytes) == bytes.size() && device.flush())
            return {};
        return tl::unexpected(saveError(device));
    }
    return saveWhole(path, bytes);
}

void sayProblem(const QString& text)
{
    std::fprintf(stderr, "stratoscope: %s\n", qUtf8Printable(showInvisibles(text)));
}

} // namespace

RenderCommand::RenderCommand(Application& application, const Options& options)
    : m_application(application)
    , m_options(options)
{
    m_poll.setInterval(lookEveryMs);
    connect(&m_poll, &QTimer::timeout, this, &RenderCommand::look);
    connect(&application.console(), &Console::demoFailed, this, &RenderCommand::giveUp);
    connect(&application.console(), &Console::contextsChanged, this, &RenderCommand::openCurrent);
}

void RenderCommand::start()
{
    // Not after a minute of waiting for data: a wrong folder is a slip of the fingers.
    const QFileInfo folder(QFileInfo(m_options.outputFile).absolutePath());
    if (!folder.isDir() || !folder.isWritable()) {
        giveUp({ folder.exists() ? ErrorCode::PermissionDenied : ErrorCode::NotFound,
            m_options.outputFile + (folder.isDir() ? u": the folder cannot be written to"_s : u": no such folder"_s) });
        return;
    }
    Place place { m_options.view, {} };
    if (!m_options.kind.isEmpty())
        place.parameters.insert(u"kind"_s, m_options.kind);
    m_window = m_application.openWindow(place);
    m_window->setFixedSize(m_options.size); // also where the views would like more room
    m_window->show();
    m_application.start();
    m_poll.start();
}

void RenderCommand::openCurrent()
{
    Console& console = m_application.console();
    if (m_options.demo || !m_options.contexts.isEmpty() || !console.clusters().empty() || !console.contexts().config)
        return;
    const auto& choices = console.contexts().choices;
    const auto current = std::ranges::find_if(choices, &KubeContextChoice::current);
    if (current != choices.end())
        console.connectContext(current->name);
    else
        giveUp({ ErrorCode::NotFound,
            u"no current context in %1: name one with --context, or start with --demo"_s.arg(
                cleanLine(kubeConfigPaths(console.contexts().config->sources).join(u", "_s), 512)) });
}

std::optional<Error> RenderCommand::whatIsHopeless() const
{
    const Console& console = m_application.console();
    const auto& clusters = console.clusters();
    if (clusters.empty())
        return console.contexts().error;
    const bool all = std::ranges::all_of(clusters, [](const auto& entry) { return entry.second.error.has_value(); });
    if (all && console.contexts().error)
        return console.contexts().error;
    return all ? clusters.begin()->second.error : std::nullopt;
}

void RenderCommand::look()
{
    const std::optional<Error> error = whatIsHopeless();
    m_hopelessLooks = error ? m_hopelessLooks + 1 : 0;
    if (m_hopelessLooks >= hopelessLooksNeeded) {
        giveUp(*error);
        return;
    }
    ++m_looks;
    const Page* page = m_window->page(m_options.view);
    m_settledLooks = page && page->isSettled() ? m_settledLooks + 1 : 0;
    if (m_settledLooks < settledLooksNeeded && m_looks < looksAtMost)
        return;
    m_poll.stop();
    QTimer::singleShot(m_options.wait, this, [this, whole = m_settledLooks >= settledLooksNeeded] { finish(whole); });
}

void RenderCommand::giveUp(const Error& error)
{
    m_poll.stop();
    const ContextsFound& found = m_application.console().contexts();
    const bool isOfKubeconfig = found.error == error || (found.config && found.choices.empty());
    sayProblem(isOfKubeconfig ? kubeconfigSentence(error) : errorSentence(error));
    QCoreApplication::exit(static_cast<int>(exitStatusOf(error)));
}

void RenderCommand::finish(bool whole)
{
    const Result<void> written = writeWhole(m_options.outputFile, draw(*m_window));
    if (!written)
        sayProblem(errorSentence(written.error()));
    else if (!whole)
        sayProblem(u"not all data arrived within 60 s; the picture shows what did"_s);
    const ExitStatus status = !written ? ExitStatus::Usage : whole ? ExitStatus::Done : ExitStatus::Incomplete;
    m_window->close();
    QCoreApplication::exit(static_cast<int>(status));
}

QByteArray RenderCommand::draw(QWidget& widget) const
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (m_options.outputFile.endsWith(u".png"_s)) {
        widget.grab().save(&buffer, "PNG");
        return bytes;
    }
    QPainter painter;
    QSvgGenerator svg;
    QPdfWriter pdf(&buffer);
    if (m_options.outputFile.endsWith(u".svg"_s)) {
        svg.setOutputDevice(&buffer);
        svg.setSize(widget.size());
        svg.setViewBox(widget.rect());
        painter.begin(&svg);
    } else {
        constexpr int dotsPerInch = 96;
        pdf.setResolution(dotsPerInch);
        pdf.setPageMargins({});
        pdf.setPageSize(QPageSize(QSizeF(widget.width(), widget.height()) / dotsPerInch, QPageSize::Inch));
        painter.begin(&pdf);
    }
    widget.render(&painter);
    painter.end();
    return bytes;
}

} // namespace Strato
