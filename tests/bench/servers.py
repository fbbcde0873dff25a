# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The servers that the console is measured on: a demo estate of a given size, or a control plane of the lab that runs."""

from __future__ import annotations

import base64
import concurrent.futures
import json
import os
import re
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from benchlib import Bench

POD_LIST = "/api/v1/pods"
PROTOBUF = "application/vnd.kubernetes.protobuf"
TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io"
FIRST_PAGE = "?limit=200&includeObject=Metadata"
WATCH_LIST = "?watch=1&sendInitialEvents=true&allowWatchBookmarks=true&resourceVersionMatch=NotOlderThan&timeoutSeconds=60"
WATCH_LIST_END = b"k8s.io/initial-events-end"


class Server:
    """Clusters behind one kubeconfig; curl asks them by bearer token, the first one unless another is told."""

    bench: Bench
    kubeconfig: str
    contexts: list[str]
    tokens: dict[str, str]  # by address
    authority: Path
    prometheus: str | None = None

    @property
    def server(self) -> str:
        return next(iter(self.tokens))

    def curl(self, path: str, accept: str, until: bytes | None = None, server: str = "", *more: str) -> tuple[float, int]:
        """Milliseconds and bytes of one GET; a watch ends at @p until."""
        begun = time.monotonic()
        with subprocess.Popen(["curl", "-sSN", "--http2", *more, "--cacert", str(self.authority), "-H",
                f"Authorization: Bearer {self.tokens[server or self.server]}", "-H", f"Accept: {accept}", (server or self.server) + path],
                stdout=subprocess.PIPE) as curl:
            size, tail, ended = 0, b"", until is None
            while piece := curl.stdout.read1(1 << 20):
                size += len(piece)
                tail = (tail + piece)[-4096 - len(piece):]
                if until and until in tail:
                    ended = True
                    break
            took = (time.monotonic() - begun) * 1000
            curl.kill()
        if not ended or size < 100:
            raise RuntimeError(f"curl {path}: {size} bytes, no end: {tail[-200:]!r}")
        return took, size

    def median(self, path: str, accept: str, until: bytes | None = None, runs: int = 5) -> float:
        self.curl(path, accept, until)
        return statistics.median(self.curl(path, accept, until)[0] for _ in range(runs))

    def at_once(self, path: str, accept: str, until: bytes | None = None) -> float:
        """The same of every cluster at the same time: until the last one is through."""
        def all_of_them() -> float:
            with concurrent.futures.ThreadPoolExecutor(len(self.tokens)) as pool:
                begun = time.monotonic()
                list(pool.map(lambda server: self.curl(path, accept, until, server), self.tokens))
                return (time.monotonic() - begun) * 1000

        all_of_them()
        return statistics.median(all_of_them() for _ in range(3))

    def get(self, path: str, accept: str) -> dict:
        done = subprocess.run(["curl", "-sS", "--cacert", str(self.authority), "-H", f"Authorization: Bearer {self.tokens[self.server]}", "-H",
            f"Accept: {accept}", self.server + path], capture_output=True, check=True, timeout=60)
        return json.loads(done.stdout)

    def pods(self) -> int:
        """How many the first cluster has now, less what a living world may lose in a moment."""
        page = self.get(POD_LIST + FIRST_PAGE, TABLE)
        return len(page["rows"]) + page["metadata"].get("remainingItemCount", 0) - 5

    def version(self) -> int:
        return int(self.get(POD_LIST + "?limit=1", TABLE)["metadata"]["resourceVersion"])

    def versions(self) -> tuple[int, dict[str, str]]:
        """The server's list of pods: its version, and that of each pod by uid."""
        page = self.get(POD_LIST + "?includeObject=Metadata", TABLE)
        rows = (row["object"]["metadata"] for row in page["rows"])
        return int(page["metadata"]["resourceVersion"]), {meta["uid"]: meta["resourceVersion"] for meta in rows}

    def kubeconfig_at(self, port: int) -> str:
        """A kubeconfig of the first cluster that goes to another port of loopback."""
        text = Path(self.kubeconfig).read_text()
        own = re.search(r":(\d+)$", self.server.rstrip("/")).group(1)
        path = self.bench.scratch / f"kubeconfig-{port}"
        path.write_text(re.sub(rf":{own}\b", f":{port}", text))
        return str(path)


class Estate(Server):
    """A demo estate of a given size, ended on leaving."""

    def __init__(self, bench: Bench, *words: str, prometheus: bool = False):
        self.bench = bench
        self.words = (*words, "--no-history" if prometheus else "--no-prometheus")

    def __enter__(self) -> Estate:
        state = tempfile.mkdtemp(dir=self.bench.scratch)
        self.process = subprocess.Popen([str(self.bench.bin / "stratoscope-estate"), "serve", "--faults", "none", "--state", state,
            "--parent-pid", str(os.getpid()), *self.words], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=self.bench.env, text=True)
        ready = json.loads(self.process.stdout.readline())
        self.kubeconfig = ready["kubeconfig"]
        self.prometheus = (ready.get("prometheus") or {}).get("url")
        self.contexts = [c if isinstance(c, str) else c["context"] for c in (ready.get("contexts") or ready["clusters"])]
        text = Path(self.kubeconfig).read_text()
        servers = re.findall(r"server:\s*\"?(https://[^\s\"]+)", text)
        tokens = re.findall(r"-admin\"?\s+user:\s+token:\s*\"?([^\s\"]+)", text)
        self.tokens = dict(zip(servers, tokens, strict=True))
        authority = re.search(r"certificate-authority-data:\s*\"?([^\s\"]+)", text).group(1)
        self.authority = Path(state) / "bench-ca.pem"
        self.authority.write_bytes(base64.b64decode(authority))
        return self

    def __exit__(self, *_) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)


class Lab(Server):
    """A real control plane that tests/lab/up has started in @p folder; it goes on running."""

    def __init__(self, bench: Bench, folder: Path):
        self.bench = bench
        self.kubeconfig = str(folder / "kubeconfig")
        said = json.loads(Path(self.kubeconfig).read_text())
        cluster = said["clusters"][0]["cluster"]
        self.contexts = [said["current-context"]]
        self.tokens = {cluster["server"]: "lab-admin"}
        self.authority = Path(cluster["certificate-authority"])

    def __enter__(self) -> Lab:
        return self

    def __exit__(self, *_) -> None:
        pass
