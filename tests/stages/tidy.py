# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""clang-tidy on the files of the last ten commits and on every seventh other file, another seventh after each commit."""

from __future__ import annotations

import json
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from commands import Outcome, Runner, build_errors
from tidymemory import TidyMemory

COMMITS = 10
SHARE = 7
AT_ONCE = 2
LONGEST_MINUTES = 25
TOOL = "clang-tidy-14"
# Flags of the compile commands that only gcc knows, and headers that only it precompiles.
ARGUMENTS = ["--quiet", "--extra-arg=-Wno-unknown-warning-option", "--extra-arg=-Wno-ignored-optimization-argument"]


def git(root: Path, *arguments: str) -> list[str]:
    result = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, text=True, check=False)
    return result.stdout.splitlines() if result.returncode == 0 else []


def recently_changed(root: Path) -> set[str]:
    """Sources of the last commits, and for a changed header the source of the same name."""
    names = {name for name in git(root, "log", f"-{COMMITS}", "--name-only", "--format=") if name}
    return names | {name[:-2] + ".cpp" for name in names if name.endswith(".h")}


def choose(sources: list[str], recent: set[str], commit_count: int, everything: bool) -> list[str]:
    """@p sources sorted; recent ones first, so that they are done when the time runs short."""
    if everything:
        return sources
    others = [name for name in sources if name not in recent]
    return [name for name in sources if name in recent] + others[commit_count % SHARE::SHARE]


def sources_of(build: Path, root: Path) -> dict[str, dict[str, str]]:
    """Entries of compile_commands.json by the name in the repository, but for what a build writes."""
    entries = json.loads((build / "compile_commands.json").read_text(encoding="utf-8"))
    paths = {Path(entry["file"]): entry for entry in entries}
    return {str(path.relative_to(root)): entry for path, entry in sorted(paths.items())
        if path.is_relative_to(root) and not path.is_relative_to(root / "build")}


def what_decides(root: Path) -> str:
    """The tool and what it is told, for the memory of what was good."""
    version = subprocess.run([TOOL, "--version"], capture_output=True, text=True, check=False).stdout
    # The last line names the processor that it runs on.
    return "\n".join([*version.splitlines()[:-1], *ARGUMENTS, (root / ".clang-tidy").read_text(encoding="utf-8")])


def generate(runner: Runner, build: Path, log: Path) -> int:
    """What moc makes is included by sources, so it must be there. Asked of moc and of its driver themselves: their targets in
    ninja wait for libraries, which nobody needs here."""
    moc = ""
    for info in sorted(build.rglob("AutogenInfo.json")):
        moc = json.loads(info.read_text(encoding="utf-8"))["QT_MOC_EXECUTABLE"]
        if status := runner.run(["cmake", "-E", "cmake_autogen", str(info), ""], log):
            return status
    for parameters in sorted(build.rglob("*.moc_parameters")):  # as strato_moc_sources() has them
        if status := runner.run([moc, f"@{parameters}"], log):
            return status
    return 0


def tidy_stage(runner: Runner, outcome: Outcome, everything: bool) -> None:
    build, log = runner.build / "tidy", runner.logs / "tidy.log"
    if runner.run(["cmake", "--preset", "tidy"], log) or generate(runner, build, log):
        outcome.count(False, "configuring for clang-tidy")
        print(build_errors(log))
        return
    count = int((git(runner.root, "rev-list", "--count", "HEAD") or ["0"])[0])
    entries = sources_of(build, runner.root)
    chosen = choose(list(entries), recently_changed(runner.root), count, everything)
    end = time.monotonic() + min(runner.seconds_left() - 60, 1e9 if everything else LONGEST_MINUTES * 60)

    memory = TidyMemory(runner.root, what_decides(runner.root))
    memory.forget_old()
    known = []

    def look(name: str) -> int | None:
        if time.monotonic() > end:
            return None
        key = memory.key(entries[name])
        if memory.knows(key):
            known.append(name)
            return 0
        own_log = runner.logs / "tidy" / (name.replace("/", "_") + ".log")
        status = runner.run([TOOL, "-p", str(build), *ARGUMENTS, str(runner.root / name)], own_log, limit=300)
        if status:
            lines = [line for line in own_log.read_text(errors="replace").splitlines() if ": error:" in line or ": warning:" in line]
            print("\n".join([f"--- clang-tidy {name}", *lines[:10]]), flush=True)
        else:
            memory.keep(key)
        return status

    (runner.logs / "tidy").mkdir(exist_ok=True)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        statuses = list(pool.map(look, chosen))
    left_out = statuses.count(None)
    for name, status in zip(chosen, statuses):
        if status is not None:
            outcome.units += 1
            outcome.count(status == 0, f"clang-tidy {name}")
    outcome.note = f"{len(chosen)} files chosen, {len(known)} of them unchanged since they were good" + (f", {left_out} left out: the time was up" if left_out else "")
