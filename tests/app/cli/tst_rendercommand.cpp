// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/smallestate.h"

#include <QImage>
#include <QRegularExpression>
#include <QSet>
#include <QSvgRenderer>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Strato;
using namespace Strato::Test;

namespace {

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// How many colours a coarse grid over the picture meets: a blank one has one.
qsizetype coloursOf(const QImage& image)
{
    QSet<QRgb> colours;
    for (int y = 0; y < image.height(); y += 3) {
        for (int x = 0; x < image.width(); x += 3)
            colours.insert(image.pixel(x, y));
    }
    return colours.size();
}

} // namespace

/// `stratoscope render`, the program itself: the picture is whole and of the size asked for, or the reason is said.
class TestRenderCommand final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { m_estate = std::make_unique<SmallEstate>(); }
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void picturesAreWholeAndOfTheSizeAskedFor_data()
    {
        QTest::addColumn<QString>("view");
        QTest::addColumn<QString>("format");
        for (const QString& view : { u"overview"_s, u"explorer"_s, u"start"_s }) {
            for (const QString& format : { u"png"_s, u"svg"_s, u"pdf"_s })
                QTest::addRow("%s %s", qUtf8Printable(view), qUtf8Printable(format)) << view << format;
        }
    }
    void picturesAreWholeAndOfTheSizeAskedFor()
    {
        QFETCH(const QString, view);
        QFETCH(const QString, format);
        const QString file = m_estate->file(view + u'.' + format);
        const Ran ran = render({ view, u"-o"_s, file, u"--size"_s, u"1440x900"_s });
        QVERIFY2(ran.status == 0, qUtf8Printable(ran.err));
        QCOMPARE(ran.out + ran.err, QString());
        if (format == u"png"_s) {
            const QImage image(file);
            QCOMPARE(image.size(), QSize(1440, 900));
            QVERIFY(coloursOf(image) > 20);
        } else if (format == u"svg"_s) {
            QSvgRenderer svg(file);
            QVERIFY(svg.isValid());
            QCOMPARE(svg.viewBox(), QRect(0, 0, 1440, 900));
        } else {
            const QByteArray pdf = contentOf(file);
            QVERIFY(pdf.startsWith("%PDF-") && pdf.trimmed().endsWith("%%EOF"));
            QVERIFY(pdf.contains("/MediaBox [0 0 1080")); // 1440 dots of 1/96 inch, in points
        }
    }

    void themeAndLanguageAreAsAskedFor()
    {
        const QString dark = m_estate->file(u"dark.png"_s);
        const QString light = m_estate->file(u"light.png"_s);
        QCOMPARE(render({ u"overview"_s, u"-o"_s, dark, u"--theme"_s, u"dark"_s }).status, 0);
        QCOMPARE(
            render({ u"overview"_s, u"-o"_s, light, u"--theme"_s, u"light"_s, u"--language"_s, u"zh_CN"_s }).status, 0);
        QVERIFY(QImage(dark).scaled(1, 1).pixelColor(0, 0).lightness() < 100);
        QVERIFY(QImage(light).scaled(1, 1).pixelColor(0, 0).lightness() > 150);
        QCOMPARE(QImage(light).size(), QSize(1920, 1080)); // unless told
    }

    void itGoesOnWatchingBeforeItDrawsIfTold()
    {
        const SystemClock clock;
        const Duration before = clock.monotonic();
        QCOMPARE(render({ u"overview"_s, u"-o"_s, m_estate->file(u"late.png"_s), u"--wait"_s, u"2"_s }).status, 0);
        QVERIFY(clock.monotonic() - before >= std::chrono::seconds(2));
    }

    void aFileThatCannotBeWrittenIsSaidInOneLine_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("said");
        QTest::newRow("no folder") << m_estate->file(u"absent/x.png"_s) << u"no such folder"_s;
        QTest::newRow("the file is a folder") << m_estate->file(u"folder.png"_s) << u"folder.png"_s;
        for (const QString& name : { u"full.png"_s, u"full.svg"_s, u"full.pdf"_s })
            QTest::newRow(qUtf8Printable(name)) << m_estate->file(name) << u"No space left on"_s;
    }
    void aFileThatCannotBeWrittenIsSaidInOneLine()
    {
        QFETCH(const QString, file);
        QFETCH(const QString, said);
        if (file.contains(u"/folder."_s))
            QVERIFY(QDir().mkpath(file));
        else if (file.contains(u"/full."_s))
            QVERIFY(QFile::link(u"/dev/full"_s, file));
        const Ran ran = render({ u"overview"_s, u"-o"_s, file });
        QVERIFY2(ran.err.contains(said), qUtf8Printable(ran.err));
        QCOMPARE(ran.err.count(u'\n'), 1);
        QCOMPARE(ran.status, 2);
        QVERIFY(!QFileInfo(u"/dev/full"_s).isFile()); // a device is written to, never replaced
    }

    void anOldPictureStaysWhereTheNewOneCannotBeMade()
    {
        const QString file = m_estate->write(u"old.png"_s, "old");
        QCOMPARE(render({ u"overview"_s, u"-o"_s, file, u"--context"_s, u"nowhere"_s }).status, 2);
        QCOMPARE(contentOf(file), QByteArray("old"));
    }

    void whereNothingCanBeOpenedItSaysWhyAtOnce_data()
    {
        QTest::addColumn<QByteArray>("kubeconfig");
        QTest::addColumn<QString>("said");
        QTest::newRow("malformed") << QByteArray("clusters:\n- name: [\n") << u"/config:"_s;
        QTest::newRow("no current context") << QByteArray("apiVersion: v1\nkind: Config\n") << u"--context"_s;
        QTest::newRow("bad server") << oneContextText("a", "ftp://x", "", "token: t") << u"/config:6"_s;
    }
    void whereNothingCanBeOpenedItSaysWhyAtOnce()
    {
        QFETCH(const QByteArray, kubeconfig);
        QFETCH(const QString, said);
        const QString config = m_estate->write(u"config"_s, kubeconfig);
        const Ran ran = runProgram(u"stratoscope"_s,
            { u"--kubeconfig"_s, config, u"render"_s, u"overview"_s, u"-o"_s, m_estate->file(u"none.png"_s) },
            bareEnvironment(m_estate->file(u"home"_s)));
        QVERIFY2(ran.err.contains(said), qUtf8Printable(ran.err));
        QCOMPARE(ran.status, 2);
        QVERIFY(!QFileInfo::exists(m_estate->file(u"none.png"_s)));
    }

private:
    [[nodiscard]] Ran render(const QStringList& arguments) const
    {
        return runProgram(u"stratoscope"_s,
            QStringList { u"--kubeconfig"_s, m_estate->kubeconfig(), u"render"_s } + arguments,
            bareEnvironment(m_estate->file(u"home"_s)));
    }

    std::unique_ptr<SmallEstate> m_estate;
};

QTEST_GUILESS_MAIN(TestRenderCommand)
#include "tst_rendercommand.moc"
