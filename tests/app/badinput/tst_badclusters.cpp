// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/kube/apistore.h"
#include "app/shell/sourcedetails.h"
#include "tests/app/badinput/desk.h"
#include "tests/models/kube/config/testcertificates.h"
#include "tests/support/testcertificates.h"
#include "tests/support/testserver.h"
#include "ui/cards/clusterchip.h"
#include "ui/code/codeview.h"
#include "ui/text/errortext.h"
#include "views/explorer/detailspane.h"
#include "views/explorer/explorerpage.h"
#include "views/explorer/yamltab.h"

#include <QRegularExpression>
#include <QTabWidget>
#include <QTextBlock>
#include <QtTest>

#include <nlohmann/json.hpp>
#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace Strato;
using namespace Strato::Test;

namespace {

constexpr int patienceMs = 20'000;

/// A server that answers everything with an object inside an object, a million times.
class BottomlessServer final {
public:
    BottomlessServer()
        : m_leaf(m_authority.issue({ "IP:127.0.0.1" }))
        , m_server(TestServer::Options { true, true, m_leaf.certificate, m_leaf.key, {}, 250, 0 })
    {
        constexpr qsizetype depth = 1'000'000;
        const QByteArray opening = "{\"metadata\":";
        // Named with its type: a sum of Qt's is a builder that refers to its parts, and they would be gone.
        const QByteArray body = opening.repeated(depth) + "1" + QByteArray(depth, '}');
        m_server.on("/", [body](const TestExchange& exchange) {
            exchange.respond(200, { { "content-type", "application/json" } }, body);
        });
    }
    [[nodiscard]] QByteArray url() const { return m_server.url().toString().toUtf8(); }
    [[nodiscard]] QByteArray ca() const { return m_authority.pem().toBase64(); }

private:
    TestAuthority m_authority;
    PemPair m_leaf;
    TestServer m_server;
};

} // namespace

/// A context that cannot be used beside one that can, in the real window: it says why and what to do, and the other
/// goes on as if it were alone.
class TestBadClusters final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_estate = std::make_unique<SmallEstate>(QStringList { u"one"_s, u"two"_s });
        m_bottomless = std::make_unique<BottomlessServer>();
        qputenv("HOME", m_estate->file(u"home"_s).toLocal8Bit());
    }
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support propagateSizeHints)"_s)); }
    void cleanup() { m_estate->cluster(u"two"_s).clearFaults(); }

    void aBadContextSaysWhyAndTheOthersGoOn_data()
    {
        QTest::addColumn<QByteArray>("kubeconfig");
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<QString>("detail");
        const QByteArray one = QByteArray::fromStdString(m_estate->cluster().url());
        const QByteArray ca
            = "certificate-authority-data: " + QByteArray::fromStdString(m_estate->server().caPem()).toBase64();
        const auto text = [](const QByteArray& server, const QByteArray& cluster, const QByteArray& user) {
            return oneContextText("bad", server, cluster, user);
        };
        const CertifiedKey old
            = makeCertificate("anna", "ops", instantFromSeconds(1'600'000'000), instantFromSeconds(1'650'000'000));
        QTest::newRow("expired certificate") << text(one, ca,
            "client-certificate-data: " + old.certificate.toBase64() + ", client-key-data: " + old.key.toBase64())
                                             << ErrorCode::CertificateExpired << u"2022-04-15"_s;
        QTest::newRow("wrong authority") << text(one, "certificate-authority-data: " + m_bottomless->ca(), "token: t")
                                         << ErrorCode::TlsFailed << QString();
        QTest::newRow("refused token") << text(one, ca, "token: nonsense") << ErrorCode::Unauthenticated << QString();
        QTest::newRow("nobody listens") << text("https://127.0.0.1:1", "", "token: t") << ErrorCode::ConnectFailed
                                        << QString();
        QTest::newRow("no such host") << text("https://no-such-host.invalid", "", "token: t")
                                      << ErrorCode::NameUnresolved << QString();
        QTest::newRow("bottomless JSON") << text(
            m_bottomless->url(), "certificate-authority-data: " + m_bottomless->ca(), "token: t")
                                         << ErrorCode::TooLarge << QString();
        QTest::newRow("a field of the wrong type")
            << text(one, "insecure-skip-tls-verify: [1]", "token: t") << ErrorCode::Malformed << u"bad.yaml:6"_s;
        const QString pipe = m_estate->file(u"pipe"_s);
        if (!QFileInfo::exists(pipe))
            QCOMPARE(mkfifo(QFile::encodeName(pipe).constData(), 0600), 0); // nobody will ever write to it
        QTest::newRow("a pipe in place of a token")
            << text(one, ca, "tokenFile: " + pipe.toUtf8()) << ErrorCode::FileUnreadable << u"bad.yaml:9"_s;
        QTest::newRow("a pipe in place of an authority") << text(one, "certificate-authority: " + pipe.toUtf8(),
            "token: t") << ErrorCode::FileUnreadable << u"bad.yaml:6"_s;
        QTest::newRow("authority that is none")
            << text(one, "certificate-authority-data: bm90IGEgY2VydGlmaWNhdGU=", "token: t") << ErrorCode::Malformed
            << u"bad.yaml:6"_s;
    }
    void aBadContextSaysWhyAndTheOthersGoOn()
    {
        QFETCH(const QByteArray, kubeconfig);
        QFETCH(const ErrorCode, code);
        QFETCH(const QString, detail);
        setKubeconfigs({ m_estate->kubeconfig(), m_estate->write(u"bad.yaml"_s, kubeconfig) });
        Desk desk(windowOn({ u"one"_s, u"bad"_s }));
        QTRY_VERIFY_WITH_TIMEOUT(desk.errorOf(u"bad"_s).has_value(), patienceMs);
        QCOMPARE(int(*desk.errorOf(u"bad"_s)), int(code));
        const ErrorText words = errorText(code);
        QTRY_VERIFY2_WITH_TIMEOUT(desk.says(words.what) && desk.says(words.todo), qUtf8Printable(desk.words()), 5000);
        QVERIFY2(desk.says(detail), qUtf8Printable(desk.words()));
        checkTheOtherGoesOn(desk);
    }

    void aContextThatNoKubeconfigHasIsSaidByItsName()
    {
        setKubeconfigs({ m_estate->kubeconfig() });
        Desk desk(windowOn({ u"one"_s, u"gone"_s }));
        QTRY_VERIFY_WITH_TIMEOUT(desk.errorOf(u"gone"_s) == ErrorCode::UnknownContext, patienceMs);
        const QString sentence = errorSentence({ ErrorCode::UnknownContext, u"gone"_s });
        QTRY_VERIFY2_WITH_TIMEOUT(desk.says(sentence), qUtf8Printable(desk.words()), 5000);
        checkTheOtherGoesOn(desk);
    }

    void aServerThatSpeaksHtmlIsSaidAndComesBackByItself()
    {
        Estate::FaultRule html;
        html.html = true;
        html.times = -1;
        m_estate->cluster(u"two"_s).addFault(html);
        setKubeconfigs({ m_estate->kubeconfig() });
        Desk desk(windowOn({ u"one"_s, u"two"_s }));
        QTRY_VERIFY_WITH_TIMEOUT(desk.errorOf(u"two"_s) == ErrorCode::UnexpectedContent, patienceMs);
        QTRY_VERIFY2_WITH_TIMEOUT(
            desk.says(errorText(ErrorCode::UnexpectedContent).what), qUtf8Printable(desk.words()), 5000);
        checkTheOtherGoesOn(desk);
        m_estate->cluster(u"two"_s).clearFaults();
        desk.console().retry(u"two"_s);
        QTRY_VERIFY_WITH_TIMEOUT(desk.isLive(u"two"_s), patienceMs); // no error is left over
        QCOMPARE(desk.pods(u"two"_s), std::size_t { 6 });
    }

    void cutListsAndStreamsLoseNothing()
    {
        Estate::FaultRule cut;
        cut.pathPrefix = "/api/v1/pods";
        cut.cutAfterBytes = 30;
        cut.times = 2;
        m_estate->cluster(u"two"_s).addFault(cut);
        setKubeconfigs({ m_estate->kubeconfig() });
        Desk desk(windowOn({ u"one"_s, u"two"_s }));
        QTRY_VERIFY_WITH_TIMEOUT(desk.isLive(u"two"_s), patienceMs);
        QCOMPARE(desk.pods(u"two"_s), std::size_t { 6 });
        for (int i = 0; i < 3; ++i) {
            m_estate->cluster(u"two"_s).dropConnections();
            m_estate->apply(smallPod("late-" + std::to_string(i), "shop"), u"two"_s);
        }
        QTRY_COMPARE_WITH_TIMEOUT(desk.pods(u"two"_s), std::size_t { 9 }, patienceMs);
        checkTheOtherGoesOn(desk);
    }

    void aServerThatNobodyChecksIsSaidWhereverItIsNamed()
    {
        const QByteArray two = QByteArray::fromStdString(m_estate->cluster(u"two"_s).url());
        const QByteArray token = QByteArray::fromStdString(m_estate->cluster(u"two"_s).identities().front().token);
        setKubeconfigs({ m_estate->kubeconfig(),
            m_estate->write(
                u"open.yaml"_s, oneContextText("open", two, "insecure-skip-tls-verify: true", "token: " + token)) });
        Desk desk(windowOn({ u"one"_s, u"open"_s }));
        QTRY_VERIFY_WITH_TIMEOUT(desk.isLive(u"open"_s), patienceMs);
        QVERIFY(desk.console().isUnverified(u"open"_s));
        QVERIFY(!desk.console().isUnverified(u"one"_s));
        const QString what = errorText(ErrorCode::TlsUnverified).what;
        for (const ClusterChip* chip : desk.window().findChildren<ClusterChip*>())
            QCOMPARE(chip->content().unverified, chip->content().name == u"open"_s);
        const MessageDialog::Content details = connectionDetails(desk.console(), u"open"_s, Formats());
        QVERIFY2(details.text.contains(what), qUtf8Printable(details.text));
        QCOMPARE(details.health, Health::Warning);
        QVERIFY(!connectionDetails(desk.console(), u"one"_s, Formats()).text.contains(what));
        desk.window().goTo({ u"start"_s, {} });
        QTRY_VERIFY2_WITH_TIMEOUT(desk.says(what), qUtf8Printable(desk.words()), 5000);
        checkTheOtherGoesOn(desk);
    }

    void whoMayNotListIsToldWhichRightIsMissing()
    {
        setKubeconfigs({ m_estate->kubeconfig() });
        const QString narrow = m_estate->narrowContext(u"two"_s);
        Desk desk(windowOn({ u"one"_s, narrow }));
        desk.window().goTo({ u"explorer"_s, { { u"kind"_s, u"secrets"_s } } });
        QTRY_VERIFY_WITH_TIMEOUT(desk.isLive(u"one"_s), patienceMs);
        const auto refused = [&] {
            return std::ranges::any_of(desk.console().statuses(), [](const auto& entry) {
                return entry.second.error && entry.second.error->code == ErrorCode::Forbidden;
            });
        };
        QTRY_VERIFY_WITH_TIMEOUT(refused(), patienceMs);
        QTRY_VERIFY2_WITH_TIMEOUT(desk.says(errorText(ErrorCode::Forbidden).what), qUtf8Printable(desk.words()), 5000);
        checkTheOtherGoesOn(desk);
    }

    void tenMegabytesInOneObjectAreShownLikeAnyOther()
    {
        nlohmann::json big = smallPod("big", "shop");
        big["metadata"]["annotations"]["example.com/notes"] = std::string(10U << 20U, 'x');
        m_estate->apply(big, u"two"_s);
        setKubeconfigs({ m_estate->kubeconfig() });
        Desk desk(windowOn({ u"one"_s, u"two"_s }));
        QTRY_VERIFY_WITH_TIMEOUT(desk.isLive(u"two"_s), patienceMs);
        const IString cluster = desk.console().clusters().at(u"two"_s).id;
        const EntityId entity = EntityId::kubernetes(cluster.view(), "", "Pod", "shop", "big");
        desk.window().goTo({ u"explorer"_s, { { u"kind"_s, u"Pod"_s }, { u"entity"_s, entity.toString() } } });
        auto* page = dynamic_cast<ExplorerPage*>(desk.window().page(u"explorer"_s));
        QVERIFY(page);
        QTRY_VERIFY_WITH_TIMEOUT(page->details()->record() && page->details()->record()->entity == entity, patienceMs);
        YamlTab* yaml = page->details()->yaml();
        page->details()->findChild<QTabWidget*>()->setCurrentWidget(yaml);
        QTRY_VERIFY_WITH_TIMEOUT(yaml->code()->text().contains(u"example.com/notes: xxxx"_s), patienceMs);
        QVERIFY(yaml->code()->text().size() > 1'000'000);
        for (QTextBlock block = yaml->code()->editor()->document()->begin(); block.isValid(); block = block.next())
            QVERIFY(block.length() <= 4097); // one line of megabytes takes seconds to lay out
        checkTheOtherGoesOn(desk);
        (void)m_estate->cluster(u"two"_s).store().remove(big);
    }

private:
    static void setKubeconfigs(const QStringList& files) { qputenv("KUBECONFIG", files.join(u':').toLocal8Bit()); }
    /// The window lives, and a change in cluster one arrives.
    void checkTheOtherGoesOn(const Desk& desk)
    {
        QTRY_VERIFY_WITH_TIMEOUT(desk.isLive(u"one"_s) && desk.pods(u"one"_s) > 0, patienceMs);
        const std::size_t before = desk.pods(u"one"_s);
        m_estate->apply(smallPod("another-" + std::to_string(++m_made), "default"));
        QTRY_COMPARE_WITH_TIMEOUT(desk.pods(u"one"_s), before + 1, patienceMs);
        QVERIFY(desk.window().isVisible());
    }

    std::unique_ptr<SmallEstate> m_estate;
    std::unique_ptr<BottomlessServer> m_bottomless;
    int m_made = 0;
};

QTEST_MAIN(TestBadClusters)
#include "tst_badclusters.moc"
