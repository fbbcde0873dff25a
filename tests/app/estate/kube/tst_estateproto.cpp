// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/kube/protodecoder.h"
#include "app/estate/kube/protoencoder.h"
#include "app/estate/kube/texts.h"

#include <QtTest>

#include <nlohmann/json.hpp>

#include <fstream>

using namespace Strato::Estate;
using nlohmann::json;
using namespace Qt::StringLiterals;

/// data/golden.jsonl: objects of 41 kinds, empty and with every field set, and their bytes as written by
/// k8s.io/api v0.34.4 itself (2026-11-24).
class TestEstateProto : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void bytesAreThoseOfTheApisOwnEncoder_data()
    {
        QTest::addColumn<QByteArray>("line");
        std::ifstream in(STRATO_TEST_DATA "/golden.jsonl");
        int number = 0;
        for (std::string line; std::getline(in, line); ++number) {
            const json entry = json::parse(line);
            const std::string name = entry["kind"].get<std::string>() + (number % 2 == 0 ? " empty" : " full");
            QTest::newRow(name.c_str()) << QByteArray::fromStdString(line);
        }
        QCOMPARE(number, 82);
    }
    void bytesAreThoseOfTheApisOwnEncoder()
    {
        QFETCH(const QByteArray, line);
        const json entry = json::parse(line.toStdString());
        const ProtoMessage* message = findProtoMessage(entry["kind"].get<std::string>());
        QVERIFY(message != nullptr);
        std::string bytes;
        encodeProto(*message, entry["object"], bytes);
        QCOMPARE(QByteArray::fromStdString(bytes).toHex(),
            QByteArray::fromStdString(base64Decoded(entry["proto"].get<std::string>())).toHex());
    }

    void aDecodedMessageEncodesToTheSameBytes_data() { bytesAreThoseOfTheApisOwnEncoder_data(); }
    void aDecodedMessageEncodesToTheSameBytes()
    {
        QFETCH(const QByteArray, line);
        const json entry = json::parse(line.toStdString());
        const ProtoMessage* message = findProtoMessage(entry["kind"].get<std::string>());
        const std::string bytes = base64Decoded(entry["proto"].get<std::string>());
        const auto decoded = decodeProto(*message, bytes);
        QVERIFY(decoded.has_value());
        std::string again;
        encodeProto(*message, *decoded, again);
        QCOMPARE(QByteArray::fromStdString(again).toHex(), QByteArray::fromStdString(bytes).toHex());
    }

    void anEnvelopeNamesItsKind()
    {
        const std::string raw = "abc";
        std::string bytes = protoEnvelopeHead("apps/v1", "Deployment", raw.size());
        bytes.append(raw).append(protoEnvelopeTail());
        const auto envelope = readProtoEnvelope(bytes);
        QVERIFY(envelope.has_value());
        QCOMPARE(QByteArray::fromStdString(envelope->apiVersion), "apps/v1"_ba);
        QCOMPARE(QByteArray::fromStdString(envelope->kind), "Deployment"_ba);
        QCOMPARE(std::string(envelope->raw), raw);
        QVERIFY(!readProtoEnvelope("{}").has_value());
    }

    void brokenBytesAreRefused()
    {
        const ProtoMessage* pod = findProtoMessage("Pod");
        QVERIFY(!decodeProto(*pod, std::string("\x0a\x7f", 2)).has_value()); // longer than what follows
        QVERIFY(!decodeProto(*pod, std::string("\x0f", 1)).has_value()); // no such wire type
    }
};

QTEST_GUILESS_MAIN(TestEstateProto)
#include "tst_estateproto.moc"
