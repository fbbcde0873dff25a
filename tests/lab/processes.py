# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the lab started, written down the moment it runs, so that `down` ends that and nothing else."""

from __future__ import annotations

import json
import os
import pwd
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

DEFAULT_FOLDER = Path(__file__).resolve().parents[2] / "build/lab"
END_SECONDS = 10
POLL_SECONDS = 0.05


class LabError(Exception):
    """What went wrong, where, and what to do."""


def free_port() -> int:
    """A port of loopback that nobody has at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def private(path: Path, text: str) -> Path:
    """A file that nobody else can read, not for a moment."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
        out.write(text)
    return path


def program(name: str) -> str:
    """Debian keeps servers in sbin, which an ordinary user's PATH lacks."""
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if not found:
        raise LabError(f"there is no {name}: installer/packages install lab")
    return found


def birth(pid: int) -> str | None:
    """The kernel's start time of process @p pid: with it a number that was given anew is not mistaken. None: no such process."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    fields = text.rpartition(")")[2].split()  # the name before it may hold blanks; proc(5)
    return None if fields[0] in "ZX" else fields[19]


def answers(url: str, headers: dict[str, str] | None = None, trust: ssl.SSLContext | None = None) -> bool:
    """True when @p url answers with success."""
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers or {}), timeout=5, context=trust):
            return True
    except OSError:
        return False


def wait_until(ready: Callable[[], bool], seconds: float, what: str, alive: Callable[[], str | None] = lambda: None) -> None:
    """Polls @p ready. @p alive says why there is no use in waiting."""
    end = time.monotonic() + seconds
    while not ready():
        if trouble := alive():
            raise LabError(f"{what}: {trouble}")
        if time.monotonic() > end:
            raise LabError(f"{what}: not within {seconds:.0f} s")
        time.sleep(POLL_SECONDS)


def as_account(account: str | None) -> dict[str, object]:
    """What subprocess takes to run something as @p account and with none of our groups; None: as we are."""
    return {"user": account, "group": pwd.getpwnam(account).pw_gid, "extra_groups": []} if account else {}


class Processes:
    """The processes of one lab; its list is a file in the lab's folder."""

    def __init__(self, folder: Path) -> None:
        self._list = folder / "processes.json"
        self._scratch = folder / "scratch"
        self.logs = folder / "logs"

    def start(self, name: str, command: list[str], *, environment: dict[str, str] | None = None, account: str | None = None,
        end: signal.Signals = signal.SIGTERM) -> Callable[[], str | None]:
        """Starts @p command; what it writes goes to logs/<name>.log. The answer tells whether and why it ended.

        @p end is the signal that it is ended by. What is secret belongs into @p environment: the command is written down.
        """
        self.logs.mkdir(parents=True, exist_ok=True)
        log = self.logs / f"{name}.log"
        with log.open("ab") as out:
            child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, start_new_session=True,
                env=os.environ | (environment or {}), **as_account(account))
        self._write([*self.running(), {"name": name, "pid": child.pid, "birth": birth(child.pid), "command": command, "end": end}])

        def ended() -> str | None:
            if child.poll() is None:
                return None
            tail = log.read_text(errors="replace").strip().splitlines()[-5:]
            return f"{name} ended with {child.returncode}; {log} ends with:\n" + "\n".join(tail)

        return ended

    def scratch(self, account: str) -> Path:
        """A folder of @p account's own, which may not be able to reach the lab's. end_all() removes it."""
        made = Path(tempfile.mkdtemp(prefix="stratoscope-lab-"))
        shutil.chown(made, account)
        with self._scratch.open("a", encoding="utf-8") as known:
            known.write(f"{made}\n")
        return made

    def running(self) -> list[dict]:
        """What was started and still runs, in the order of its start."""
        try:
            known = json.loads(self._list.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return []
        return [one for one in known if one["birth"] and birth(one["pid"]) == one["birth"]]

    def kill(self, name: str) -> None:
        """Ends one without a word."""
        running = self.running()
        for one in running:
            if one["name"] == name:
                os.kill(one["pid"], signal.SIGKILL)
                self._end(one)
        self._write([one for one in running if one["name"] != name])

    def end_all(self) -> list[str]:
        """Ends all, the last started first. Returns their names."""
        ended = []
        for one in reversed(self.running()):
            self._end(one)
            ended.append(one["name"])
        self._list.unlink(missing_ok=True)
        if self._scratch.exists():
            for made in self._scratch.read_text(encoding="utf-8").splitlines():
                shutil.rmtree(made, ignore_errors=True)
            self._scratch.unlink()
        return ended

    def _end(self, one: dict) -> None:
        for step in (one["end"], signal.SIGKILL):
            if birth(one["pid"]) != one["birth"]:
                return
            os.kill(one["pid"], step)
            end = time.monotonic() + END_SECONDS
            while birth(one["pid"]) == one["birth"] and time.monotonic() < end:
                self._reap(one["pid"])
                time.sleep(POLL_SECONDS)
        if birth(one["pid"]) == one["birth"]:
            raise LabError(f"{one['name']} (process {one['pid']}) does not end")

    @staticmethod
    def _reap(pid: int) -> None:
        try:
            os.waitpid(pid, os.WNOHANG)
        except ChildProcessError:
            pass  # another run of ours started it

    def _write(self, entries: list[dict]) -> None:
        self._list.parent.mkdir(parents=True, exist_ok=True)
        made = self._list.with_suffix(".new")
        made.write_text(json.dumps(entries, indent=1), encoding="utf-8")
        made.rename(self._list)
