// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/models/kube/config/configfixtures.h"

#include <QRegularExpression>
#include <QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace Strato;
using namespace Strato::Test;

namespace {

QByteArray config(const QByteArray& user, const QByteArray& token, const QByteArray& cluster, const QByteArray& server,
    const QByteArray& context = {}, const QByteArray& current = {})
{
    QByteArray text = "apiVersion: v1\nkind: Config\n";
    if (!current.isEmpty())
        text += "current-context: " + current + "\n";
    text += "users:\n- name: " + user + "\n  user: {token: " + token + "}\n";
    text += "clusters:\n- name: " + cluster + "\n  cluster: {server: '" + server + "'}\n";
    if (!context.isEmpty())
        text += "contexts:\n- name: " + context + "\n  context: {cluster: " + cluster + ", user: " + user + "}\n";
    return text;
}

KubeConfigSources explicitly(const QString& path)
{
    KubeConfigSources sources;
    sources.explicitPath = path;
    return sources;
}

KubeConfigSources variable(const QStringList& paths)
{
    KubeConfigSources sources;
    sources.kubeconfigVariable = paths.join(u':');
    return sources;
}

QStringList keys(const auto& map)
{
    QStringList names;
    for (const auto& [name, entry] : map)
        names.append(name);
    return names;
}

} // namespace

/// Loading and merging: the cases of client-go's loader_test.go, and our own.
class TestKubeConfigLoad final : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void missingExplicitFileIsAnError();
    void missingFilesAreTolerated();
    void missingFilesOfTheVariableAreWarnings();
    void missingHomeFileIsNoWarning();
    void unreadableExplicitFileIsAnError_data();
    void unreadableExplicitFileIsAnError();
    void folderInsteadOfFileIsAnError();
    void forbiddenFileIsAnError();
    void explicitFileBeatsTheVariable();
    void quotedNumbersStayNames();
    void emptyMapsAreFine();
    void duplicateNamesInAFileAreAnError_data();
    void duplicateNamesInAFileAreAnError();
    void relativePathsStartFromTheirOwnFile();
    void oldHomeFileIsReadInPlace();
    void isUpToDateUntilAByteChanges();
    void lockFileBesideDoesNotMatter();
    void noMergingOnExplicitPaths();
    void mergingSomeWithConflict();
    void mergingEverythingNoConflicts();
    void pathsAreDeduplicated();
    void precedenceOfPaths_data();
    void precedenceOfPaths();
    void oneBadFileHoldsUpNoOther();
    void oneBadEntryHoldsUpNoOther();
    void sameNamedContextsStayApart();
    void problemsNameFileLineAndField_data();
    void problemsNameFileLineAndField();
    void authProviderWithoutConfigIsRead();
    void furtherDocumentsAreIgnored();
};

void TestKubeConfigLoad::missingExplicitFileIsAnError()
{
    const auto loaded = loadKubeConfig(explicitly(u"/nonexistent/bogus_file"_s));
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().code, ErrorCode::NotFound);
    QVERIFY(loaded.error().detail.contains(u"bogus_file"_s));
}

void TestKubeConfigLoad::missingFilesAreTolerated()
{
    const auto loaded = loadKubeConfig(variable({ u"/nonexistent/a"_s, u"/nonexistent/b"_s, u"/nonexistent/c"_s }));
    QVERIFY(loaded.has_value());
    QVERIFY(loaded->merged.isEmpty());
}

void TestKubeConfigLoad::missingFilesOfTheVariableAreWarnings()
{
    const auto loaded = loadKubeConfig(variable({ u"/nonexistent/bogus"_s }));
    QCOMPARE(loaded->warnings.size(), std::size_t(1));
    QCOMPARE(loaded->warnings[0].detail, u"/nonexistent/bogus: Config not found"_s);
    QCOMPARE(loaded->missing.size(), std::size_t(1));
}

void TestKubeConfigLoad::missingHomeFileIsNoWarning()
{
    const Folder home;
    KubeConfigSources sources;
    sources.home = home.path();
    const auto loaded = loadKubeConfig(sources);
    QVERIFY(loaded.has_value());
    QVERIFY(loaded->warnings.empty());
    sources.home.clear();
    QVERIFY(loadKubeConfig(sources).has_value());
}

void TestKubeConfigLoad::unreadableExplicitFileIsAnError_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("place");
    QTest::newRow("no map") << QByteArray("bogus value") << u":1: expected a kubeconfig"_s;
    QTest::newRow("no YAML") << QByteArray("a: b\nc: [d\n") << u":3:1: "_s;
    QTest::newRow("another kind") << QByteArray("kind: Pod\napiVersion: v1\n") << u":1: kind: expected Config"_s;
    QTest::newRow("another version") << QByteArray("kind: Config\napiVersion: v2\n")
                                     << u":2: apiVersion: expected v1"_s;
    QTest::newRow("clusters no list") << QByteArray("clusters:\n  a: b\n")
                                      << u":2: clusters: expected a list, found a map"_s;
}

void TestKubeConfigLoad::unreadableExplicitFileIsAnError()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, place);
    const Folder folder;
    const QString path = folder.write(u"conf"_s, text);
    const auto loaded = loadKubeConfig(explicitly(path));
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().code, ErrorCode::Malformed);
    QVERIFY2(loaded.error().detail.startsWith(path + place), qPrintable(loaded.error().detail));
}

void TestKubeConfigLoad::folderInsteadOfFileIsAnError()
{
    const Folder folder;
    const auto loaded = loadKubeConfig(explicitly(folder.path()));
    QCOMPARE(loaded.error().code, ErrorCode::FileUnreadable);
    QVERIFY(loaded.error().detail.contains(folder.path()));
}

void TestKubeConfigLoad::forbiddenFileIsAnError()
{
    if (geteuid() == 0)
        QSKIP("root may read everything");
    const Folder folder;
    const QString path = folder.write(u"conf"_s, "kind: Config\n");
    QVERIFY(QFile::setPermissions(path, {}));
    QCOMPARE(loadKubeConfig(explicitly(path)).error().code, ErrorCode::PermissionDenied);
}

void TestKubeConfigLoad::explicitFileBeatsTheVariable()
{
    const Folder folder;
    KubeConfigSources sources = variable({ folder.write(u"env"_s, "current-context: a-different-context\n") });
    sources.explicitPath = folder.write(u"line"_s, "current-context: any-context-value\n");
    QCOMPARE(loadKubeConfig(sources)->merged.currentContext, u"any-context-value"_s);
}

void TestKubeConfigLoad::quotedNumbersStayNames()
{
    const auto parsed = parseKubeConfig("clusters:\n- {name: \"0\", cluster: {server: https://localhost:1234}}\n"
                                        "- {name: '433e40', cluster: {server: https://localhost:1234}}\n"
                                        "- {name: 7, cluster: {}}\n",
        u"f"_s);
    QVERIFY(parsed.has_value());
    QCOMPARE(keys(parsed->clusters), (QStringList { u"0"_s, u"433e40"_s }));
    QCOMPARE(parsed->warnings.size(), std::size_t(1));
    QCOMPARE(parsed->warnings[0].detail, u"f:4: clusters[2]: name: expected text, found a number (quote it)"_s);
}

void TestKubeConfigLoad::emptyMapsAreFine()
{
    const auto parsed = parseKubeConfig("apiVersion: v1\nkind: Config\nclusters: null\nusers: []\ncontexts:\n"
                                        "current-context: any-context-value\n",
        u"f"_s);
    QVERIFY(parsed.has_value());
    QVERIFY(parsed->clusters.empty() && parsed->users.empty() && parsed->contexts.empty());
    QVERIFY(parseKubeConfig("", u"f"_s).has_value());
}

void TestKubeConfigLoad::duplicateNamesInAFileAreAnError_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("detail");
    QTest::newRow("cluster") << QByteArray(
        "clusters:\n- name: twice\n  cluster: {server: a}\n- name: twice\n  cluster: {server: b}\n")
                             << u"f:4: clusters[1].name: duplicate name \"twice\" in list"_s;
    QTest::newRow("context") << QByteArray("contexts:\n- name: twice\n- name: twice\n")
                             << u"f:3: contexts[1].name: duplicate name \"twice\" in list"_s;
    QTest::newRow("user") << QByteArray("users:\n- name: twice\n- name: twice\n")
                          << u"f:3: users[1].name: duplicate name \"twice\" in list"_s;
    QTest::newRow("extension") << QByteArray("extensions:\n- name: twice\n  extension: {}\n- name: twice\n")
                               << u"f:4: config.extensions: duplicate name \"twice\" in list"_s;
}

void TestKubeConfigLoad::duplicateNamesInAFileAreAnError()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, detail);
    const auto parsed = parseKubeConfig(text, u"f"_s);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().detail, detail);
}

void TestKubeConfigLoad::relativePathsStartFromTheirOwnFile()
{
    const Folder folder;
    const QByteArray text = "users:\n- {name: rel-N, user: {client-certificate: relative/cert, client-key: "
                            "../relative/key, tokenFile: t}}\n"
                            "- {name: abs-N, user: {client-certificate: /absolute/cert, client-key: /absolute/key}}\n"
                            "- {name: cmd-N, user: {exec: {command: ../bin/cmd}}}\n- {name: abscmd-N, user: {exec: "
                            "{command: /bin/cmd}}}\n"
                            "- {name: path-N, user: {exec: {command: cmd}}}\n"
                            "clusters:\n- {name: rel-N, cluster: {certificate-authority: ../ca}}\n- {name: abs-N, "
                            "cluster: {certificate-authority: /absolute/ca}}\n";
    const QString one = folder.write(u"one/conf"_s, QByteArray(text).replace("-N", "-1"));
    const QString two = folder.write(u"deep/two/conf"_s, QByteArray(text).replace("-N", "-2"));
    const auto loaded = loadKubeConfig(variable({ one, two }));
    QVERIFY(loaded.has_value());
    const KubeConfig& merged = loaded->merged;
    QCOMPARE(merged.users.at(u"rel-1"_s).clientCertificate, folder.path(u"one/relative/cert"_s));
    QCOMPARE(merged.users.at(u"rel-1"_s).clientKey, folder.path(u"relative/key"_s));
    QCOMPARE(merged.users.at(u"rel-1"_s).tokenFile, folder.path(u"one/t"_s));
    QCOMPARE(merged.users.at(u"rel-2"_s).clientCertificate, folder.path(u"deep/two/relative/cert"_s));
    QCOMPARE(merged.users.at(u"rel-2"_s).clientKey, folder.path(u"deep/relative/key"_s));
    QCOMPARE(merged.users.at(u"abs-1"_s).clientKey, u"/absolute/key"_s);
    QCOMPARE(merged.users.at(u"cmd-1"_s).exec->command, folder.path(u"bin/cmd"_s));
    QCOMPARE(merged.users.at(u"abscmd-2"_s).exec->command, u"/bin/cmd"_s);
    QCOMPARE(merged.users.at(u"path-2"_s).exec->command, u"cmd"_s);
    QCOMPARE(merged.clusters.at(u"rel-1"_s).certificateAuthority, folder.path(u"ca"_s));
    QCOMPARE(merged.clusters.at(u"rel-2"_s).certificateAuthority, folder.path(u"deep/ca"_s));
    QCOMPARE(merged.clusters.at(u"abs-2"_s).certificateAuthority, u"/absolute/ca"_s);
}

void TestKubeConfigLoad::oldHomeFileIsReadInPlace()
{
    const Folder home;
    KubeConfigSources sources;
    sources.home = home.path();
    home.write(u".kube/.kubeconfig"_s, "current-context: old\n");
    QCOMPARE(loadKubeConfig(sources)->merged.currentContext, u"old"_s);
    QVERIFY(!QFile::exists(home.path(u".kube/config"_s)));
    home.write(u".kube/config"_s, "current-context: new\n");
    QCOMPARE(loadKubeConfig(sources)->merged.currentContext, u"new"_s);
}

void TestKubeConfigLoad::isUpToDateUntilAByteChanges()
{
    const Folder folder;
    const QString first = folder.write(u"a"_s, "current-context: a\n");
    const QString second = folder.path(u"b"_s);
    const auto alone = loadKubeConfig(variable({ first, second }));
    QVERIFY(isUpToDate(*alone));
    folder.write(u"a"_s, "current-context: b\n"); // as many bytes, perhaps in the same moment
    QVERIFY(!isUpToDate(*alone));
    folder.write(u"a"_s, "current-context: a\n");
    folder.write(u"b"_s, "current-context: [\n"); // one that came and cannot be parsed
    QVERIFY(!isUpToDate(*alone));
    const auto both = loadKubeConfig(variable({ first, second }));
    QVERIFY(isUpToDate(*both));
    QVERIFY(QFile::remove(second));
    QVERIFY(!isUpToDate(*both));
}

void TestKubeConfigLoad::lockFileBesideDoesNotMatter()
{
    const Folder folder;
    const QString path = folder.write(u"conf"_s, "current-context: a\n");
    folder.write(u"conf.lock"_s, "");
    QCOMPARE(loadKubeConfig(explicitly(path))->merged.currentContext, u"a"_s);
}

void TestKubeConfigLoad::noMergingOnExplicitPaths()
{
    const Folder folder;
    KubeConfigSources sources
        = variable({ folder.write(u"b"_s, config("yellow-user", "y", "donkey", "http://donkey.org")) });
    sources.explicitPath = folder.write(u"a"_s, config("red-user", "red-token", "cow", "http://cow.org:8080"));
    const auto loaded = loadKubeConfig(sources);
    QCOMPARE(keys(loaded->merged.users), QStringList { u"red-user"_s });
    QCOMPARE(keys(loaded->merged.clusters), QStringList { u"cow"_s });
}

void TestKubeConfigLoad::mergingSomeWithConflict()
{
    const Folder folder;
    const QByteArray second = "current-context: federal-context\n"
                              "users:\n- {name: red-user, user: {token: other, username: kept-out}}\n- {name: "
                              "yellow-user, user: {token: yellow}}\n"
                              "clusters:\n- {name: cow, cluster: {server: 'http://other', insecure-skip-tls-verify: "
                              "true}}\n- {name: donkey, cluster: {server: 'http://donkey'}}\n";
    const auto loaded
        = loadKubeConfig(variable({ folder.write(u"a"_s, config("red-user", "red-token", "cow", "http://cow.org:8080")),
            folder.write(u"b"_s, second) }));
    QVERIFY(loaded.has_value());
    QCOMPARE(loaded->merged.currentContext, u"federal-context"_s);
    QCOMPARE(keys(loaded->merged.users), (QStringList { u"red-user"_s, u"yellow-user"_s }));
    const KubeUser& red = loaded->merged.users.at(u"red-user"_s);
    QCOMPARE(red.token.reveal(), QByteArray("red-token"));
    QVERIFY(red.username.isEmpty()); // the second file's entry is discarded whole
    QCOMPARE(loaded->merged.clusters.at(u"cow"_s).server, u"http://cow.org:8080"_s);
    QVERIFY(!loaded->merged.clusters.at(u"cow"_s).insecureSkipTlsVerify);
}

void TestKubeConfigLoad::mergingEverythingNoConflicts()
{
    const Folder folder;
    QStringList files;
    for (const char* name : { "alfa", "bravo", "charlie", "delta" })
        files.append(folder.write(QString::fromLatin1(name),
            config(QByteArray(name) + "-user", "t", QByteArray(name) + "-cluster", "http://x",
                QByteArray(name) + "-context")));
    const auto loaded = loadKubeConfig(variable(files));
    QCOMPARE(loaded->merged.users.size(), std::size_t(4));
    QCOMPARE(loaded->merged.clusters.size(), std::size_t(4));
    QCOMPARE(loaded->contexts().size(), std::size_t(4));
    QVERIFY(loaded->warnings.empty());
}

void TestKubeConfigLoad::pathsAreDeduplicated()
{
    QCOMPARE(kubeConfigPaths(variable({ u"/a"_s, u"/b"_s, u"/a"_s, QString(), u"/c"_s, u"/b"_s })),
        (QStringList { u"/a"_s, u"/b"_s, u"/c"_s }));
}

void TestKubeConfigLoad::precedenceOfPaths_data()
{
    QTest::addColumn<QString>("explicitPath");
    QTest::addColumn<QString>("kubeconfig");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("home") << QString() << QString() << QStringList { u"/home/u/.kube/config"_s };
    QTest::newRow("variable") << QString() << u"/a:/b"_s << QStringList { u"/a"_s, u"/b"_s };
    QTest::newRow("explicit") << u"/x"_s << u"/a:/b"_s << QStringList { u"/x"_s };
    QTest::newRow("relative") << QString() << u"conf"_s << QStringList { u"/work/conf"_s };
}

void TestKubeConfigLoad::precedenceOfPaths()
{
    QFETCH(const QString, explicitPath);
    QFETCH(const QString, kubeconfig);
    QFETCH(const QStringList, expected);
    QCOMPARE(kubeConfigPaths({ explicitPath, kubeconfig, u"/home/u"_s, u"/work"_s }), expected);
}

void TestKubeConfigLoad::oneBadFileHoldsUpNoOther()
{
    const Folder folder;
    const QString bad = folder.write(u"bad"_s, "users: [\n");
    const auto loaded = loadKubeConfig(
        variable({ bad, folder.path(), folder.write(u"good"_s, config("u", "t", "c", "http://c", "ctx", "ctx")) }));
    QVERIFY(loaded.has_value());
    QCOMPARE(loaded->warnings.size(), std::size_t(2));
    QVERIFY(loaded->warnings[0].detail.startsWith(bad + u":"_s));
    QVERIFY(resolveContext(*loaded, {}, today).has_value());
}

void TestKubeConfigLoad::oneBadEntryHoldsUpNoOther()
{
    const LoadedKubeConfig loaded = loadedFrom(
        "clusters:\n- {name: c, cluster: {server: 'https://c'}}\n- {name: d, cluster: {server: [1]}}\n- just text\n"
        "users:\n- {name: u, user: {token: t}}\n- {name: v, user: {client-key-data: '%%%'}}\n"
        "contexts:\n- {name: good, context: {cluster: c, user: u}}\n- {name: bad1, context: {cluster: d, user: u}}\n"
        "- {name: bad2, context: {cluster: c, user: v}}\n- {name: bad3, context: {cluster: 3}}\n");
    QVERIFY(resolveContext(loaded, u"good"_s, today).has_value());
    QCOMPARE(resolveContext(loaded, u"bad1"_s, today).error().detail,
        u"conf:3: clusters[1].cluster.server: expected text, found a list"_s);
    QCOMPARE(resolveContext(loaded, u"bad2"_s, today).error().detail,
        u"conf:7: users[1].user.client-key-data: not base64"_s);
    QVERIFY(!resolveContext(loaded, u"bad3"_s, today));
    QCOMPARE(loaded.merged.warnings.size(), std::size_t(1));
}

void TestKubeConfigLoad::sameNamedContextsStayApart()
{
    const Folder folder;
    const QString a = folder.write(u"a"_s, config("admin", "token-a", "prod", "https://a", "prod", "prod"));
    const QString b = folder.write(u"b"_s, config("admin", "token-b", "prod", "https://b", "prod"));
    const QString c = folder.write(u"other/b"_s, config("admin", "token-c", "stage", "https://c", "stage"));
    const auto two = loadKubeConfig(variable({ a, b }));
    QStringList names;
    for (const KubeContextChoice& choice : two->contexts())
        names.append(choice.name);
    QCOMPARE(names, (QStringList { u"b/prod"_s, u"prod"_s }));
    QCOMPARE(resolveContext(*two, u"prod"_s, today)->endpoint.baseUrl.host(), u"a"_s);
    const auto hidden = resolveContext(*two, u"b/prod"_s, today);
    QCOMPARE(hidden->endpoint.baseUrl.host(), u"b"_s);
    QCOMPARE(hidden->credentials.token.reveal(), QByteArray("token-b"));
    // Two files of one name are told apart by their whole path; kubectl's own answer stays under the plain name.
    const auto three = loadKubeConfig(variable({ a, b, c }));
    QCOMPARE(resolveContext(*three, u"stage"_s, today)->credentials.token.reveal(), QByteArray("token-a"));
    QCOMPARE(resolveContext(*three, c + u"/stage"_s, today)->credentials.token.reveal(), QByteArray("token-c"));
}

void TestKubeConfigLoad::problemsNameFileLineAndField_data()
{
    QTest::addColumn<QByteArray>("user");
    QTest::addColumn<QString>("detail");
    QTest::newRow("number as token") << QByteArray("token: 12345")
                                     << u"conf:9: users[0].user.token: expected text, found a number (quote it)"_s;
    QTest::newRow("flag as user name") << QByteArray("username: yes")
                                       << u"conf:9: users[0].user.username: expected text, found a yes/no (quote it)"_s;
    QTest::newRow("text as groups") << QByteArray("as: a, as-groups: b")
                                    << u"conf:9: users[0].user.as-groups: expected a list, found text"_s;
    QTest::newRow("list as exec") << QByteArray("exec: [a]")
                                  << u"conf:9: users[0].user.exec: expected a map, found a list"_s;
    QTest::newRow("not base64") << QByteArray("client-certificate-data: '*'")
                                << u"conf:9: users[0].user.client-certificate-data: not base64"_s;
}

void TestKubeConfigLoad::problemsNameFileLineAndField()
{
    QFETCH(const QByteArray, user);
    QFETCH(const QString, detail);
    const auto resolved = resolveContext(loadedFrom(oneContext("server: 'https://c'", user)), {}, today);
    QVERIFY(!resolved);
    QVERIFY2(resolved.error().detail.startsWith(detail), qPrintable(resolved.error().detail));
}

void TestKubeConfigLoad::authProviderWithoutConfigIsRead()
{
    const LoadedKubeConfig loaded = loadedFrom(oneContext("server: 'https://1.1.1.1'", "auth-provider: {name: gcp}"));
    QCOMPARE(loaded.merged.users.at(u"clean"_s).authProvider->name, u"gcp"_s);
    QVERIFY(loaded.merged.users.at(u"clean"_s).authProvider->config.empty());
}

void TestKubeConfigLoad::furtherDocumentsAreIgnored()
{
    QByteArray text = "current-context: first\n";
    for (int i = 0; i < 100; ++i)
        text += "---\ncurrent-context: other\n";
    QCOMPARE(parseKubeConfig(text, u"f"_s)->currentContext, u"first"_s);
}

QTEST_GUILESS_MAIN(TestKubeConfigLoad)
#include "tst_kubeconfigload.moc"
