# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The stages of tests/run, in their order, and the table at the end."""

from __future__ import annotations

import argparse
import os
import secrets
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from commands import Outcome, Runner, build_errors, compiled_units, output_of, read_junit
from tidy import tidy_stage

ROOT = Path(__file__).resolve().parents[2]
LAST_START_MINUTE = 80
LONG_FUZZ_SECONDS = 60


def build(runner: Runner, outcome: Outcome, preset: str, targets: list[str]) -> bool:
    """Configures and builds; one test. What can be built is built, so that the rest is tested all the same."""
    log = runner.logs / f"{outcome.name}-build.log"
    status = runner.run(["cmake", "--preset", preset], log)
    if status == 0:
        status = runner.run(["ninja", "-C", str(runner.build / preset), "-k", "0", *targets], log)
    outcome.units += compiled_units(log)
    if status:
        print(f"--- the {preset} build failed; {log}\n{build_errors(log)}", flush=True)
    return outcome.count(status == 0, f"{preset} build")


def ctest(runner: Runner, outcome: Outcome, preset: str, *selection: str) -> None:
    report, log = runner.logs / f"{outcome.name}.xml", runner.logs / f"{outcome.name}.log"
    home = {"HOME": str(runner.home)} | {f"XDG_{kind}_HOME": str(runner.home / kind.lower()) for kind in ("CACHE", "CONFIG", "DATA", "STATE")}
    command = ["ctest", "--preset", preset, "--no-tests=error", "--test-output-size-passed", "20000", "--output-junit", str(report), *selection]
    status = runner.run(command, log, extra_env=home)
    if not report.exists():
        outcome.count(False, f"ctest --preset {preset}")
        print(build_errors(log))
        return
    failed_before = outcome.failed
    read_junit(report, outcome)
    if status and outcome.failed == failed_before:
        outcome.count(False, f"ctest --preset {preset} ended with {status}")


def release(runner: Runner, outcome: Outcome, _: argparse.Namespace) -> None:
    if not build(runner, outcome, "release", []):
        return
    log = runner.logs / "release.log"
    # Nothing to build, no display: says so and how to get a picture, status 2.
    started = time.monotonic()
    status = runner.run(["env", "-u", "QT_QPA_PLATFORM", str(ROOT / "installer/run")], log)
    outcome.note = f"installer/run again: {time.monotonic() - started:.1f} s"
    said = "render overview" in log.read_text(errors="replace")
    outcome.count(status == 2 and said, f"installer/run without a display ends with 2 and names a way out (was {status})")
    status = runner.run(["cmake", "--install", str(runner.build / "release"), "--prefix", str(runner.build / "test-home/installed")], log)
    outcome.count(status == 0, "cmake --install")


def unit(runner: Runner, outcome: Outcome, _: argparse.Namespace) -> None:
    build(runner, outcome, "check", [])
    ctest(runner, outcome, "check", "--label-regex", "^unit$")


def gui(runner: Runner, outcome: Outcome, options: argparse.Namespace) -> None:
    if options.stage and "unit" not in options.stage:
        build(runner, outcome, "check", [])
    ctest(runner, outcome, "check", "--label-regex", "^gui$")


def checks(runner: Runner, outcome: Outcome, options: argparse.Namespace) -> None:
    if options.stage and not {"unit", "gui"}.intersection(options.stage):
        build(runner, outcome, "check", [])
    ctest(runner, outcome, "check", "--label-regex", "^check$")
    print(output_of(runner.logs / f"{outcome.name}.xml", "check_dearest_units"), flush=True)


def asan(runner: Runner, outcome: Outcome, _: argparse.Namespace) -> None:
    build(runner, outcome, "asan", ["tests/models/all", "tests/ui/all"])
    ctest(runner, outcome, "asan")


def fuzz(runner: Runner, outcome: Outcome, options: argparse.Namespace) -> None:
    build(runner, outcome, "asan", ["tests/fuzz/all"])
    if options.long:
        seed = secrets.randbelow(2**32)
        os.environ |= {"STRATO_FUZZ_SECONDS": str(LONG_FUZZ_SECONDS), "STRATO_FUZZ_SEED": str(seed)}
        outcome.note = f"fuzz seed {seed}"
    ctest(runner, outcome, "asan-fuzz")


def tsan(runner: Runner, outcome: Outcome, _: argparse.Namespace) -> None:
    build(runner, outcome, "tsan", [])
    ctest(runner, outcome, "tsan")


def tidy(runner: Runner, outcome: Outcome, options: argparse.Namespace) -> None:
    tidy_stage(runner, outcome, options.tidy_all)


def program(path: str, targets: list[str], *arguments: str) -> Callable:
    """A stage that is one program of the repository, for which @p targets of preset check are built (none: all): lines that
    begin with FAIL, SKIP or "not here" are told, its last one counts: N passed, N failed, and perhaps N skipped. What such a
    program skips it should not have skipped: it fails; what is not here counts for nothing."""

    def stage(runner: Runner, outcome: Outcome, options: argparse.Namespace) -> None:
        if options.stage and "unit" not in options.stage:
            build(runner, outcome, "check", targets)
        log = runner.logs / f"{outcome.name}.log"
        status = runner.run([str(ROOT / path), *arguments], log)
        lines = log.read_text(errors="replace").strip().splitlines()
        print("\n".join(line for line in lines if line.startswith(("FAIL", "SKIP", "not here"))), flush=True)
        words = lines[-1].replace(",", "").split()
        numbers = {what: int(number) for number, what in zip(words[::2], words[1::2]) if number.isdecimal()}
        outcome.passed += numbers.get("passed", 0)
        outcome.failed += numbers.get("failed", 0)
        outcome.skipped += numbers.get("skipped", 0)
        outcome.failures += [line for line in lines if line.startswith("FAIL")][:outcome.failed]
        if outcome.skipped:
            outcome.count(False, f"{path} skipped {outcome.skipped}")
        if status and not outcome.failed or not outcome.passed + outcome.failed:
            outcome.count(False, f"{path} ended with {status}: {lines[-1]}")

    return stage


def lab(runner: Runner, outcome: Outcome, options: argparse.Namespace) -> None:
    runner.wait_for_background()  # two builds of the same server at once would take twice the time
    program("tests/lab/run", ["tests/conformance/all", "tests/lab/all"])(runner, outcome, options)


def all_stages() -> dict[str, Callable]:
    return {"release": release, "unit": unit, "gui": gui, "checks": checks, "lab": lab,
        "asan": asan, "tsan": tsan, "tidy": tidy, "fuzz": fuzz, "soak": program("tests/bench/soak", [])}


def carry_out(runner: Runner, name: str, stage: Callable, options: argparse.Namespace) -> Outcome:
    outcome = Outcome(name)
    if runner.minutes() >= LAST_START_MINUTE:
        outcome.count(False, f"stage {name}: not begun by minute {LAST_START_MINUTE}")
        outcome.note = f"not begun by minute {LAST_START_MINUTE}"
        return outcome
    print(f"=== {name} (minute {runner.minutes():.1f})", flush=True)
    started = time.monotonic()
    try:
        stage(runner, outcome, options)
    except Exception as error:  # a stage that breaks is one failure, and the others still run
        outcome.count(False, f"stage {name}: {type(error).__name__}: {error}")
    for stray in runner.end_strays():
        outcome.count(False, f"left running: {stray}")
    outcome.seconds = time.monotonic() - started
    for failure in outcome.failures:
        print(f"failed: {failure}")
    return outcome


def print_table(outcomes: list[Outcome], set_up_seconds: float, minutes: float) -> None:
    print(f"\n{'stage':<10}{'seconds':>9}{'units':>7}{'passed':>8}{'failed':>8}{'skipped':>9}")
    print(f"{'set-up':<10}{set_up_seconds:>9.0f}")
    for o in outcomes:
        print(f"{o.name:<10}{o.seconds:>9.0f}{o.units:>7}{o.passed:>8}{o.failed:>8}{o.skipped:>9}  {o.note}".rstrip())
    print(f"{minutes:.1f} minutes")


def parse(stages: dict[str, Callable]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests/run",
        description="Sets up, builds and tests everything, offscreen. Logs are in build/logs. Last line: N passed, N failed.")
    parser.add_argument("--stage", action="append", choices=list(stages), metavar="NAME",
        help=f"only this stage (may be repeated): {', '.join(stages)}")
    parser.add_argument("--no-lab", action="store_true", help="without the stage lab, the Debian packages and the servers that it needs")
    parser.add_argument("--tidy-all", action="store_true", help="clang-tidy on every file, not on a share of them")
    parser.add_argument("--long", action="store_true", help="fuzz targets for a minute each, with a new seed, not for ten seconds with the usual one")
    parser.add_argument("--list", action="store_true", help="print the stages and end")
    parser.add_argument("--set-up-seconds", type=float, default=0, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.no_lab and "lab" in (options.stage or []):
        parser.error("--stage lab and --no-lab contradict each other")
    return options


def chosen(stages: dict[str, Callable], options: argparse.Namespace) -> dict[str, Callable]:
    """Those of @p stages that are to run, in their order."""
    left_out = {"lab"} if options.no_lab else set()
    return {name: stage for name, stage in stages.items() if name in (options.stage or stages.keys() - left_out)}


def main() -> int:
    stages = all_stages()
    options = parse(stages)
    if options.list:
        print("\n".join(stages))
        return 0
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    runner = Runner(ROOT, options.set_up_seconds)
    wanted = chosen(stages, options)
    try:
        if "lab" in wanted:
            runner.start_in_background([str(ROOT / "tests/lab/build")], runner.logs / "lab-build.log")
        outcomes = [carry_out(runner, name, stage, options) for name, stage in wanted.items()]
    finally:
        runner.end_all()
    print_table(outcomes, options.set_up_seconds, runner.minutes())
    passed, failed = sum(o.passed for o in outcomes), sum(o.failed for o in outcomes)
    print(f"{passed} passed, {failed} failed", flush=True)
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
