// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/faults/findingcodes.h"
#include "ui/text/findingtext.h"

#include <QTest>

using namespace Strato;
using namespace Qt::StringLiterals;

namespace {

const Formats english { Numbers(QLocale::c()), TimeText({ ZoneChoice::Kind::Utc, {} }, QLocale::c()) };

/// A finding with every value that any code has.
Finding full(std::string_view code)
{
    Finding finding;
    finding.code = code;
    for (const char* name : { "restarts", "exitCode", "reason", "images", "message", "unready", "status", "pressures",
             "available", "replicas", "updated", "failed", "currentHealthy", "desiredHealthy", "storageClass", "volume",
             "resource", "alert", "summary" })
        finding.values.emplace_back(name, std::string("<") + name + ">");
    for (const char* name : { "usedBytes", "limitBytes" })
        finding.values.emplace_back(name, "4294967296");
    finding.values.emplace_back("ratio", "0.92");
    return finding;
}

} // namespace

class TestFindingWords final : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void everyCodeHasWords_data()
    {
        QTest::addColumn<QString>("code");
        for (const std::string_view code : findingCodes())
            QTest::newRow(std::string(code).c_str()) << QString::fromUtf8(code.data(), qsizetype(code.size()));
    }
    void everyCodeHasWords()
    {
        QFETCH(const QString, code);
        const QString said = findingText(full(code.toStdString()), english);
        QVERIFY2(said != code && !said.contains(code), qPrintable(said));
        static const QRegularExpression place(u"%[0-9]"_s);
        QVERIFY2(!said.contains(place), qPrintable(said));
        QVERIFY2(!said.contains(Numbers::missing()), qPrintable(said)); // all values were given
        Finding bare;
        bare.code = code.toStdString();
        const QString unknown = findingText(bare, english);
        QVERIFY2(!unknown.contains(place) && !unknown.isEmpty(), qPrintable(unknown));
    }

    void alertsThatFireBesidesAreCounted()
    {
        Finding finding = full("alertFiring");
        const QString one = findingText(finding, english);
        finding.values.emplace_back("more", "2");
        QCOMPARE(findingText(finding, english), one + u" (and 2 more)"_s);
    }

    void aCodeFromTheFutureIsShownAsItself()
    {
        QCOMPARE(findingText(full("somethingNew"), english), u"somethingNew"_s);
    }

    void valuesAreCleanedAndNeverTakenForPlaces()
    {
        Finding finding;
        finding.code = FindingCodes::podFailed;
        finding.values = { { "reason",
            "100%1 \x1b[31m<b>gone</b>\n\u202Etxt" } }; // NOLINT(misc-misleading-bidirectional): that is the attack
        const QString said = findingText(finding, english);
        QVERIFY(said.contains(u"100%1"_s));
        QVERIFY(said.contains(u"<b>gone</b>"_s)); // literally: labels are plain
        QVERIFY(!said.contains(QChar(0x1b)) && !said.contains(u'\n'));
    }

    void whatItTouchesIsCallsThenPods()
    {
        Finding finding;
        QCOMPARE(findingTouches(finding, english), u"–"_s); // nobody could tell
        finding.touches = 3;
        QCOMPARE(findingTouches(finding, english), u"3 pod(s)"_s); // without the English plural forms loaded
        finding.values = { { "pods", "2" }, { "of", "8" } };
        finding.callsAffected = 680;
        QCOMPARE(findingTouches(finding, english), u"680/s, 2 of 8 pods"_s);
    }
};

QTEST_MAIN(TestFindingWords)
#include "tst_findingwords.moc"
