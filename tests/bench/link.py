# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A thin link on loopback: relays TCP at so many bits a second for all connections together, each way, and with a delay."""

from __future__ import annotations

import queue
import socket
import threading
import time

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


class ThinLink:
    """Relays to @p target (a port of loopback) at @p megabits, @p round_trip seconds there and back; ended on leaving."""

    def __init__(self, target: int, megabits: float, round_trip: float):
        self.target, self.delay = target, round_trip / 2
        self.up, self.down = Lane(megabits * 125_000), Lane(megabits * 125_000)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self) -> ThinLink:
        return self

    def __exit__(self, *_) -> None:
        self.listener.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self.listener.accept()
                server = socket.create_connection(("127.0.0.1", self.target))
            except OSError:
                return  # closed
            for end in (client, server):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._relay(client, server, self.up)
            self._relay(server, client, self.down)

    def _relay(self, source: socket.socket, sink: socket.socket, lane: Lane) -> None:
        held: queue.Queue = queue.Queue(IN_FLIGHT)

        def read() -> None:
            piece = b"-"
            while piece:
                try:
                    piece = source.recv(PIECE)
                except OSError:
                    piece = b""
                held.put((lane.leaves(len(piece)) + self.delay, piece))

        def write() -> None:
            alive, piece = True, b"-"
            while piece:
                due, piece = held.get()
                time.sleep(max(0.0, due - time.monotonic()) if alive else 0)
                try:
                    if alive and piece:
                        sink.sendall(piece)
                    elif not piece:
                        sink.shutdown(socket.SHUT_WR)
                except OSError:
                    alive = False
                    source.close()

        for run in (read, write):
            threading.Thread(target=run, daemon=True).start()
