# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The wire between the console and a server of the lab: a relay on loopback that can be cut and joined again."""

from __future__ import annotations

import socket
import struct
import threading

PIECE = 64 * 1024
RESET = struct.pack("ii", 1, 0)  # SO_LINGER of no time: close() sends RST


class Wire:
    """Relays to port @p target from the moment it is made."""

    def __init__(self, target: int) -> None:
        self.target = target
        self._lock = threading.Lock()
        self._ends: list[socket.socket] = []
        self._whole = True
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """Resets what is open; what comes is reset at once."""
        with self._lock:
            self._whole = False
            ends, self._ends = self._ends, []
        for end in ends:
            reset(end)

    def join(self) -> None:
        with self._lock:
            self._whole = True

    def close(self) -> None:
        self._listener.close()
        self.cut()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return  # closed
            try:
                server = socket.create_connection(("127.0.0.1", self.target), timeout=5)
            except OSError:
                reset(client)
                continue
            server.settimeout(None)
            with self._lock:
                if self._whole:
                    self._ends += [client, server]
                whole = self._whole
            if not whole:
                reset(client)
                reset(server)
                continue
            for source, sink in ((client, server), (server, client)):
                source.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                threading.Thread(target=self._relay, args=(source, sink), daemon=True).start()

    @staticmethod
    def _relay(source: socket.socket, sink: socket.socket) -> None:
        try:
            while piece := source.recv(PIECE):
                sink.sendall(piece)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            reset(source)
            reset(sink)


def reset(end: socket.socket) -> None:
    try:
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        end.shutdown(socket.SHUT_RDWR)  # wakes who reads it
    except OSError:
        pass  # closed already
    end.close()
