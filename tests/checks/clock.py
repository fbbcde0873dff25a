# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One clock: the time of day and the age of things come from the injected Clock, in tests as well."""

from __future__ import annotations

import checklib

HOME = "models/base/clock.cpp"
READERS = [
    r"\bcurrentDateTime(?:Utc)?\s*\(",
    r"\bcurrent(?:MSecs|Secs)SinceEpoch\s*\(",
    r"\bQ(?:Date|Time)::current(?:Date|Time)\s*\(",
    r"_clock\s*::\s*now\b",
    r"\btime\s*\(\s*(?:nullptr|NULL|0|&)",
    r"\bgettimeofday\s*\(",
    r"\bclock_gettime\s*\(\s*CLOCK_(?:REALTIME|MONOTONIC|BOOTTIME|TAI)",
    r"\btimespec_get\s*\(",
    r"\bQElapsedTimer\b",
    r"\bQDeadlineTimer\b",
]


def find(tree: checklib.Tree) -> list[str]:
    sources = [(path, text) for path, text in tree.sources() if path != HOME]
    return checklib.grep(sources, "|".join(READERS), "reads a clock; take it from the injected Clock (models/base/clock.h)")


PLANTED = [
    ({"ui/a.cpp": "auto now = QDateTime::currentDateTimeUtc();\n"}, ["ui/a.cpp:1"]),
    ({"tests/a.cpp": "\nauto now = std::chrono::steady_clock::now();\n"}, ["tests/a.cpp:2"]),
    ({"models/net/a.cpp": "QElapsedTimer timer;\n"}, ["models/net/a.cpp:1"]),
    ({"app/a.cpp": "srand(time(nullptr));\n"}, ["app/a.cpp:1"]),
    ({"app/b.cpp": "clock_gettime(CLOCK_MONOTONIC, &t);\n"}, ["app/b.cpp:1"]),
    (
        {
            HOME: "return std::chrono::system_clock::now();\n",
            "ui/b.cpp": "// not QDateTime::currentDateTime()\nlabel(\"steady_clock::now\");\nrun_time(0);\n",
            "tests/bench/b.cpp": "clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);\n",
        },
        [],
    ),
]

if __name__ == "__main__":
    checklib.main(find, PLANTED)
