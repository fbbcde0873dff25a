# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the rows of console.py stand on: figures with their verdicts, phases of the console, Xvfb."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import time
from pathlib import Path


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
