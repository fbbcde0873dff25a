# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the rows of console.py stand on: figures with their verdicts, phases of the console, the estate, curl, Xvfb."""

from __future__ import annotations

import argparse
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

POD_LIST = "/api/v1/pods"
PROTOBUF = "application/vnd.kubernetes.protobuf"
TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io"
FIRST_PAGE = "?limit=200&includeObject=Metadata"
WATCH_LIST = "?watch=1&sendInitialEvents=true&allowWatchBookmarks=true&resourceVersionMatch=NotOlderThan&timeoutSeconds=60"
WATCH_LIST_END = b"k8s.io/initial-events-end"


class Bench:
    def __init__(self, options: argparse.Namespace, scratch: Path):
        self.bin = Path(options.bin)
        self.scratch = scratch
        self.broken = 0
        # The dispatcher without glib handles in one pass what was posted meanwhile, the painting included.
        self.env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_NO_GLIB": "1", "HOME": str(scratch), "LC_ALL": "C.UTF-8",
            "XDG_CONFIG_HOME": str(scratch / "config"), "XDG_CACHE_HOME": str(scratch / "cache")}
        self.env.pop("KUBECONFIG", None)

    def say(self, what: str, figure: float, budget: float | None, *, at_least: bool = False, **more) -> None:
        """One figure with its verdict; without a budget it is measured and not judged."""
        met = None if budget is None else figure >= budget if at_least else figure <= budget
        self.broken += met is False
        line = {"what": what, "figure": round(figure, 2), "budget": None if budget is None else round(budget, 2), "met": met}
        if at_least:
            line["at_least"] = True
        line |= {key: round(value, 2) if isinstance(value, float) else value for key, value in more.items()}
        print(json.dumps(line | {"load": round(os.getloadavg()[0], 1)}), flush=True)

    def skip(self, what: str, why: str) -> None:
        print(json.dumps({"what": what, "not_measured": why}), flush=True)

    def fail(self, what: str, error: Exception) -> None:
        self.broken += 1
        print(json.dumps({"what": what, "error": f"{type(error).__name__}: {error}"}), flush=True)

    def start_phase(self, *words: str, **env: str) -> subprocess.Popen:
        full = {**self.env, **env, "BENCH_BEGUN": repr(time.monotonic() * 1000)}
        return subprocess.Popen([str(self.bin / "consolephases"), *words], env=full, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True)

    def end_phase(self, process: subprocess.Popen, word: str = "") -> dict:
        try:
            out, err = process.communicate(word, timeout=900)
        finally:
            process.kill()
        lines = out.strip().splitlines()
        if process.returncode or not lines:
            raise RuntimeError(f"{process.args[1]}: status {process.returncode}: {out[-300:]} {err[-300:]}")
        return json.loads(lines[-1])

    def phase(self, *words: str, **env: str) -> dict:
        return self.end_phase(self.start_phase(*words, **env))


class Estate:
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
        self.servers = re.findall(r"server:\s*\"?(https://[^\s\"]+)", text)
        self.server = self.servers[0]
        tokens = re.findall(r"-admin\"?\s+user:\s+token:\s*\"?([^\s\"]+)", text)
        self.tokens = dict(zip(self.servers, tokens, strict=True))
        authority = re.search(r"certificate-authority-data:\s*\"?([^\s\"]+)", text).group(1)
        self.authority = Path(state) / "bench-ca.pem"
        self.authority.write_bytes(base64.b64decode(authority))
        return self

    def __exit__(self, *_) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)

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
            with concurrent.futures.ThreadPoolExecutor(len(self.servers)) as pool:
                begun = time.monotonic()
                list(pool.map(lambda server: self.curl(path, accept, until, server), self.servers))
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

    def versions(self) -> tuple[int, dict[str, str]]:
        """The server's list of pods: its version, and that of each pod by uid."""
        page = self.get(POD_LIST + "?includeObject=Metadata", TABLE)
        rows = (row["object"]["metadata"] for row in page["rows"])
        return int(page["metadata"]["resourceVersion"]), {meta["uid"]: meta["resourceVersion"] for meta in rows}

    def kubeconfig_at(self, port: int) -> str:
        """A kubeconfig of the first cluster that goes to another port of loopback."""
        text = Path(self.kubeconfig).read_text()
        own = re.search(r":(\d+)$", self.server.rstrip("/")).group(1)
        path = Path(self.kubeconfig).with_name(f"kubeconfig-{port}")
        path.write_text(re.sub(rf":{own}\b", f":{port}", text))
        return str(path)


class Screen:
    """A virtual display of 1920x1080 without a window manager."""

    def __enter__(self) -> str:
        self.process = subprocess.Popen(["Xvfb", "-displayfd", "1", "-screen", "0", "1920x1080x24", "-nolisten", "tcp"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        number = self.process.stdout.readline().strip()
        if not number:
            raise RuntimeError("Xvfb does not start")
        return ":" + number

    def __exit__(self, *_) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)
