// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Follows one context as the console does, without a window, and tells tests/lab/run what it holds. It reads words from
// its standard input, a line each, and answers each with one JSON object on a line of its own:
//   status        how each kind is followed, how often the server did not know its version any more, and how fresh the
//                 whole was since the last question
//   state FILE    writes "kind namespace/name uid resourceVersion", one line an object, of all that it holds
//   changes FILE  writes "seq kind namespace/name uid before after flags", one line a change since the start

#include "app/bootstrap/freshnessword.h"
#include "app/bootstrap/heap.h"
#include "app/bootstrap/runtime.h"
#include "app/bootstrap/taskmailbox.h"
#include "models/kube/sync/kubepaths.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#include <nlohmann/json.hpp>
#include <unistd.h>

#include <fstream>
#include <iostream>
#include <sstream>

namespace Strato {

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

std::string place(const Record& record)
{
    return record.schema->kind + ' ' + std::string(record.nameSpace.view()) + '/' + std::string(record.name.view())
        + ' ' + std::string(record.uid.view());
}

std::string versionOf(const RecordPtr& record)
{
    return record ? std::string(record->resourceVersion.view()) : "-";
}

std::string lineOf(const Change& change)
{
    std::ostringstream line;
    line << change.seq << ' ' << place(change.after ? *change.after : *change.before) << ' ' << versionOf(change.before)
         << ' ' << versionOf(change.after) << ' ' << (change.initial ? 'i' : '.')
         << (change.finalStateUnknown ? 'u' : '.') << (change.after && change.after->provisional ? 'p' : '.');
    return line.str();
}

} // namespace

class Follower final : public QObject {
    Q_OBJECT
public:
    Follower(const Clock& clock, QString kubeconfig, QString context, SyncMethod method)
        : m_runtime(clock, listeners())
        , m_kubeconfig(std::move(kubeconfig))
        , m_context(std::move(context))
        , m_input(STDIN_FILENO, QSocketNotifier::Read)
    {
        m_runtime.setSyncMethod(method);
        connect(&m_input, &QSocketNotifier::activated, this, &Follower::readLine);
    }

    void start()
    {
        m_runtime.findContexts({ m_kubeconfig, {}, {}, {} }, [this](const ContextsFound& found) {
            m_mailbox.post([this, found] { m_runtime.connectContext(found.config, m_context); });
        });
    }

private:
    RuntimeListeners listeners()
    {
        RuntimeListeners on;
        on.onOwner = [this](Task task) { m_mailbox.post(std::move(task)); };
        on.changes = [this](const QString&, const std::vector<Change>& changes) {
            for (const Change& change : changes)
                m_changes.push_back(lineOf(change));
        };
        on.status = [this](const SourceStatus& status) { m_mailbox.post([this, status] { note(status); }); };
        return on;
    }

    void note(const SourceStatus& status)
    {
        if (status.id.find('/') == std::string::npos) // of the whole, not of one kind
            m_seen.emplace_back(freshnessWord(status.freshness));
    }

    void readLine()
    {
        std::string line;
        if (!std::getline(std::cin, line)) {
            QCoreApplication::quit();
            return;
        }
        std::istringstream words(line);
        std::string what;
        std::string file;
        words >> what >> file;
        const ClusterSession* session = m_runtime.session(m_context);
        if (session == nullptr) {
            say({ { "kinds", json::object() }, { "seen", json::array() } });
            return;
        }
        if (what == "state")
            m_runtime.dataThread().post([session, file] { writeState(*session, file); });
        else if (what == "changes")
            m_runtime.dataThread().post([this, file] { writeChanges(file); });
        else
            m_runtime.dataThread().post([session, seen = std::exchange(m_seen, {})] {
                say({ { "kinds", kindsOf(*session) }, { "seen", seen } });
            });
    }

    static json kindsOf(const ClusterSession& session)
    {
        json kinds = json::object();
        for (const KindSyncStatus& kind : session.syncStatus()) {
            json& entry = kinds[kindLabel(kind.kind)];
            entry = { { "freshness", freshnessWord(kind.status.freshness) }, { "lists", kind.lists },
                { "watches", kind.watches }, { "objects", kind.objects }, { "resourceVersion", kind.resourceVersion },
                { "coalesced", kind.status.coalesced }, { "expired", kind.expired } };
            if (kind.status.error)
                entry["error"] = kind.status.error->detail.toStdString();
        }
        return kinds;
    }

    static void writeState(const ClusterSession& session, const std::string& path)
    {
        std::ofstream file(path);
        std::size_t objects = 0;
        session.state().current()->forEach([&](const RecordPtr& record) {
            file << place(*record) << ' ' << versionOf(record) << (record->provisional ? " provisional" : "") << '\n';
            ++objects;
        });
        file.close();
        say({ { "objects", objects }, { "written", file.good() } });
    }

    void writeChanges(const std::string& path) const
    {
        std::ofstream file(path);
        for (const std::string& line : m_changes)
            file << line << '\n';
        file.close();
        say({ { "changes", m_changes.size() }, { "written", file.good() } });
    }

    static void say(const json& answer) { std::cout << answer.dump() << std::endl; }

    TaskMailbox m_mailbox;
    std::vector<std::string> m_changes; // data thread
    std::vector<std::string> m_seen; // main thread
    Runtime m_runtime;
    const QString m_kubeconfig;
    const QString m_context;
    QSocketNotifier m_input;
};

} // namespace Strato

// lab-follower KUBECONFIG CONTEXT [list|watchlist]
int main(int argc, char** argv)
{
    using namespace Strato;
    keepHeapCompact();
    QCoreApplication app(argc, argv);
    const QStringList words = QCoreApplication::arguments().mid(1);
    if (words.size() < 2) {
        std::cerr << "lab-follower KUBECONFIG CONTEXT [list|watchlist]\n";
        return 2;
    }
    const SystemClock clock;
    const QString method = words.value(2);
    Follower follower(clock, words.at(0), words.at(1),
        method == u"list"_s            ? SyncMethod::List
            : method == u"watchlist"_s ? SyncMethod::WatchList
                                       : SyncMethod::Auto);
    follower.start();
    return QCoreApplication::exec();
}

#include "follower.moc"
