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
import threading

from follower import Follower
from kubernetes import ControlPlane

GONE = "-"


class Observer:
    """Every event of pods from now on; ended on leaving."""

    def __init__(self, plane: ControlPlane) -> None:
        self.plane = plane
        self.events: list[tuple[str, str, str, int]] = []  # place, uid, version or GONE, version of the event
        self._connection = http.client.HTTPSConnection("127.0.0.1", plane.port, timeout=300, context=plane.trust)

    def __enter__(self) -> Observer:
        headers = {"Authorization": "Bearer lab-admin", "Accept": "application/json"}
        self.start = int(self.plane.request("GET", "/api/v1/pods?limit=1")["metadata"]["resourceVersion"])
        self._connection.request("GET", f"/api/v1/pods?watch=1&resourceVersion={self.start}&allowWatchBookmarks=true", headers=headers)
        self._answer = self._connection.getresponse()
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()
        return self

    def __exit__(self, *_) -> None:
        if self._connection.sock:
            self._connection.sock.shutdown(2)
        self._thread.join()
        self._connection.close()

    def _listen(self) -> None:
        try:
            for line in self._answer:
                event = json.loads(line)
                meta = event["object"].get("metadata", {})
                version = meta.get("resourceVersion", "0")
                if event["type"] in ("ADDED", "MODIFIED", "DELETED"):
                    gone = event["type"] == "DELETED"
                    self.events.append((f"{meta['namespace']}/{meta['name']}", meta["uid"], GONE if gone else version, int(version)))
        except (OSError, ValueError, http.client.HTTPException):
            pass  # cut by __exit__: what was heard until then counts

    def complaints(self, follower: Follower) -> list[str]:
        """Of the changes of pods since this watch began, where nothing was listed anew meanwhile."""
        claimed = int(follower.kinds()["pods"]["resourceVersion"])
        changes = [change for change in follower.changes() if change[1] == "Pod" and change[6][0] == "." and change[6][2] == "."]
        told = [(place, uid, GONE if after == GONE else after) for _, _, place, uid, _, after, _ in changes]
        heard = [event for event in self.events if event[3] > self.start]
        said = told[-len(heard):] if heard else []
        found = []
        for event, change in zip(heard, said):
            if event[:3] != change:
                found.append(f"the server said {event}, the console {change}")
                break
        missing = [event for event in heard if event[3] <= claimed and event[:3] not in set(told)]
        if missing:
            found.append(f"the console claims version {claimed} and has not seen {missing[0]} ({len(missing)} in all)")
        return found + own_complaints(follower.changes())


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
