// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/fakeclock.h"
#include "models/kube/exec/execauthenticators.h"
#include "tests/models/kube/config/configfixtures.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <mutex>

namespace Strato::Test {

inline const QString v1 = QStringLiteral("client.authentication.k8s.io/v1");
inline const QString beta = QStringLiteral("client.authentication.k8s.io/v1beta1");
inline const QString script = QStringLiteral(STRATO_TEST_DATA "/plugin.sh");

inline QByteArray answerOf(const QJsonObject& status, const QString& version = v1)
{
    return QJsonDocument(QJsonObject { { QStringLiteral("kind"), QStringLiteral("ExecCredential") },
                             { QStringLiteral("apiVersion"), version }, { QStringLiteral("status"), status } })
        .toJson();
}

inline QByteArray tokenAnswer(const QByteArray& token, const QByteArray& expires = {}, const QString& version = v1)
{
    QJsonObject status { { QStringLiteral("token"), QString::fromLatin1(token) } };
    if (!expires.isEmpty())
        status.insert(QStringLiteral("expirationTimestamp"), QString::fromLatin1(expires));
    return answerOf(status, version);
}

/// Plugins of one test: scripts, what they told, what requests got.
struct Rig {
    explicit Rig(const QString& shell = {})
        : data(clock, "test-data")
        , plugins(data, { { "PATH=/usr/bin:/bin", "OURS=1" }, QStringLiteral("/usr/bin:/bin"), shell },
              { [this](const ExecPluginState& now) {
                   const std::scoped_lock lock(mutex);
                   states[now.id] = now;
                   ++tellings;
               },
                  [this](const QString& context) {
                      const std::scoped_lock lock(mutex);
                      signedIn.push_back(context);
                  } })
    {
        consent.approveAll = true;
        plugins.setConsent(consent);
        answer(tokenAnswer("first"));
    }
    ~Rig()
    {
        plugins.stop();
        data.stop();
    }

    void answer(const QByteArray& bytes) const { folder.write(QStringLiteral("answer"), bytes); }
    [[nodiscard]] KubeExecConfig config(const QString& version = v1) const
    {
        KubeExecConfig config;
        config.command = script;
        config.apiVersion = version;
        config.interactiveMode = QStringLiteral("IfAvailable");
        config.env = { { QStringLiteral("PLUGIN_RUNS"), folder.path(QStringLiteral("runs")) },
            { QStringLiteral("PLUGIN_ANSWER"), folder.path(QStringLiteral("answer")) } };
        return config;
    }
    std::shared_ptr<HttpAuthorizer> use(const KubeExecConfig& config, const QString& context = QStringLiteral("one"),
        const std::optional<KubeExecCluster>& cluster = std::nullopt)
    {
        return plugins.authorizer(context, config, cluster, { { "Impersonate-User", "bob" } });
    }
    [[nodiscard]] int runs() const
    {
        QFile file(folder.path(QStringLiteral("runs")));
        return file.open(QIODevice::ReadOnly) ? static_cast<int>(file.readAll().count('\n')) : 0;
    }
    [[nodiscard]] ExecPluginState state() // of the only one
    {
        const std::scoped_lock lock(mutex);
        return states.empty() ? ExecPluginState {} : states.begin()->second;
    }
    [[nodiscard]] QStringList toldSignedIn()
    {
        const std::scoped_lock lock(mutex);
        return signedIn;
    }
    [[nodiscard]] int timesTold()
    {
        const std::scoped_lock lock(mutex);
        return tellings;
    }
    [[nodiscard]] ExecPluginState::Phase phase() { return state().phase; }
    QString pipe() const
    {
        QString path = folder.path(QStringLiteral("pipe"));
        if (mkfifo(QFile::encodeName(path).constData(), 0600) != 0)
            qFatal("no pipe");
        return path;
    }
    /// Lets a plugin go on that waits for this pipe.
    static void release(const QString& path)
    {
        const int end = ::open(QFile::encodeName(path).constData(), O_WRONLY);
        (void)!::write(end, "\n", 1);
        ::close(end);
    }
    void advance(Duration by)
    {
        clock.advance(by);
        data.post([] {}); // it looks at its timers
    }

    FakeClock clock;
    Folder folder;
    ExecConsent consent;
    std::mutex mutex; // guards the next three
    std::map<QByteArray, ExecPluginState> states;
    QStringList signedIn;
    int tellings = 0;
    ThreadExecutor data;
    ExecAuthenticators plugins;
};

/// One request's question for credentials.
struct Asked {
    std::mutex mutex; // guards the next
    std::optional<Result<std::vector<HttpHeader>>> answer;

    [[nodiscard]] bool done()
    {
        const std::scoped_lock lock(mutex);
        return answer.has_value();
    }
    [[nodiscard]] QString text()
    {
        const std::scoped_lock lock(mutex);
        if (!answer)
            return QStringLiteral("no answer");
        if (!*answer)
            return QStringLiteral("error: ") + (*answer).error().detail;
        QStringList lines;
        for (const HttpHeader& header : **answer)
            lines.append(QString::fromUtf8(header.name + ": " + header.value));
        return lines.join(QStringLiteral(" | "));
    }
    [[nodiscard]] std::vector<HttpHeader> headers() { return answer->value(); }
};

inline std::shared_ptr<Asked> ask(HttpAuthorizer& authorizer)
{
    auto asked = std::make_shared<Asked>();
    authorizer.authorize([asked](Result<std::vector<HttpHeader>> headers) {
        const std::scoped_lock lock(asked->mutex);
        if (asked->answer)
            qFatal("answered twice");
        asked->answer = std::move(headers);
    });
    return asked;
}

inline QString got(HttpAuthorizer& authorizer)
{
    const auto asked = ask(authorizer);
    return QTest::qWaitFor([&] { return asked->done(); }, 20'000) ? asked->text() : QStringLiteral("no answer in time");
}

} // namespace Strato::Test
