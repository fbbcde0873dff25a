// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/rendercommand.h"

#include "app/shell/application.h"
#include "app/shell/mainwindow.h"
#include "ui/pages/page.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPdfWriter>
#include <QPixmap>
#include <QSaveFile>
#include <QSvgGenerator>

#include <cstdio>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr int lookEveryMs = 200;
constexpr int looksAtMost = 300; // a minute
constexpr int settledLooksNeeded = 4; // charts and lists take their last batch in

} // namespace

RenderCommand::RenderCommand(Application& application, const Options& options)
    : m_application(application)
    , m_options(options)
{
    m_poll.setInterval(lookEveryMs);
    connect(&m_poll, &QTimer::timeout, this, &RenderCommand::look);
}

void RenderCommand::start()
{
    Place place { m_options.view, {} };
    if (!m_options.kind.isEmpty())
        place.parameters.insert(u"kind"_s, m_options.kind);
    m_window = m_application.openWindow(place);
    m_window->resize(m_options.size);
    m_window->show();
    m_application.start();
    m_poll.start();
}

void RenderCommand::look()
{
    ++m_looks;
    const Page* page = m_window->page(m_options.view);
    m_settledLooks = page && page->isSettled() ? m_settledLooks + 1 : 0;
    if (m_settledLooks >= settledLooksNeeded)
        finish(true);
    else if (m_looks >= looksAtMost)
        finish(false);
}

void RenderCommand::finish(bool whole)
{
    m_poll.stop();
    QString problem;
    const bool written = write(*m_window, problem);
    if (!written)
        std::fprintf(stderr, "stratoscope: %s\n", qUtf8Printable(problem));
    else if (!whole)
        std::fprintf(stderr, "stratoscope: not all data arrived within 60 s; the picture shows what did\n");
    const ExitStatus status = !written ? ExitStatus::Usage : whole ? ExitStatus::Done : ExitStatus::Incomplete;
    m_window->close();
    QCoreApplication::exit(static_cast<int>(status));
}

bool RenderCommand::write(QWidget& widget, QString& problem) const
{
    if (m_options.outputFile.endsWith(u".png"_s)) {
        QSaveFile file(m_options.outputFile);
        if (file.open(QIODevice::WriteOnly) && widget.grab().save(&file, "PNG") && file.commit())
            return true;
        problem = m_options.outputFile + u": "_s + file.errorString();
        return false;
    }
    QPainter painter;
    QSvgGenerator svg;
    QPdfWriter pdf(m_options.outputFile);
    bool begun = false;
    if (m_options.outputFile.endsWith(u".svg"_s)) {
        svg.setFileName(m_options.outputFile);
        svg.setSize(widget.size());
        svg.setViewBox(widget.rect());
        begun = painter.begin(&svg);
    } else {
        constexpr int dotsPerInch = 96;
        pdf.setResolution(dotsPerInch);
        pdf.setPageMargins({});
        pdf.setPageSize(QPageSize(QSizeF(widget.width(), widget.height()) / dotsPerInch, QPageSize::Inch));
        begun = painter.begin(&pdf);
    }
    if (!begun) {
        problem = m_options.outputFile + u": cannot be written"_s;
        return false;
    }
    widget.render(&painter);
    return painter.end();
}

} // namespace Strato
