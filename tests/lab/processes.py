# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the lab started, written down the moment it runs, so that `down` ends that and nothing else."""

from __future__ import annotations

import json
import os
import pwd
import random
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

DEFAULT_FOLDER = Path(__file__).resolve().parents[2] / "build/lab"
MARKER = ".stratoscope-lab"
MARKER_TEXT = "This folder belongs to the lab of Stratoscope (docs/lab.md), which empties it at its next start.\n"
END_SECONDS = 10
POLL_SECONDS = 0.05
PORT_TRIES = 20
LEAST_CLIENT_PORT = 4096  # half of it is still no port that only root may have
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class LabError(Exception):
    """What went wrong, where, and what to do."""


class Ending:
    """How a program that starts servers is ended from outside: each of ENDING raises SystemExit, so that every `finally`
    runs. The servers have sessions of their own and hear of no signal but ours."""

    def __init__(self) -> None:
        self._held = False
        self._came: int | None = None

    def listen(self) -> None:
        """To be called first in every main(). What is ignored stays so: the SIGHUP of nohup, the SIGINT of a background job."""
        for number in ENDING:
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._handle)

    @contextmanager
    def held(self) -> Iterator[None]:
        """A signal that comes meanwhile ends the program afterwards: between a start and its being written down nobody
        would know what to end."""
        self._held = True
        try:
            yield
        finally:
            self._held = False
            if self._came is not None:
                self._end(self._came)

    def _handle(self, number: int, _frame: object) -> None:
        if self._held:
            self._came = number
        else:
            self._end(number)

    @staticmethod
    def _end(number: int) -> None:
        for each in ENDING:
            signal.signal(each, signal.SIG_IGN)  # a second one would cut short what the first one ends
        raise SystemExit(128 + number)


ENDED_BY_SIGNAL = Ending()


def end_on_signals() -> None:
    """The first line of every main() that starts servers, or programs that do."""
    ENDED_BY_SIGNAL.listen()


def call(command: list[str], **options: object) -> subprocess.CompletedProcess:
    """subprocess.run() of a program that starts servers: when we are ended meanwhile it gets to end them, which SIGKILL
    would keep it from."""
    with subprocess.Popen(command, **options) as child:
        try:
            out, err = child.communicate()
        except BaseException:
            child.terminate()
            child.wait()
            raise
    return subprocess.CompletedProcess(command, child.returncode, out, err)


def account_name(number: int) -> str:
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return f"account {number}"


def free_port() -> int:
    """A port of loopback that nobody has at this moment. It is below those that the kernel gives to clients: one of them would
    have it when a server that was killed comes back (even one that calls that very server: the two ends would be one)."""
    clients_from = int(Path("/proc/sys/net/ipv4/ip_local_port_range").read_text(encoding="ascii").split()[0])
    below = [random.randrange(clients_from // 2, clients_from) for _ in range(PORT_TRIES)] if clients_from > LEAST_CLIENT_PORT else []
    for port in [*below, 0]:  # 0: any, where they are all taken or clients have the whole range
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return probe.getsockname()[1]
    raise LabError("there is no free port on 127.0.0.1")


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
    state, threads = fields[0], int(fields[17])
    # The first thread of a process that is killed may be gone before the others, which have its ports still.
    return None if state == "X" or state == "Z" and threads <= 1 else fields[19]


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
        self.folder = folder
        self._list = folder / "processes.json"
        self._scratch = folder / "scratch"
        self.logs = folder / "logs"

    @classmethod
    def anew(cls, folder: Path, *, end_running: bool = True) -> Processes:
        """Those of a new lab in @p folder, which is made or emptied; what an earlier one there left is ended first.
        LabError when that still runs and is not to be ended, and when the folder holds anything but a lab of this account:
        nothing is touched then."""
        if os.geteuid() == 0 and (user := os.environ.get("SUDO_USER", "root")) != "root":
            raise LabError(f"the lab needs no root, whose cache has none of the servers that {user} has built: start it without sudo")
        lab = cls(folder)
        lab.refuse_others()
        if not end_running and (running := lab.running()):
            raise LabError(f"there runs already: {', '.join(one['name'] for one in running)}; end it with tests/lab/down")
        lab.end_all()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / MARKER).write_text(MARKER_TEXT, encoding="utf-8")
            for entry in folder.iterdir():
                if entry.is_dir() and not entry.is_symlink():
                    shutil.rmtree(entry)
                elif entry.name != MARKER:
                    entry.unlink()
        except OSError as error:
            raise LabError(f"{folder} cannot be made ready for a new lab: {error}") from error
        return lab

    def refuse_others(self, *, root_may: bool = False) -> None:
        """LabError when the folder holds anything but a lab of this account; @p root_may: of any account, for root."""
        marker = self.folder / MARKER
        try:
            if marker.exists():
                owner = marker.stat().st_uid
            elif not self.folder.exists() or not any(self.folder.iterdir()):
                return
            else:
                raise LabError(f"{self.folder} is not empty and was not made by the lab (it has no {MARKER}), so it stays as it is: "
                    "name another one with --folder, or empty it yourself")
        except OSError as error:
            raise LabError(f"{self.folder} cannot be used: {error}") from error
        if owner != os.geteuid() and not (root_may and os.geteuid() == 0):
            name = account_name(owner)
            raise LabError(f"{self.folder} is the lab of {name}: only {name} starts and ends it; take another one with --folder")

    def start(self, name: str, command: list[str], *, environment: dict[str, str] | None = None, account: str | None = None,
        end: signal.Signals = signal.SIGTERM) -> Callable[[], str | None]:
        """Starts @p command; what it writes goes to logs/<name>.log. The answer tells whether and why it ended.

        @p end is the signal that it is ended by. What is secret belongs into @p environment: the command is written down.
        """
        self.logs.mkdir(parents=True, exist_ok=True)
        log = self.logs / f"{name}.log"
        with log.open("ab") as out, ENDED_BY_SIGNAL.held():
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
                self._signal(one, signal.SIGKILL)
                self._end(one)
        self._write([one for one in running if one["name"] != name])

    def end_all(self) -> list[str]:
        """Ends all, the last started first. Returns their names. LabError, at last, for what does not end."""
        ended, left, troubles = [], [], []
        for one in reversed(self.running()):
            try:
                self._end(one)
                ended.append(one["name"])
            except LabError as error:
                left.insert(0, one)
                troubles.append(str(error))
        if left:
            if ended:
                self._write(left)
            raise LabError("; ".join(troubles))
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
            self._signal(one, step)
            end = time.monotonic() + END_SECONDS
            while birth(one["pid"]) == one["birth"] and time.monotonic() < end:
                self._reap(one["pid"])
                time.sleep(POLL_SECONDS)
        if birth(one["pid"]) == one["birth"]:
            raise LabError(f"{one['name']} (process {one['pid']}) does not end")

    @staticmethod
    def _signal(one: dict, number: signal.Signals) -> None:
        try:
            os.kill(one["pid"], number)
        except ProcessLookupError:
            pass  # ended by itself just now
        except PermissionError:
            owner = account_name(Path(f"/proc/{one['pid']}").stat().st_uid)
            raise LabError(f"{one['name']} (process {one['pid']}) is {owner}'s: only {owner} or root may end it") from None

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
