// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/models/kube/decode/decodefixtures.h"

#include <QTest>

#include <sys/resource.h>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace Strato;
using namespace Strato::Test;

namespace {

/// CPU time of this thread: other work on the machine is no fault of the decoder's.
std::chrono::microseconds cpuTime()
{
    rusage usage {};
    getrusage(RUSAGE_THREAD, &usage);
    const auto sum = [](const timeval& t) { return std::chrono::microseconds(t.tv_sec * 1'000'000 + t.tv_usec); };
    return sum(usage.ru_utime) + sum(usage.ru_stime);
}

} // namespace

/// 20,000 pods of one page, protobuf: the budget is well under one second of one core.
class BenchKubeDecode final : public QObject {
    Q_OBJECT
private slots:
    void twentyThousandPods();
};

void BenchKubeDecode::twentyThousandPods()
{
    // The items of the recorded list again and again behind one envelope.
    const std::string pod = fixture(u"Pod.pb"_s);
    const auto varint = [](std::size_t value) {
        std::string out;
        for (; value >= 0x80; value >>= 7U)
            out += static_cast<char>((value & 0x7FU) | 0x80U);
        return out + static_cast<char>(value);
    };
    const std::size_t raw = pod.find('\x12', 4 + 2 + 9); // field 2 of the envelope, after its TypeMeta
    QVERIFY(raw != std::string::npos);
    const std::string name = "web-6d4cf56db6-x2x7z";
    const std::size_t begin = raw + 3; // two bytes of length
    const std::string item = pod.substr(
        begin, pod.rfind("\x1a\x00", pod.size()) == std::string::npos ? std::string::npos : pod.size() - begin - 4);
    std::string items;
    for (int i = 0; i < 20'000; ++i) {
        std::string each = item;
        char number[16];
        std::snprintf(number, sizeof number, "%05d", i);
        for (std::size_t at = each.find(name); at != std::string::npos; at = each.find(name, at + 1))
            each.replace(at + name.size() - 5, 5, number);
        items += "\x12" + varint(each.size()) + each;
    }
    const std::string type("\x0a\x0d\x0a\x02v1\x12\x07PodList", 15);
    const std::string body = std::string("k8s\0", 4) + type + "\x12" + varint(items.size()) + items;
    for (int run = 0; run < 3; ++run) {
        KubeDecoder decoder = decoderFor("", "Pod");
        const auto start = cpuTime();
        const auto list = decoder.list(body, WireFormat::Protobuf);
        const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(cpuTime() - start);
        QVERIFY2(list.has_value(), list ? "" : qPrintable(list.error().detail));
        QCOMPARE(list->records.size(), std::size_t(20'000));
        qInfo("20000 pods, %zu bytes: %lld ms of CPU, %zu bytes a record, %zu bytes of strings", body.size(),
            static_cast<long long>(took.count()), footprint(*list->records.front()), IString::usage().bytes);
        QVERIFY(took < std::chrono::seconds(1));
    }
}

QTEST_GUILESS_MAIN(BenchKubeDecode)
#include "bench_kubedecode.moc"
