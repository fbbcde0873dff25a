// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/shell/windowrig.h"

#include "ui/cards/clusterchip.h"

#include <QTest>

#include <algorithm>

namespace Strato::Testing {

using namespace Qt::StringLiterals;

void WindowRig::make(const QStringList& contexts)
{
    m_app.reset();
    Options options;
    options.kubeconfig = m_estate.writeKubeconfig();
    options.contexts = contexts;
    m_app = std::make_unique<Application>(*qApp, m_estate.clock(), options, m_estate.path(u"settings.json"_s));
}

void WindowRig::open(const QStringList& contexts)
{
    make(contexts);
    m_window = m_app->openWindow();
    m_window->resize(1920, 1080);
    m_window->show();
    m_app->start();
    QTRY_COMPARE(console().clusters().size(), static_cast<std::size_t>(contexts.size()));
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window));
}

ClusterChip* WindowRig::chip(const QString& context) const
{
    const QList<ClusterChip*> chips = m_window->findChildren<ClusterChip*>();
    const auto it = std::ranges::find(chips, context, [](const ClusterChip* chip) { return chip->content().name; });
    return it == chips.end() ? nullptr : *it;
}

bool WindowRig::isLive(const QString& context) const
{
    const auto it = console().clusters().find(context);
    if (it == console().clusters().end())
        return false;
    const auto status = console().statuses().find("k8s:" + std::string(it->second.id.view()));
    return status != console().statuses().end() && status->second.freshness == Freshness::Live;
}

} // namespace Strato::Testing
