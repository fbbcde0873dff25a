// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/gallery/sampledata.h"

#include <cmath>
#include <limits>

namespace Strato::Samples {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

std::shared_ptr<const Series> wave(double level, double swing, int from, int jumpAt, double jump)
{
    auto series = std::make_shared<Series>();
    series->spacing = 15s;
    for (int i = from; i < 240; ++i) {
        if (i > 90 && i < 100)
            continue; // a gap
        const double noise = std::sin(i * 0.31) * 0.4 + std::sin(i * 1.7) * 0.3 + std::sin(i * 0.07) * 0.6;
        series->samples.push_back({ now - 15s * (240 - i), level + swing * noise + (i > jumpAt ? jump : 0) });
    }
    return series;
}

QList<double> history(double jump)
{
    QList<double> values;
    for (int i = 0; i < 48; ++i)
        values << 10 + std::sin(i * 0.6) * 1.2 + std::sin(i * 1.9) * 0.7 + (i > 38 ? jump : 0);
    return values;
}

ChartContent chart(ChartUnit unit, double level, bool ill)
{
    ChartContent content;
    content.title = u"Calls and errors"_s;
    content.unit = unit;
    content.from = now - 1h;
    content.to = now;
    content.lines.push_back({ u"today"_s, ill ? Role::Critical : Role::Accent,
        wave(level, level * 0.15, 0, ill ? 200 : 999, level * 1.5), false, true });
    content.lines.push_back({ u"yesterday"_s, Role::Text3, wave(level * 0.95, level * 0.1, 0, 999, 0), true, false });
    if (ill)
        content.limit = level * 2;
    return content;
}

HeatMap::Content hosts()
{
    HeatMap::Content content;
    content.title = u"CPU by host"_s;
    content.from = now - 1h;
    content.to = now;
    content.columns = 60;
    for (int row = 0; row < 24; ++row) {
        content.rows << u"sccpt01com%1"_s.arg(row + 1, 2, 10, QChar(u'0'));
        for (int column = 0; column < content.columns; ++column) {
            const double base = 0.25 + 0.15 * std::sin(row * 1.3) + 0.1 * std::sin(column * 0.4 + row)
                + 0.05 * std::sin(column * 2.1 * row);
            const bool hot = row == 3 && column > 48;
            const bool missing = row == 9 && column > 20 && column < 30;
            content.values.push_back(missing ? std::numeric_limits<float>::quiet_NaN()
                                             : static_cast<float>(hot ? (column % 5 == 0 ? 0.9 : 0.99) : base));
        }
    }
    return content;
}

std::vector<TimeBucket> buckets()
{
    std::vector<TimeBucket> all;
    for (int i = 0; i < 120; ++i) {
        const Instant from = now - 30s * (120 - i);
        const double calm = 5 + 3 * std::sin(i * 0.7) + 2 * std::sin(i * 2.3);
        all.push_back({ from, from + 30s, calm, i > 95 ? 6 + 3 * std::sin(i * 1.1) : (i % 37 == 0 ? 1.0 : 0.0) });
    }
    return all;
}

QString yaml()
{
    return u"apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: order-svc\n  namespace: shop\n  labels:\n    "
           u"app: order-svc # the team's name\n"
           "spec:\n  replicas: 8\n  paused: false\n  template:\n    spec:\n      containers:\n      - name: app\n      "
           "  image: \"shop/order-svc:2.3.1\"\n"
           "        command:\n        - /bin/sh\n        - -c\n        - |\n          exec java -jar app.jar\n         "
           " # not a comment, a line of the script\n"
           "        resources:\n          limits:\n            memory: 4Gi\n"_s;
}

} // namespace Strato::Samples
