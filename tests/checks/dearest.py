# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The ten dearest translation units of a build folder; one that costs more than reading <QtWidgets> afresh fails.

Reading <QtWidgets> without a precompiled header is measured in the same run, so that a slow machine has a longer limit and
a fast one a shorter. Wall times come from ninja's log (what was compiled last, cache hits included). One that is over the
limit there may only have waited for a busy machine, so it is compiled once more, without the cache, and its own processor
time decides.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

SHOWN = 10
REMEASURED = 20  # so many at most, dearest first


def wall_times(log: Path) -> dict[str, float]:
    """Object -> seconds, last build wins. Columns of ninja's log v5: start ms, end ms, mtime, output, hash."""
    times = {}
    for line in log.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if len(columns) == 5 and columns[3].endswith(".o"):
            times[columns[3]] = (int(columns[1]) - int(columns[0])) / 1000
    return times


def compile_commands(build: Path) -> dict[str, tuple[str, str]]:
    """Object -> (command without compiler launcher, folder)."""
    commands = {}
    for entry in json.loads((build / "compile_commands.json").read_text(encoding="utf-8")):
        words = shlex.split(entry["command"])
        output = entry.get("output") or words[words.index("-o") + 1]
        commands[output] = (entry["command"], entry["directory"])
    return commands


def without_launcher(words: list[str]) -> list[str]:
    """Drops `cmake -E env X=Y ccache` before the compiler: the first word whose name looks like a compiler's."""
    for index, word in enumerate(words):
        name = Path(word).name
        if name.startswith(("c++", "g++", "clang++")) or "-g++" in name:
            return words[index:]
    return words


def processor_seconds(command: str, folder: str) -> float:
    words = without_launcher(shlex.split(command))
    with tempfile.TemporaryDirectory() as scratch:
        words[words.index("-o") + 1] = os.path.join(scratch, "out.o")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(words, cwd=folder, capture_output=True, check=True, env={**os.environ, "CCACHE_DISABLE": "1"})
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def yardstick(commands: dict[str, tuple[str, str]], source: Path) -> tuple[str, str]:
    """(command, folder) that compiles @p source with the options of one of ours that sees widgets, precompiled header apart."""
    source.write_text("#include <QtWidgets>\n", encoding="utf-8")
    for command, folder in commands.values():
        words = without_launcher(shlex.split(command))
        if not any(word.endswith("/QtWidgets") for word in words):
            continue
        while "-include" in words:
            at = words.index("-include")
            del words[at : at + 2]
        words[words.index("-c") + 1] = str(source)
        return shlex.join(words), folder
    raise SystemExit("no translation unit of this build sees QtWidgets: nothing to measure by")


def judge(times: dict[str, float], measure, limit: float) -> list[str]:
    """Objects over @p limit by @p measure(object), among those whose wall time is over it."""
    suspects = sorted((name for name in times if times[name] > limit), key=lambda name: -times[name])
    found = []
    for name in suspects[:REMEASURED]:
        seconds = measure(name)
        print(f"  again, alone: {seconds:5.1f} s processor time (wall was {times[name]:.1f} s)  {name}")
        if seconds > limit:
            found.append(f"{name}: {seconds:.1f} s; reading <QtWidgets> costs {limit:.1f} s: lighter headers, or two files")
    return found


def self_test() -> list[str]:
    wrong = []
    times = {"slow.o": 20.0, "waited.o": 30.0, "quick.o": 1.0}
    found = judge(times, {"slow.o": 16.0, "waited.o": 5.0}.__getitem__, 15.0)
    if len(found) != 1 or not found[0].startswith("slow.o"):
        wrong.append(f"planted times: {found}")
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        log.write_text("# ninja log v5\n0\t9000\t1\ta.o\tx\n0\t16000\t1\tb.o\tx\n5\t5005\t1\tb.o\tx\n0\t1\t1\tc.a\tx\n")
        if wall_times(log) != {"a.o": 9.0, "b.o": 5.0}:
            wrong.append(f"planted log: {wall_times(log)}")
        source = Path(folder) / "a.cpp"
        planted = {"a.o": ("g++ -o a.o -c a.cpp", "/"), "b.o": ("ccache g++ -isystem /q/QtWidgets -include p.hxx -o b.o -c b.cpp", "/")}
        if yardstick(planted, source) != (f"g++ -isystem /q/QtWidgets -o b.o -c {source}", "/"):
            wrong.append(f"planted yardstick: {yardstick(planted, source)}")
        source.write_text("#include <regex>\nint main() { return std::regex(\"a\").mark_count(); }\n")
        if not 0.05 < processor_seconds(f"env ccache g++ -o a.o -c {source}", folder) < 60:
            wrong.append("processor time of a compiler run was not measured")
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=Path)
    parser.add_argument("--self-test", action="store_true")
    options = parser.parse_args()
    if options.self_test:
        found = self_test()
    else:
        times = wall_times(options.build / ".ninja_log")
        commands = compile_commands(options.build)
        times = {name: seconds for name, seconds in times.items() if name in commands}
        print(f"{len(times)} translation units, {sum(times.values()):.0f} s; the dearest:")
        for name in sorted(times, key=lambda name: -times[name])[:SHOWN]:
            print(f"  {times[name]:6.1f} s  {name}")
        with tempfile.TemporaryDirectory() as folder:
            limit = processor_seconds(*yardstick(commands, Path(folder) / "widgets.cpp"))
        print(f"reading <QtWidgets> afresh costs {limit:.1f} s of processor time")
        found = judge(times, lambda name: processor_seconds(*commands[name]), limit)
    print("\n".join(found))
    print(f"{len(found)} violation(s)")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
