# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The memory of a control plane: one etcd on loopback, which can be made to forget."""

from __future__ import annotations

import json
import urllib.request
from pathlib import Path

from processes import Processes, answers, free_port, wait_until
from servers import Cache

READY_SECONDS = 60
# As kubeadm has it. Of a kind that rests an older kube-apiserver learns by this alone that the version goes on; etcd's own
# default is ten minutes.
PROGRESS = "5s"


class Etcd:
    """Its address is known before it is started."""

    def __init__(self, folder: Path, cache: Cache, processes: Processes) -> None:
        self.folder, self.cache, self.processes = folder, cache, processes
        self.url = f"http://127.0.0.1:{free_port()}"

    def start(self) -> None:
        command = [str(self.cache.program("etcd")), "--name", "lab", "--data-dir", str(self.folder),
            "--listen-client-urls", self.url, "--advertise-client-urls", self.url,
            "--listen-peer-urls", f"http://127.0.0.1:{free_port()}", "--unsafe-no-fsync", "--log-level", "warn",
            "--quota-backend-bytes", str(4 << 30), "--auto-compaction-mode", "periodic", "--auto-compaction-retention", "10m",
            "--watch-progress-notify-interval", PROGRESS]
        ended = self.processes.start("etcd", command)
        wait_until(lambda: answers(f"{self.url}/readyz"), READY_SECONDS, "etcd", ended)

    def compact(self) -> None:
        """Forgets every state before the present one. Source: etcd, api_grpc_gateway."""
        revision = self._ask("range", {"key": "AA=="})["header"]["revision"]
        self._ask("compaction", {"revision": revision, "physical": True})

    def _ask(self, what: str, body: dict) -> dict:
        request = urllib.request.Request(f"{self.url}/v3/kv/{what}", data=json.dumps(body).encode(), method="POST")
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)
