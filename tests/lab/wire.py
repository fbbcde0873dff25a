# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The wire between a client and a server: a relay on loopback that can be cut and joined again."""

from __future__ import annotations

import socket
import struct
import threading

PIECE = 64 * 1024
RESET = struct.pack("ii", 1, 0)  # SO_LINGER of no time: close() sends RST


class Wire:
    """Relays to port @p target from the moment it is made until it is closed, or left when it was entered. What it does to
    the bytes on their way is said by carry(), of which each direction of each connection has a thread of its own."""

    def __init__(self, target: int) -> None:
        self.target = target
        self._lock = threading.Lock()
        self._ends: set[socket.socket] = set()  # of connections that are relayed
        self._whole = True
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self) -> Wire:
        return self

    def __exit__(self, *_) -> None:
        self.close()

    def cut(self) -> None:
        """Resets what is open; what comes is reset at once."""
        with self._lock:
            self._whole = False
            ends, self._ends = self._ends, set()
        for end in ends:
            reset(end)

    def join(self) -> None:
        with self._lock:
            self._whole = True

    def close(self) -> None:
        self._listener.close()
        self.cut()

    def carry(self, source: socket.socket, sink: socket.socket, is_up: bool) -> None:
        """Passes on all that comes from @p source, and its end; OSError when one of both is broken. @p is_up: to the server."""
        while piece := source.recv(PIECE):
            sink.sendall(piece)
        self.pass_end(sink)

    def pass_end(self, sink: socket.socket) -> None:
        """There comes no more for @p sink. OSError when it is the cut that ended it: who is cut off hears of no end."""
        with self._lock:
            if sink not in self._ends:
                raise ConnectionResetError
            sink.shutdown(socket.SHUT_WR)

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
            for end in (client, server):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self._lock:
                whole = self._whole
                if whole:
                    self._ends |= {client, server}
            if not whole:
                reset(client)
                reset(server)
                continue
            threading.Thread(target=self._serve, args=(client, server), daemon=True).start()

    def _serve(self, client: socket.socket, server: socket.socket) -> None:
        up = threading.Thread(target=self._relay, args=(client, server, True), daemon=True)
        up.start()
        self._relay(server, client, False)
        up.join()
        with self._lock:
            self._ends -= {client, server}
        client.close()
        server.close()

    def _relay(self, source: socket.socket, sink: socket.socket, is_up: bool) -> None:
        try:
            self.carry(source, sink, is_up)
        except OSError:
            reset(source)
            reset(sink)


def reset(end: socket.socket) -> None:
    try:
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        end.shutdown(socket.SHUT_RD)  # wakes who reads it; shutting down the other way would send an end first
    except OSError:
        pass  # closed already
    end.close()
