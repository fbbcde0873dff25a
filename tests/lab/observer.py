# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a server really told of its pods, heard by a watch of our own in JSON; and whether the console heard the same.

That its changes are these events one by one, in this order, is all of etcd's watch validators in one sentence: nothing
foreign (Filter), no order of its own (Ordered), nothing twice (Unique), no half of anything (Atomic), no hole (Reliable),
none where a watch was resumed (Resumable), and all of them up to the version it claims to have seen (Bookmarkable).
Source: etcd, tests/robustness/validate/watch.go."""

from __future__ import annotations

import http.client
import json
import socket
import threading
import time
from itertools import zip_longest

from follower import Follower
from kubernetes import ADMIN, ControlPlane
from pods import all_run
from processes import LabError, wait_until

GONE = "-"
AGAIN_SECONDS = 0.2
STEADY_SECONDS = 1  # a watch that stands for so long was not refused: a server that forgot the version says so at once
REST_SECONDS = 180  # KWOK waits longer and longer to call a server again that was away
METADATA_ONLY = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1"

State = tuple[str, str, str]  # namespace/name, uid, version or GONE


class Expired(Exception):
    """The server has forgotten the version that the watch would go on from."""


class Observer:
    """Every change of pods while it is entered. When its stream ends it watches again from its own last version; when the
    server has forgotten that, it lists, and what is listed must be what it held: it has missed something otherwise."""

    def __init__(self, plane: ControlPlane, follower: Follower) -> None:
        self.plane, self.follower = plane, follower
        self.heard: list[State] = []
        self._judged_heard = 0
        self._trouble: str | None = None
        self._since: float | None = None  # when the present stream began
        self._leaving = threading.Event()
        self._connection: http.client.HTTPSConnection | None = None

    def __enter__(self) -> Observer:
        rest(self.plane)
        self.follower.wait_equal(self.plane)
        self._held, self._version = self._listed()
        self._judged_told = len(self._told())
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()
        return self

    def __exit__(self, *_) -> None:
        self._leaving.set()
        if self._connection and self._connection.sock:
            try:
                self._connection.sock.shutdown(socket.SHUT_RDWR)  # wakes the thread
            except OSError:
                pass  # the server was first
        self._thread.join()

    def complaints(self, at_least: int, *, listed_anew: bool = False) -> list[str]:
        """Of the changes since the last call, once the pods rest and all were heard, which must be @p at_least. Where the
        console was not sent back to a list, it tells them one by one and in the server's order."""
        rest(self.plane)
        self.follower.wait_equal(self.plane)
        wait_until(self._in_step, REST_SECONDS, "the observer is in step", lambda: self._trouble)
        heard, all_told = self.heard[self._judged_heard:], self._told()
        told = all_told[self._judged_told:]
        self._judged_heard, self._judged_told = len(self.heard), len(all_told)
        found = [f"{len(heard)} events were heard of {at_least} changes"] if len(heard) < at_least else []
        newest = max((int(version) for _, _, version in heard if version != GONE), default=0)
        claimed = int(self.follower.kinds()["pods"]["resourceVersion"])
        if claimed < newest:
            found.append(f"the console claims version {claimed} and holds {newest}")
        return found + (leaps if listed_anew else steps)(heard, told) + own_complaints(self.follower.changes())

    def _told(self) -> list[State]:
        """What the console told of pods so far, without its first fill and the rows that stood in for it."""
        return [(place, uid, after) for _, kind, place, uid, _, after, flags in self.follower.changes()
            if kind == "Pod" and flags[0] == "." and flags[2] == "."]

    def _in_step(self) -> bool:
        since = self._since
        return since is not None and time.monotonic() - since > STEADY_SECONDS and self._held == self._listed()[0]

    def _listed(self) -> tuple[dict[str, tuple[str, str]], str]:
        """All pods, namespace/name -> (uid, version), and the version of the whole."""
        page = self.plane.request("GET", "/api/v1/pods", accept=METADATA_ONLY)
        metas = (item["metadata"] for item in page["items"])
        return ({f"{meta['namespace']}/{meta['name']}": (meta["uid"], meta["resourceVersion"]) for meta in metas},
            page["metadata"]["resourceVersion"])

    def _listen(self) -> None:
        while not self._leaving.is_set() and not self._trouble:
            try:
                self._watch()
            except (OSError, http.client.HTTPException):
                self._leaving.wait(AGAIN_SECONDS)  # the server is away, or we leave
            except Exception as error:  # whatever it is: a thread that ends without a word proves nothing
                self._trouble = f"the observer: {type(error).__name__}: {error}"
            finally:
                self._since = None
                if self._connection:
                    self._connection.close()

    def _watch(self) -> None:
        self._connection = http.client.HTTPSConnection("127.0.0.1", self.plane.port, timeout=300, context=self.plane.trust)
        self._connection.connect()
        if self._leaving.is_set():
            return  # __exit__ may have been here before there was anything to wake us by
        self._connection.request("GET", f"/api/v1/pods?watch=1&resourceVersion={self._version}&allowWatchBookmarks=true",
            headers=ADMIN | {"Accept": "application/json"})
        answer = self._connection.getresponse()
        try:
            if answer.status == 410:
                raise Expired
            if answer.status != 200:
                raise OSError(f"{answer.status} {answer.reason}")
            self._since = time.monotonic()
            for line in answer:
                if line.endswith(b"\n"):  # else cut in the middle
                    self._take(json.loads(line))
        except Expired:
            self._list_anew()

    def _take(self, event: dict) -> None:
        if event["type"] == "ERROR":
            if event["object"].get("code") == 410:
                raise Expired
            raise LabError(f"{event['object']}")
        meta = event["object"]["metadata"]
        self._version = meta["resourceVersion"]
        if event["type"] == "BOOKMARK":
            return
        place, gone = f"{meta['namespace']}/{meta['name']}", event["type"] == "DELETED"
        self.heard.append((place, meta["uid"], GONE if gone else self._version))
        if gone:
            del self._held[place]
        else:
            self._held[place] = (meta["uid"], self._version)

    def _list_anew(self) -> None:
        listed, version = self._listed()
        if listed != self._held:
            changed = [place for place in listed.keys() | self._held.keys() if listed.get(place) != self._held.get(place)]
            raise LabError(f"{len(changed)} pods changed while no watch stood, {sorted(changed)[0]} among them")
        self._version = version


def rest(plane: ControlPlane) -> None:
    """Until no pod is on its way: KWOK makes those that are new run."""
    wait_until(lambda: all_run(plane), REST_SECONDS, "pods rest")


def steps(heard: list[State], told: list[State]) -> list[str]:
    """The same, in the same order, and nothing else."""
    for number, (event, change) in enumerate(zip_longest(heard, told)):
        if event != change:
            return [f"event {number} of {len(heard)}: the server said {event}, the console {change} (it told {len(told)})"]
    return []


def leaps(heard: list[State], told: list[State]) -> list[str]:
    """A list tells what has become of a pod and not how: states are left out, but none is made up, told twice or out of turn."""
    found = []
    for place in sorted({state[0] for state in [*heard, *told]}):
        said = [state for state in heard if state[0] == place]
        rest_of_it = iter(said)
        seen = [state for state in told if state[0] == place]
        if not all(state in rest_of_it for state in seen):
            found.append(f"the server said {said}, the console {seen}")
    return found[:5]


def own_complaints(changes: list[list[str]]) -> list[str]:
    """What a log of changes shows by itself: no gap, each goes on from where the last of its object ended, none twice
    (the record that takes the place of a row of a Table is of the same version)."""
    found = []
    held: dict[tuple[str, str], tuple[str, str]] = {}
    stand_ins: set[tuple[str, str]] = set()
    for number, (seq, kind, place, uid, before, after, flags) in enumerate(changes):
        if int(seq) != int(changes[0][0]) + number:
            found.append(f"change {seq} is number {number}")
        last = held.get((kind, place), (uid, GONE))
        if before != last[1]:
            found.append(f"change {seq} of {kind} {place} goes on from {before}, the last ended with {last[1]}")
        if after != GONE and last == (uid, after) and (kind, place) not in stand_ins:
            found.append(f"change {seq} of {kind} {place} is no change: {after}")
        held[kind, place] = (uid, after)
        (stand_ins.add if flags[2] == "p" else stand_ins.discard)((kind, place))
    return found[:5]
