# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole console against the estate, each figure beside its yardstick of the same run: curl on the same server, an
empty Qt window. One JSON object a line with figure, budget and whether it was met; exit 1 when one was not.

console.py BIN [--pods 20000] [--nodes 500] [--seconds 60] [--only start,sync,idle,churn,filter,clusters]"""

from __future__ import annotations

import argparse
import base64
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

POD_LIST = "/api/v1/pods"
PROTOBUF = "application/vnd.kubernetes.protobuf"
TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io"
FIRST_PAGE = "?limit=200&includeObject=Metadata"
WATCH_LIST = "?watch=1&sendInitialEvents=true&allowWatchBookmarks=true&resourceVersionMatch=NotOlderThan&timeoutSeconds=30"


class Bench:
    def __init__(self, options: argparse.Namespace, scratch: Path):
        self.bin = Path(options.bin)
        self.scratch = scratch
        self.broken = 0
        self.env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(scratch), "XDG_CONFIG_HOME": str(scratch / "config"),
            "XDG_CACHE_HOME": str(scratch / "cache"), "LC_ALL": "C.UTF-8"}

    def say(self, what: str, figure: float, budget: float | None, **more) -> None:
        met = budget is None or figure <= budget
        self.broken += not met
        line = {"what": what, "figure": round(figure, 2), "budget": None if budget is None else round(budget, 2), "met": met, **more}
        line["load"] = round(os.getloadavg()[0], 1)
        print(json.dumps(line), flush=True)

    def phase(self, *words: str, **env: str) -> dict:
        done = subprocess.run([str(self.bin / "consolephases"), *words], env={**self.env, **env}, capture_output=True, text=True, timeout=600)
        lines = done.stdout.strip().splitlines()
        if not lines:
            raise RuntimeError(f"phase {words[0]} said nothing: {done.stderr[-400:]}")
        return json.loads(lines[-1])


class Estate:
    """A demo estate of a given size, ended on leaving."""

    def __init__(self, bench: Bench, *words: str):
        self.bench, self.words = bench, words

    def __enter__(self) -> Estate:
        state = tempfile.mkdtemp(dir=self.bench.scratch)
        self.process = subprocess.Popen([str(self.bench.bin / "stratoscope-estate"), "serve", "--no-prometheus", "--faults", "none",
            "--state", state, "--parent-pid", str(os.getpid()), *self.words], stdout=subprocess.PIPE, env=self.bench.env, text=True)
        ready = json.loads(self.process.stdout.readline())
        self.kubeconfig = ready["kubeconfig"]
        self.contexts = [c if isinstance(c, str) else c["context"] for c in (ready.get("contexts") or ready["clusters"])]
        text = Path(self.kubeconfig).read_text()
        self.server = re.search(r"server:\s*\"?(https://[^\s\"]+)", text).group(1)
        self.token = re.search(r"token:\s*\"?([^\s\"]+)", text).group(1)
        authority = re.search(r"certificate-authority-data:\s*\"?([^\s\"]+)", text).group(1)
        self.authority = Path(state) / "bench-ca.pem"
        self.authority.write_bytes(base64.b64decode(authority))
        return self

    def __exit__(self, *_) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)

    def curl(self, path: str, accept: str, until: bytes | None = None) -> tuple[float, int]:
        """Milliseconds and bytes of one GET; a watch ends at @p until."""
        begun = time.monotonic()
        with subprocess.Popen(["curl", "-sSN", "--http2", "--cacert", str(self.authority), "-H", f"Authorization: Bearer {self.token}",
                "-H", f"Accept: {accept}", self.server + path], stdout=subprocess.PIPE) as curl:
            size, tail = 0, b""
            while piece := curl.stdout.read1(1 << 20):
                size += len(piece)
                tail = (tail + piece)[-4096 - len(piece):]
                if until and until in tail:
                    break
            took = (time.monotonic() - begun) * 1000
            curl.kill()
        return took, size

    def median(self, path: str, accept: str, until: bytes | None = None) -> float:
        self.curl(path, accept, until)
        return statistics.median(self.curl(path, accept, until)[0] for _ in range(5))


def start(bench: Bench, _: argparse.Namespace) -> None:
    def once(phase: str) -> float:
        begun = time.monotonic()
        subprocess.run([str(bench.bin / "consolephases"), phase], env=bench.env, check=True, timeout=60)
        return (time.monotonic() - begun) * 1000

    once("empty"), once("shell")
    pairs = [(once("empty"), once("shell")) for _ in range(11)]
    empty, shell = (statistics.median(column) for column in zip(*pairs))
    bench.say("start: shell painted, ms", shell, empty + 150, empty_window_ms=round(empty, 1))


def sync(bench: Bench, options: argparse.Namespace) -> None:
    with Estate(bench, "--clusters", "1", "--pods", str(options.pods), "--nodes", str(options.nodes)) as estate:
        listed = estate.median(POD_LIST, PROTOBUF)
        bench.say("the estate's own protobuf LIST, ms", listed, 1000)
        watched = estate.median(POD_LIST + WATCH_LIST, PROTOBUF, b"k8s.io/initial-events-end")
        page = estate.median(POD_LIST + FIRST_PAGE, TABLE)
        runs = [bench.phase("sync", estate.kubeconfig, str(options.pods), estate.contexts[0]) for _ in range(5)]
        of = lambda key: statistics.median(run[key] for run in runs)
        bench.say("all rows live, ms", of("all_rows_ms"), 1.5 * min(listed, watched), list_ms=round(listed), watch_list_ms=round(watched))
        bench.say("first rows, ms", of("first_rows_ms"), 1.5 * page + 50, table_page_ms=round(page))
        bench.say("memory peak, MB", of("peak_mb"), 250)


def idle(bench: Bench, options: argparse.Namespace) -> None:
    with Estate(bench, "--clusters", "1", "--pods", str(options.pods), "--nodes", str(options.nodes)) as estate:
        run = bench.phase("watch", estate.kubeconfig, str(options.pods), estate.contexts[0], BENCH_SECONDS=str(options.seconds))
        bench.say("idle, share of a core", run["core_share"], 0.01)
        bench.say("memory after a minute, MB", run["settled_mb"], 160)


def churn(bench: Bench, options: argparse.Namespace) -> None:
    words = ("--clusters", "1", "--pods", str(options.pods), "--nodes", str(options.nodes), "--churn", "1000")
    with Estate(bench, *words) as estate:
        run = bench.phase("watch", estate.kubeconfig, str(options.pods * 9 // 10), estate.contexts[0], BENCH_SECONDS=str(max(120, options.seconds)))
        more = {"frames": run["frames"], "max_ms": round(run["frame_max_ms"], 1)}
        bench.say("1,000 changes a second: frame p95, ms", run["frame_p95_ms"], 16, **more)
        bench.say("1,000 changes a second: frame p99, ms", run["frame_p99_ms"], 33)
        bench.say("1,000 changes a second: heap growth, MB", run["heap_growth_mb"], 2, rows=run["rows"], rows_after=run["rows_after"])
        bench.say("1,000 changes a second: more handles and threads", run["handles_growth"] + run["threads_growth"], 0)


def filter_keys(bench: Bench, options: argparse.Namespace) -> None:
    with Estate(bench, "--clusters", "1", "--pods", str(options.pods), "--nodes", str(options.nodes)) as estate:
        run = bench.phase("filter", estate.kubeconfig, str(options.pods), estate.contexts[0])
        bench.say("filter as you type: key p95, ms", run["key_p95_ms"], 16, keys=run["keys"], max_ms=round(run["key_max_ms"], 1))


def clusters(bench: Bench, _: argparse.Namespace) -> None:
    with Estate(bench, "--clusters", "10", "--pods", "5000", "--nodes", "500") as estate:
        run = bench.phase("sync", estate.kubeconfig, "50000", *estate.contexts)
        bench.say("ten clusters of 5,000 pods: all rows live, ms", run["all_rows_ms"], None, rows=run["rows"])
        bench.say("ten clusters of 5,000 pods: memory peak, MB", run["peak_mb"], None)


PARTS = {"start": start, "sync": sync, "idle": idle, "churn": churn, "filter": filter_keys, "clusters": clusters}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bin", help="folder of stratoscope-estate and consolephases")
    parser.add_argument("--pods", type=int, default=20000)
    parser.add_argument("--nodes", type=int, default=500)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--only", default=",".join(PARTS))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        bench = Bench(options, Path(scratch))
        for name in options.only.split(","):
            try:
                PARTS[name](bench, options)
            except (RuntimeError, OSError, subprocess.SubprocessError, ValueError, KeyError) as error:
                bench.broken += 1
                print(json.dumps({"what": name, "error": f"{type(error).__name__}: {error}"}), flush=True)
    return 1 if bench.broken else 0


if __name__ == "__main__":
    sys.exit(main())
