# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The ten dearest translation units of a build folder; a source over 15 s of processor time fails.

Wall times come from ninja's log (what was compiled last, cache hits included). One that is over the limit there may only
have waited for a busy machine, or compiled several sources at once, so its sources are compiled once more, each alone and
without the cache, and their own processor time decides. Where reading <QtWidgets> without a precompiled header takes more
than 15 s by itself, measured in the same run, the machine is slow and that is the limit.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

LIMIT_SECONDS = 15.0
SHOWN = 10
REMEASURED = SHOWN  # so many at most, dearest first


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


def sources_of(command: str, folder: str) -> list[str]:
    """What a compile command compiles: its source, or those that a generated file of several includes."""
    words = shlex.split(command)
    source = words[words.index("-c") + 1]
    if "/Unity/" not in source:
        return [source]
    text = (Path(folder) / source).read_text(encoding="utf-8")
    return [name for name in re.findall(r'^#include "([^"]+)"$', text, re.MULTILINE) if "_autogen/" not in name]


def processor_seconds(command: str, folder: str, source: str | None = None) -> float:
    """Of compiling, without the cache; @p source instead of the command's. CalledProcessError when it does not compile."""
    words = without_launcher(shlex.split(command))
    if source:
        words[words.index("-c") + 1] = source
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


def judge(suspects: list[tuple[str, str]], measure, limit: float) -> list[str]:
    """The sources over @p limit by @p measure(object, source), among (object, source) in @p suspects."""
    found = []
    for name, source in suspects[:REMEASURED]:
        seconds = measure(name, source)
        print(f"  again, alone: {seconds:5.1f} s processor time  {source}")
        if seconds > limit:
            found.append(f"{source}: {seconds:.1f} s, at most {limit:.1f} s: lighter headers, or two files")
    return found


def judge_build(times: dict[str, float], commands: dict[str, tuple[str, str]]) -> list[str]:
    slow = sorted((name for name in times if times[name] > LIMIT_SECONDS), key=lambda name: -times[name])
    if not slow:
        return []
    with tempfile.TemporaryDirectory() as folder:
        yard = processor_seconds(*yardstick(commands, Path(folder) / "widgets.cpp"))
    print(f"reading <QtWidgets> afresh costs {yard:.1f} s of processor time")
    suspects = [(name, source) for name in slow for source in sources_of(*commands[name])]
    return judge(suspects, lambda name, source: processor_seconds(*commands[name], source), max(LIMIT_SECONDS, yard))


def self_test() -> list[str]:
    wrong = []
    seconds = {"slow.cpp": 16.0, "waited.cpp": 5.0}
    found = judge([("a.o", "waited.cpp"), ("b.o", "slow.cpp")], lambda _, source: seconds[source], LIMIT_SECONDS)
    if len(found) != 1 or not found[0].startswith("slow.cpp"):
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
        (Path(folder) / "Unity").mkdir()
        (Path(folder) / "Unity/u.cxx").write_text('#include "/x/a.cpp"\n\n#include "/b/t_autogen/mocs.cpp"\n#include "/x/b.cpp"\n')
        if sources_of("g++ -o u.o -c ./Unity/u.cxx", folder) != ["/x/a.cpp", "/x/b.cpp"] or sources_of("g++ -c a.cpp", "/") != ["a.cpp"]:
            wrong.append("planted sources: not those of one file and of several")
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
        found = judge_build(times, commands)
    print("\n".join(found))
    print(f"{len(found)} violation(s)")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
