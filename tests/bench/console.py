# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole console against the estate, each figure beside its yardstick of the same run: curl on the same server, an
empty Qt window. One JSON object a line with figure, budget and whether it was met; exit 1 when one was not.

console.py BIN [--pods 20000] [--nodes 500] [--seconds 60] [--only NAME,...]; --list names the rows. With --lab FOLDER the
rows sync, idle, filter and methods read the control plane that tests/lab/up has started there."""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import benchlib
import link
import servers
from benchlib import Bench
from servers import Estate, Lab, Server


OF_A_SERVER = 1.5  # times the faster of its LIST and its WatchList until all rows are live (design.md, section 8)
OF_THE_ESTATE = 2.5  # which answers from bytes that lie ready (docs/adr/0014-where-the-first-sync-is-judged.md)


class DoesNotCount(RuntimeError):
    pass


def size(options: argparse.Namespace, *more: str) -> tuple[str, ...]:
    return ("--clusters", "1", "--pods", str(options.pods), "--nodes", str(options.nodes), *more)


def serve(bench: Bench, options: argparse.Namespace) -> Server:
    """What the pods are read from: the lab's control plane where one was told, otherwise an estate of the size told."""
    return Lab(bench, options.lab) if options.lab else Estate(bench, *size(options))


def median_of(runs: list[dict], key: str) -> float:
    return statistics.median(run[key] for run in runs)


def fast_enough(bench: Bench, estate: Estate) -> None:
    """The estate's own LIST; figures against a server that is slower say nothing about the console."""
    listed = estate.median(servers.POD_LIST, servers.PROTOBUF)
    bench.say("the estate's own protobuf LIST, ms", listed, 1000)
    if listed > 1000:
        raise DoesNotCount("the estate needs more than 1 s to serve its pods in protobuf: the run does not count")


def start(bench: Bench, _: argparse.Namespace) -> None:
    if not shutil.which("Xvfb"):
        bench.skip("start", "no Xvfb on PATH")
        return
    with benchlib.Screen() as display, Estate(bench) as estate:
        on = {"QT_QPA_PLATFORM": "xcb", "DISPLAY": display}
        pods = str(estate.pods())

        def first() -> float:
            return bench.phase("sync", estate.kubeconfig, pods, estate.contexts[0], **on)["since_start_ms"]

        bench.phase("empty", **on), bench.phase("shell", **on), first()
        runs = [(bench.phase("empty", **on)["painted_ms"], bench.phase("shell", **on)["painted_ms"], first()) for _ in range(11)]
        empty, shell, rows = (statistics.median(column) for column in zip(*runs))
        bench.say("start: shell painted, ms", shell, empty + 150, empty_window_ms=empty, runs=len(runs))
        bench.say("start: of 100,000 pixels of the shell, painted later", bench.phase("late", **on)["late_pixels"], 500)
        bench.say("start: first live rows, ms", rows, 600, pods=int(pods) + 5, runs=len(runs))


def sync(bench: Bench, options: argparse.Namespace) -> None:
    with serve(bench, options) as estate:
        if not options.lab:
            fast_enough(bench, estate)
        expected = str(estate.pods())
        watch_list = servers.POD_LIST + servers.WATCH_LIST
        runs, lists, watches, pages = [], [], [], []
        for _ in range(11):  # in turns: what else the machine does then falls on the console and on its yardsticks alike
            lists.append(estate.curl(servers.POD_LIST, servers.PROTOBUF)[0])
            watches.append(estate.curl(watch_list, servers.PROTOBUF, servers.WATCH_LIST_END)[0])
            pages.append(estate.curl(servers.POD_LIST + servers.FIRST_PAGE, servers.TABLE)[0])
            runs.append(bench.phase("sync", estate.kubeconfig, expected, estate.contexts[0]))
        listed, watched, page = (statistics.median(taken) for taken in (lists, watches, pages))
        rows = median_of(runs, "all_rows_ms")
        fastest, slowest = statistics.quantiles((run["all_rows_ms"] for run in runs), n=4)[::2]
        bench.say("all rows live and painted, ms", rows, (OF_A_SERVER if options.lab else OF_THE_ESTATE) * min(listed, watched), list_ms=listed, watch_list_ms=watched,
            quartiles_ms=[round(fastest, 1), round(slowest, 1)], rows=runs[0]["rows"],
            longest_frame_ms=max(run["fill_frame_max_ms"] for run in runs))
        if shutil.which("kubectl"):
            begun = time.monotonic()
            subprocess.run(["kubectl", "--kubeconfig", estate.kubeconfig, "--context", estate.contexts[0], "get", "pods", "-A", "-o", "wide"],
                env=bench.env, stdout=subprocess.DEVNULL, check=True, timeout=120)
            took = (time.monotonic() - begun) * 1000
            bench.say("all rows: times faster than kubectl get pods -A -o wide", took / rows, 8, at_least=True, kubectl_ms=took)
        else:
            bench.skip("all rows: times faster than kubectl get pods -A -o wide", "no kubectl on PATH")
        if any(run["screen_ms"] < 0 for run in runs):
            raise RuntimeError("no screenful ever had the values that its objects have now")
        bench.say("first screenful, every visible cell final, ms", median_of(runs, "screen_ms"), 1.5 * page + 50, table_page_ms=page,
            any_row_ms=median_of(runs, "first_rows_ms"), screen_rows=runs[0]["screen_rows"])


def memory(bench: Bench, options: argparse.Namespace) -> None:
    def watch(estate: Estate) -> subprocess.Popen:
        return bench.start_phase("watch", estate.kubeconfig, str(estate.pods()), estate.contexts[0], BENCH_SECONDS=str(options.seconds))

    few = ("--clusters", "1", "--pods", "5000", "--nodes", str(options.nodes))
    with Estate(bench, *size(options)) as large, Estate(bench, *few) as small:
        both = watch(large), watch(small)
        many, less = (bench.end_phase(process) for process in both)
    bench.say("memory: peak, MB", many["peak_mb"], 250, rows=many["rows"])
    bench.say("memory: after a minute, MB", many["settled_mb"], 160, rows=many["rows_after"])
    each = (many["settled_mb"] - less["settled_mb"]) * 1024 / (many["rows_after"] - less["rows_after"])
    bench.say("memory: KB a pod, from few to many", each, 2, few=less["rows_after"], many=many["rows_after"], few_mb=less["settled_mb"])


def idle(bench: Bench, options: argparse.Namespace) -> None:
    with serve(bench, options) as estate:
        run = bench.phase("watch", estate.kubeconfig, str(estate.pods()), estate.contexts[0], BENCH_SECONDS=str(options.seconds))
        bench.say("idle, % of a core", 100 * run["core_share"], 1, seconds=run["seconds"], frames=run["frames"])


def metrics(bench: Bench, options: argparse.Namespace) -> None:
    with Estate(bench, *size(options), prometheus=True) as estate:
        if not estate.prometheus:
            bench.skip("idle with Prometheus, % of a core", "no prometheus on PATH")
            return
        run = bench.phase("watch", estate.kubeconfig, str(estate.pods()), estate.contexts[0], BENCH_SECONDS=str(options.seconds),
            BENCH_PROMETHEUS=estate.prometheus)
        if not run["metrics_sources"]:
            raise RuntimeError("the Prometheus never answered the console")
        bench.say("idle with Prometheus, % of a core", 100 * run["core_share"], 3, seconds=run["seconds"], frames=run["frames"])


def lost(estate: Estate, process: subprocess.Popen, dump: Path) -> tuple[dict, dict]:
    """Compares what the console holds with the server's list before and after: what did not change in between must be
    held at that very version, and what is held must be on one of the lists or younger than the first."""
    process.stdout.readline()
    begin, before = estate.versions()
    time.sleep(3)  # far more than the console may lag behind
    run = estate.bench.end_phase(process, "dump\n")
    _, after = estate.versions()
    held = dict(line.split() for line in dump.read_text().splitlines())
    quiet = {uid: version for uid, version in before.items() if after.get(uid) == version}
    return run, {
        "missing": sum(uid not in held for uid in quiet),
        "outdated": sum(held.get(uid, version) != version for uid, version in quiet.items()),
        "ghosts": sum(uid not in before and uid not in after and int(version) <= begin for uid, version in held.items()),
        "compared": len(quiet),
    }


def under_churn(bench: Bench, estate: Estate, expected: int, seconds: int, frames: int, **environment: str) -> tuple[dict, dict]:
    """What the console says after so many seconds of churn and so many frames, and what it lost of it. Of the server's
    versions, one a change, come `changes` and `changes_per_second`."""
    dump = bench.scratch / "held"
    begun, first = time.monotonic(), estate.version()
    process = bench.start_phase("watch", estate.kubeconfig, str(expected), estate.contexts[0], BENCH_SECONDS=str(seconds),
        BENCH_FRAMES=str(frames), BENCH_DUMP=str(dump), BENCH_HEAP_SECONDS="120", **environment)  # design.md: 120,000 changes
    run, losses = lost(estate, process, dump)
    changes = estate.version() - first
    return run | {"changes": changes, "changes_per_second": changes / (time.monotonic() - begun)}, losses


def churn(bench: Bench, options: argparse.Namespace) -> None:
    with Estate(bench, *size(options, "--churn", "1000")) as estate:
        run, losses = under_churn(bench, estate, options.pods * 9 // 10, 2 * options.seconds, 3000)
        more = {key: run[key] for key in ("frame_p50_ms", "frame_max_ms", "wall_p95_ms", "wall_p99_ms", "slow_without_paint", "seconds")}
        bench.say("1,000 changes a second: frame p95, ms", run["frame_p95_ms"], 16, **more)
        bench.say("1,000 changes a second: frame p99, ms", run["frame_p99_ms"], 33)
        bench.say("1,000 changes a second: frames painted", run["frames"], 3000, at_least=True)
        bench.say("1,000 changes a second: lost", sum_lost(losses), 0, **losses)
        bench.say("1,000 changes a second: heap growth in 120,000, MB", run["heap_growth_span_mb"], 2, rows=run["rows"],
            rows_after=run["rows_after"], at_the_end=run["heap_growth_mb"])
        bench.say("1,000 changes a second: more handles, threads and timers",
            run["handles_growth"] + run["threads_growth"] + run["timers_growth"], 0)


def sum_lost(losses: dict) -> int:
    return losses["missing"] + losses["outdated"] + losses["ghosts"]


def filter_keys(bench: Bench, options: argparse.Namespace) -> None:
    with serve(bench, options) as estate:
        run = bench.phase("filter", estate.kubeconfig, str(estate.pods()), estate.contexts[0])
        if run["keys_without_paint"]:
            raise RuntimeError(f"{run['keys_without_paint']} of {run['keys']} keys painted nothing")
        if run["selected"] < run["rows"] * 0.99:
            raise RuntimeError(f"only {run['selected']} of {run['rows']} rows are selected afterwards")
        more = {key: run[key] for key in ("key_p50_ms", "key_max_ms", "keys", "columns", "selected")}
        bench.say("filter as you type: key p95, ms", run["key_p95_ms"], 16, **more)


def rows(bench: Bench, _: argparse.Namespace) -> None:
    """Lists of 20,000 and 100,000 in process (bench_rowset says its own verdicts)."""
    done = subprocess.run([str(bench.bin / "bench_rowset")], env=bench.env, stdout=subprocess.PIPE, text=True, timeout=300)
    print(done.stdout, end="", flush=True)
    bench.broken += done.returncode != 0


def survey(bench: Bench, _: argparse.Namespace) -> None:
    """The overview's state of 20,000 pods in process (bench_survey says its own verdict)."""
    done = subprocess.run([str(bench.bin / "bench_survey")], env=bench.env, stdout=subprocess.PIPE, text=True, timeout=120)
    print(done.stdout, end="", flush=True)
    bench.broken += done.returncode != 0


def clusters(bench: Bench, options: argparse.Namespace) -> None:
    """Ten clusters of 5,000 pods, 500 hosts in all. Its budgets are ours: the same ratio to the same reading of all ten
    at once by curl, the frame of the churn row, and the memory of 100,000 rows."""
    with Estate(bench, "--clusters", "10", "--pods", "5000", "--nodes", "50") as estate:
        listed = estate.at_once(servers.POD_LIST, servers.PROTOBUF)
        watched = estate.at_once(servers.POD_LIST + servers.WATCH_LIST, servers.PROTOBUF, servers.WATCH_LIST_END)
        run = bench.phase("watch", estate.kubeconfig, "49950", *estate.contexts, BENCH_SECONDS=str(options.seconds // 3))
        bench.say("ten clusters of 5,000 pods: all rows live and painted, ms", run["all_rows_ms"], OF_THE_ESTATE * min(listed, watched),
            list_ms=listed, watch_list_ms=watched, rows=run["rows"], longest_frame_ms=run["fill_frame_max_ms"])
        bench.say("ten clusters of 5,000 pods: frame p95, ms", run["frame_p95_ms"], 16, frames=run["frames"], max_ms=run["frame_max_ms"])
        bench.say("ten clusters of 5,000 pods: memory peak, MB", run["peak_mb"], 500, settled_mb=run["settled_mb"])


def methods(bench: Bench, options: argparse.Namespace) -> None:
    """LIST and WatchList as first sync, and what is chosen; on loopback and on a link of 20 Mbit/s with 40 ms."""
    with serve(bench, options) as estate:
        port = int(estate.server.rstrip("/").rsplit(":", 1)[1])
        with link.ThinLink(port, 20, 0.040) as thin:
            for name, at, runs in (("loopback", estate.kubeconfig, 3), ("20 Mbit/s, 40 ms", estate.kubeconfig_at(thin.port), 1)):
                took = {method: statistics.median(bench.phase("link", at, method, estate.contexts[0])["all_rows_ms"] for _ in range(runs))
                    for method in ("list", "watchlist", "auto")}
                bench.say(f"first sync over {name}: as chosen, ms", took["auto"], 1.25 * min(took["list"], took["watchlist"]) + 50,
                    list_ms=took["list"], watch_list_ms=took["watchlist"], rows=options.pods)


PARTS = {"start": start, "sync": sync, "memory": memory, "idle": idle, "metrics": metrics, "churn": churn, "filter": filter_keys,
    "rows": rows, "survey": survey, "clusters": clusters, "methods": methods}
ON_LAB = ("sync", "idle", "filter", "methods")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bin", nargs="?", help="folder of stratoscope-estate, consolephases, bench_rowset and bench_survey")
    parser.add_argument("--pods", type=int, default=20000)
    parser.add_argument("--nodes", type=int, default=500)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--only", default=",".join(PARTS), metavar="NAME,...")
    parser.add_argument("--lab", type=Path, metavar="FOLDER", help="a lab that runs, instead of estates")
    parser.add_argument("--list", action="store_true", help="names the rows")
    options = parser.parse_args()
    if options.list:
        print("\n".join(PARTS))
        return 0
    unknown = [name for name in options.only.split(",") if name not in PARTS or options.lab and name not in ON_LAB]
    if unknown or not options.bin:
        parser.error(f"no row {', '.join(unknown)}; --list names them" if unknown else "where are the programs?")
    with tempfile.TemporaryDirectory() as scratch:
        bench = Bench(options, Path(scratch))
        for name in options.only.split(","):
            try:
                PARTS[name](bench, options)
            except (RuntimeError, OSError, subprocess.SubprocessError, ValueError, KeyError, AttributeError) as error:
                bench.fail(name, error)
    print(json.dumps({"broken": bench.broken}), flush=True)
    return 1 if bench.broken else 0


if __name__ == "__main__":
    sys.exit(main())
