# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A terminal of 200 x 50 for a program that paints one, read until something stands on it; and what /proc says of it."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time

# CSI sequences, OSC strings, charset choices: what moves and colours, not what is read.
ESCAPES = re.compile(rb"\x1b\[[0-9;?<>=]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()][A-Z0-9]|\x1b[=>78]")
KEPT = 64 * 1024  # bytes of the latest output that are looked at


class Terminal:
    """@p command on a terminal of its own, ended on leaving. Times are seconds since its start."""

    def __init__(self, command: list[str], environment: dict[str, str]):
        self.command, self.environment = command, environment

    def __enter__(self) -> Terminal:
        self.text = b""
        self.begun = time.monotonic()
        self.pid, self.end = pty.fork()
        if self.pid == 0:
            os.execve(self.command[0], self.command, self.environment)
        fcntl.ioctl(self.end, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 200, 0, 0))
        return self

    def __exit__(self, *_) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.end)

    def until(self, wanted: re.Pattern[str], limit: float) -> float:
        """When @p wanted was first painted; RuntimeError after @p limit or when the program ends."""
        while time.monotonic() - self.begun < limit:
            if self._read(1) and wanted.search(ESCAPES.sub(b"", self.text).decode(errors="replace")):
                return time.monotonic() - self.begun
        raise RuntimeError(f"{self.command[0]}: {wanted.pattern} is not painted within {limit:.0f} s")

    def read_for(self, seconds: float) -> None:
        """A program that nobody reads stops painting: take what it says for so long."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self._read(left)

    def _read(self, seconds: float) -> bool:
        if not select.select([self.end], [], [], seconds)[0]:
            return False
        try:
            piece = os.read(self.end, KEPT)
        except OSError as error:  # how a terminal says that its program has ended
            raise RuntimeError(f"{self.command[0]} ended: {ESCAPES.sub(b'', self.text)[-300:]!r}") from error
        self.text = (self.text + piece)[-KEPT:]
        return True


def processor_seconds(pid: int) -> float:
    """What all threads of @p pid have used (proc(5), stat)."""
    with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def status_megabytes(pid: int, key: str) -> float:
    with open(f"/proc/{pid}/status", encoding="utf-8") as file:
        return next(int(line.split()[1]) for line in file if line.startswith(key + ":")) / 1024
