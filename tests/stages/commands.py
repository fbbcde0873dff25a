# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Running programs for the stages: logs, time limits, and no process left behind."""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import signal
import subprocess
import time
import xml.etree.ElementTree as ElementTree
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36
LAST_MINUTE = 88  # whatever still runs then is ended, so that the table is printed in any case


@dataclass
class Outcome:
    """What a stage has done. A build is one test, so is each check and each test program."""

    name: str
    seconds: float = 0
    units: int = 0
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    note: str = ""
    failures: list[str] = field(default_factory=list)

    def count(self, good: bool, what: str) -> bool:
        if good:
            self.passed += 1
        else:
            self.failed += 1
            self.failures.append(what)
        return good


class Runner:
    """Owns the clock of the run, its folders and its processes. Thread: any, for run() only."""

    def __init__(self, root: Path, already_spent: float):
        self.root = root
        self.build = root / "build"
        self.logs = self.build / "logs"
        self.home = self.build / "test-home"
        self.started = time.monotonic() - already_spent
        shutil.rmtree(self.logs, ignore_errors=True)
        shutil.rmtree(self.home, ignore_errors=True)
        self.logs.mkdir(parents=True)
        self.home.mkdir(parents=True)
        self.background: list[subprocess.Popen] = []
        # Orphans of our children become ours, so that they can be found and named.
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)

    def minutes(self) -> float:
        return (time.monotonic() - self.started) / 60

    def seconds_left(self) -> float:
        return max(1.0, LAST_MINUTE * 60 - (time.monotonic() - self.started))

    def run(self, command: list[str], log: Path, limit: float | None = None, extra_env: dict[str, str] | None = None) -> int:
        """Status of @p command; its output is appended to @p log. 124 when the time was up."""
        limit = min(limit or 1e9, self.seconds_left())
        with log.open("a", encoding="utf-8") as stream:
            stream.write(f"$ {' '.join(command)}\n")
            stream.flush()
            process = subprocess.Popen(command, cwd=self.root, stdin=subprocess.DEVNULL, stdout=stream, stderr=subprocess.STDOUT,
                env={**os.environ, **(extra_env or {})}, start_new_session=True)
            try:
                return process.wait(timeout=limit)
            except subprocess.TimeoutExpired:
                end_session(process.pid)
                process.wait()
                stream.write(f"ended after {limit:.0f} s\n")
                return 124

    def start_in_background(self, command: list[str], log: Path) -> None:
        with log.open("a", encoding="utf-8") as stream:
            process = subprocess.Popen(["nice", "-n", "19", *command], cwd=self.root, stdin=subprocess.DEVNULL, stdout=stream,
                stderr=subprocess.STDOUT, start_new_session=True)
        self.background.append(process)
        # Linux shares the processors out by session first (sched(7), autogroup): a nice that counts only within its own would
        # still take half of them from the stages. Where there is no such file sessions are not told apart.
        with suppress(OSError):
            Path(f"/proc/{process.pid}/autogroup").write_text("19", encoding="ascii")

    def wait_for_background(self) -> None:
        for process in self.background:
            try:
                process.wait(timeout=self.seconds_left())
            except subprocess.TimeoutExpired:
                end_session(process.pid)

    def end_strays(self) -> list[str]:
        """Ends what the stage left running and says what it was. Background builds are no strays."""
        kept = {process.pid for process in self.background if process.poll() is None}
        strays = [pid for pid in descendants(os.getpid(), kept) if pid not in kept]
        # One that is about to end by itself is no stray: it gets a moment.
        deadline = time.monotonic() + 2
        while strays and time.monotonic() < deadline:
            reap()
            time.sleep(0.05)
            strays = [pid for pid in descendants(os.getpid(), kept) if pid not in kept]
        names = [f"{pid} {command_line(pid)}" for pid in strays]
        for pid in strays:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        reap()
        return names

    def end_background(self) -> None:
        for process in self.background:
            if process.poll() is None:
                end_session(process.pid)
                process.wait()

    def end_all(self) -> None:
        """When the run ends, also by a signal: what has a session of its own would work on for nobody."""
        self.end_background()
        self.end_strays()


def end_session(pid: int) -> None:
    for sign in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(pid, sign)
        except ProcessLookupError:
            return
        time.sleep(1)


def reap() -> None:
    """Collects orphans that ended."""
    for pid in children_of(os.getpid()):
        if state(pid) == "Z":
            try:
                os.waitpid(pid, os.WNOHANG)
            except ChildProcessError:
                pass


def state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (OSError, IndexError):
        return "X"


def children_of(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += [int(word) for word in task.read_text().split()]
        except OSError:
            continue
    return found


def descendants(pid: int, except_below: set[int]) -> list[int]:
    found = []
    for child in children_of(pid):
        if child in except_below:
            continue
        if state(child) not in "ZX":
            found.append(child)
        found += descendants(child, except_below)
    return found


def command_line(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()[:120]
    except OSError:
        return ""


def compiled_units(log: Path) -> int:
    """Translation units that ninja built, by its own lines in @p log."""
    text = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
    return len(re.findall(r"Building CXX object \S+\.o$", text, re.MULTILINE))


def build_errors(log: Path, most: int = 40) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    wanted = [line for line in lines if re.search(r"\berror\b|FAILED:|CMake Error|undefined reference|multiple definition", line)]
    return "\n".join((wanted or lines[-most:])[:most])


def read_junit(path: Path, outcome: Outcome) -> None:
    """Adds the test programs of ctest's report to @p outcome. One that could not be started has failed."""
    for case in ElementTree.parse(path).getroot().iter("testcase"):
        name = case.get("name", "?")
        skipped = case.find("skipped")
        if case.get("status") == "run":
            outcome.count(True, name)
        elif skipped is not None and "SKIP" in (skipped.get("message") or ""):
            outcome.skipped += 1
        elif case.get("status") == "disabled":
            outcome.skipped += 1
        else:
            outcome.count(False, name)
            output = (case.findtext("system-out") or "").strip().splitlines()
            wanted = [line for line in output if re.search(r"FAIL!|Loc:|ERROR|error|violation|:\d+: ", line)] or output
            print(f"--- {name}\n" + "\n".join(wanted[-30:]), flush=True)


def output_of(report: Path, name: str) -> str:
    """What the test @p name of ctest's report printed; empty if there is none."""
    if not report.exists():
        return ""
    cases = (case for case in ElementTree.parse(report).getroot().iter("testcase") if case.get("name") == name)
    return next(((case.findtext("system-out") or "").strip() for case in cases), "")
