# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A thin link on loopback: relays TCP at so many bits a second for all connections together, each way, and with a delay."""

from __future__ import annotations

import queue
import socket
import sys
import threading
import time
from pathlib import Path

# Behind our own folder: both have a servers.py.
sys.path.append(str(Path(__file__).resolve().parents[1] / "lab"))

from wire import Wire, reset

PIECE = 16 * 1024
IN_FLIGHT = 8  # pieces that a direction of a connection holds


class Lane:
    """One direction of the link: what is sent waits for what was sent before, whoever sent it."""

    def __init__(self, bytes_a_second: float):
        self.rate = bytes_a_second
        self.bytes = 0
        self.free = 0.0
        self.lock = threading.Lock()

    def leaves(self, size: int) -> float:
        with self.lock:
            self.bytes += size
            self.free = max(self.free, time.monotonic()) + size / self.rate
            return self.free


class ThinLink(Wire):
    """Relays to @p target (a port of loopback) at @p megabits, @p round_trip seconds there and back; ended on leaving."""

    def __init__(self, target: int, megabits: float, round_trip: float):
        self.delay = round_trip / 2
        self.up, self.down = Lane(megabits * 125_000), Lane(megabits * 125_000)
        super().__init__(target)

    def carry(self, source: socket.socket, sink: socket.socket, is_up: bool) -> None:
        lane = self.up if is_up else self.down
        held: queue.Queue = queue.Queue(IN_FLIGHT)

        def read() -> None:
            piece = b"-"
            while piece:
                try:
                    piece = source.recv(PIECE)
                except OSError:
                    piece = b""
                held.put((lane.leaves(len(piece)) + self.delay, piece))

        threading.Thread(target=read, daemon=True).start()
        try:
            piece = b"-"
            while piece:
                due, piece = held.get()
                time.sleep(max(0.0, due - time.monotonic()))
                if piece:
                    sink.sendall(piece)
            self.pass_end(sink)
        except OSError:
            reset(source)  # ends the reader; what it holds is dropped
            while piece:
                _, piece = held.get()
            raise
