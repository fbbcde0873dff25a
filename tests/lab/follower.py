# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The console without a window (tests/lab/follower.cpp), and whether what it holds is what the server has."""

from __future__ import annotations

import json
import select
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from kubernetes import ControlPlane
from processes import LabError

IN_STEP_SECONDS = 10  # after it is live again (facts: T5)
PATIENCE_SECONDS = 45 + IN_STEP_SECONDS  # 45 to notice that a link is dead
POLL_SECONDS = 0.2
# What the console always follows and this lab has, by the word that the follower uses.
COLLECTIONS = {"Pod": "/api/v1/pods", "Node": "/api/v1/nodes", "Namespace": "/api/v1/namespaces", "Deployment": "/apis/apps/v1/deployments",
    "ReplicaSet": "/apis/apps/v1/replicasets"}


def listed(plane: ControlPlane) -> dict[tuple[str, str], tuple[str, str]]:
    """(kind, namespace/name) -> (uid, version) of what the server has now."""
    found = {}
    for kind, path in COLLECTIONS.items():
        for item in plane.request("GET", path)["items"]:
            meta = item["metadata"]
            found[kind, f"{meta.get('namespace', '')}/{meta['name']}"] = (meta["uid"], meta["resourceVersion"])
    return found


class Follower:
    """One process of lab-follower; ended on leaving."""

    def __init__(self, program: Path, kubeconfig: Path, context: str = "lab", method: str = "") -> None:
        self.command = [str(program), str(kubeconfig), context, *([method] if method else [])]
        self.seen: list[str] = []  # how fresh the whole was, in order, since seen was last emptied

    def __enter__(self) -> Follower:
        self._scratch = tempfile.TemporaryDirectory()
        self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        return self

    def __exit__(self, *_) -> None:
        self.process.stdin.close()
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise LabError("the follower does not end") from None
        finally:
            self._scratch.cleanup()
        if self.process.returncode:
            raise LabError(f"the follower ended with {self.process.returncode}")

    def ask(self, words: str) -> dict:
        try:
            self.process.stdin.write(words + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            raise LabError(f"the follower ended with {self.process.wait()}") from None
        if not select.select([self.process.stdout], [], [], 30)[0]:
            raise LabError(f"the follower does not answer to {words!r}")
        return json.loads(self.process.stdout.readline() or "{}")

    def kinds(self) -> dict[str, dict]:
        answer = self.ask("status")
        self.seen += answer["seen"]
        return answer["kinds"]

    def forget_seen(self) -> None:
        """What was seen until now is no matter."""
        self.kinds()
        self.seen.clear()

    def state(self) -> dict[tuple[str, str], tuple[str, str]]:
        """(kind, namespace/name) -> (uid, resourceVersion)."""
        path = Path(self._scratch.name) / "state"
        self.ask(f"state {path}")
        lines = (line.split() for line in path.read_text(encoding="utf-8").splitlines())
        return {(kind, place): (uid, " ".join(version)) for kind, place, uid, *version in lines}

    def changes(self) -> list[list[str]]:
        """Each [seq, kind, namespace/name, uid, version before, version after, flags]."""
        path = Path(self._scratch.name) / "changes"
        self.ask(f"changes {path}")
        return [line.split() for line in path.read_text(encoding="utf-8").splitlines()]

    def wait(self, condition: Callable[[dict[str, dict]], bool], what: str, seconds: float = PATIENCE_SECONDS) -> float:
        """Until @p condition holds of kinds(). Seconds that it took."""
        begun = time.monotonic()
        kinds: dict[str, dict] = {}
        while time.monotonic() - begun < seconds:
            kinds = self.kinds()
            if kinds and condition(kinds):
                return time.monotonic() - begun
            time.sleep(POLL_SECONDS)
        raise LabError(f"not within {seconds:.0f} s: {what}; {json.dumps(kinds.get('pods'))}")

    def wait_live(self, seconds: float = PATIENCE_SECONDS) -> float:
        return self.wait(lambda kinds: all(kind["freshness"] == "live" for kind in kinds.values()), "everything live", seconds)

    def differences(self, plane: ControlPlane) -> list[str]:
        """Where what is held is neither what the server listed before nor what it lists afterwards: controllers may be changing
        pods meanwhile (those of a node that was given up for lost, one after another), and a list takes its time."""
        before = listed(plane)
        held = {key: value for key, value in self.state().items() if key[0] in COLLECTIONS}
        after = listed(plane)
        return [f"{key}: served {before.get(key)}, then {after.get(key)}, held {held.get(key)}"
            for key in sorted(before.keys() | held.keys() | after.keys()) if held.get(key) not in (before.get(key), after.get(key))]

    def wait_equal(self, plane: ControlPlane, seconds: float = PATIENCE_SECONDS) -> float:
        """Live, and what is held is the server's list. Nodes renew their status now and then, and are given up for lost when
        the server was away: looked at more than once, and where it was live late only IN_STEP_SECONDS are left from there."""
        begun = time.monotonic()
        live_at: float | None = None
        while True:
            self.wait_live(max(1.0, seconds - (time.monotonic() - begun)))
            live_at = live_at or time.monotonic()
            different = self.differences(plane)
            if not different:
                return time.monotonic() - begun
            if time.monotonic() > max(begun + seconds, live_at + IN_STEP_SECONDS):
                raise LabError(f"{len(different)} objects differ from the server's, {time.monotonic() - live_at:.0f} s after it was live: {different[:5]}")
            time.sleep(POLL_SECONDS)
