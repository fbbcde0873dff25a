// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shell/serverlist.h"

#include "ui/plaintext/plainlabel.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace Strato {

using namespace Qt::StringLiterals;

ServerList::ServerList(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_rows(new QVBoxLayout(this))
{
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(theme.px(4));
    rebuild();
}

void ServerList::setServers(const std::vector<PrometheusSettings>& servers)
{
    if (servers == m_servers)
        return;
    m_servers = servers;
    rebuild();
}

void ServerList::setRemoved(const QSet<QString>& names)
{
    if (names == m_removed)
        return;
    m_removed = names;
    rebuild();
}

void ServerList::rebuild()
{
    while (QLayoutItem* item = m_rows->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // it may be the row whose button was just pressed
        delete item;
    }
    for (const PrometheusSettings& server : m_servers)
        m_rows->addWidget(row(server));
    if (m_servers.empty()) {
        auto* none = new PlainLabel(tr("None is remembered. Add one from the command palette or the view “Clusters”."),
            Type::Body, Role::Text2, this);
        none->setWrapped(true);
        m_rows->addWidget(none);
    }
}

QString ServerList::describe(const PrometheusSettings& server)
{
    switch (server.reach) {
    case MetricsReach::Direct: return server.url;
    case MetricsReach::ServiceProxy:
        //: %1: namespace, %2: service and port, %3: name of a cluster
        return tr("%1/%2 through %3").arg(server.nameSpace, server.service, server.viaContext);
    case MetricsReach::Grafana:
        //: %1: id of a data source, %2: address of Grafana
        return tr("data source %1 of %2").arg(server.dataSourceUid, server.url);
    }
    return {};
}

QWidget* ServerList::row(const PrometheusSettings& server)
{
    const bool removed = m_removed.contains(server.name);
    auto* line = new QWidget(this);
    auto* box = new QHBoxLayout(line);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(m_theme.px(8));
    auto* name = new PlainLabel(server.name, Type::Body, removed ? Role::Text3 : Role::Text, line);
    name->setIdentifier(true);
    name->setElide(true);
    auto* where = new PlainLabel(removed ? tr("removed when you close this") : describe(server), Type::Body,
        removed ? Role::Warning : Role::Text2, line);
    where->setElide(true);
    //: on a button: do not remove it after all / remove it
    auto* button = new QPushButton(removed ? tr("Keep") : tr("Remove"), line);
    //: spoken; %1: name of a metrics server
    button->setAccessibleName((removed ? tr("Keep %1") : tr("Remove %1")).arg(server.name));
    button->setAutoDefault(false);
    connect(button, &QPushButton::clicked, this, [this, removed, id = server.name] {
        if (removed)
            emit keepRequested(id);
        else
            emit removeRequested(id);
    });
    box->addWidget(name, 1);
    box->addWidget(where, 2);
    if (!removed) {
        //: on a button: change what is remembered of a metrics server
        auto* edit = new QPushButton(tr("Edit…"), line);
        //: spoken; %1: name of a metrics server
        edit->setAccessibleName(tr("Edit %1").arg(server.name));
        edit->setAutoDefault(false);
        connect(edit, &QPushButton::clicked, this, [this, id = server.name] { emit editRequested(id); });
        box->addWidget(edit);
    }
    box->addWidget(button);
    return line;
}

} // namespace Strato
