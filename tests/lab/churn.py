# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Changes of pods on a real server: 60 % of them change one, 20 % create one with a new name, 20 % delete one."""

from __future__ import annotations

import http.client
import random
import threading
import time

from kubernetes import ControlPlane
from pods import ask, pod
from processes import LabError


class Churn:
    """@p connections connections, each with pods of its own in @p name_space, as fast as the server answers but no more
    than @p rate changes a second in all. Runs from start() to stop()."""

    def __init__(self, plane: ControlPlane, name_space: str, nodes: int, connections: int = 4, rate: float = 200, seed: int = 1) -> None:
        self.plane, self.path, self.nodes, self.connections, self.rate, self.seed = (
            plane, f"/api/v1/namespaces/{name_space}/pods", nodes, connections, rate, seed)
        self.changes = [0] * connections
        self.overlapping = 0  # changes that were asked for while another one was on its way
        self.errors: list[str] = []
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._on_their_way = 0

    def start(self) -> Churn:
        self._stop.clear()
        self._threads = [threading.Thread(target=self._run, args=(number,)) for number in range(self.connections)]
        self.begun = time.monotonic()
        for thread in self._threads:
            thread.start()
        return self

    def stop(self) -> float:
        """Changes a second. LabError when the server refused one."""
        self._stop.set()
        for thread in self._threads:
            thread.join()
        if self.errors:
            raise LabError(f"churn: {self.errors[0]}")
        return self.made / (time.monotonic() - self.begun)

    def run_for(self, seconds: float) -> Churn:
        self.start()
        try:
            self._stop.wait(seconds)
        finally:
            self.stop()
        return self

    @property
    def made(self) -> int:
        """Changes so far; each is at least one event."""
        return sum(self.changes)

    def _run(self, number: int) -> None:
        chance = random.Random(f"{self.seed} {number}")
        connection = http.client.HTTPSConnection("127.0.0.1", self.plane.port, timeout=30, context=self.plane.trust)
        own: list[str] = []
        made = 0
        try:
            while not self._stop.is_set():
                choice = chance.random()
                if choice < 0.2 or len(own) < 10:
                    made += 1
                    name = f"churn-{self.seed}-{number}-{made:05}"
                    self._ask(connection, "POST", self.path, named(pod(made, self.nodes), name))
                    own.append(name)
                elif choice < 0.4:
                    name = own.pop(chance.randrange(len(own)))
                    self._ask(connection, "DELETE", f"{self.path}/{name}", {"gracePeriodSeconds": 0})
                else:
                    labels = {"metadata": {"labels": {"turn": str(self.changes[number])}}}
                    self._ask(connection, "PATCH", f"{self.path}/{chance.choice(own)}", labels, "application/merge-patch+json")
                self.changes[number] += 1
                due = self.begun + self.changes[number] * self.connections / self.rate
                self._stop.wait(max(0.0, due - time.monotonic()))
        except (OSError, http.client.HTTPException, LabError) as error:
            self.errors.append(f"{type(error).__name__}: {error}")
        finally:
            connection.close()

    def _ask(self, *request: object) -> None:
        with self._lock:
            self.overlapping += self._on_their_way > 0
            self._on_their_way += 1
        try:
            ask(*request)
        finally:
            with self._lock:
                self._on_their_way -= 1


def named(manifest: dict, name: str) -> dict:
    manifest["metadata"]["name"] = name
    return manifest
