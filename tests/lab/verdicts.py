# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a program of tests/conformance found, and what of it a server cannot have by its nature: that is declared here, told
as "not here", and does not count as skipped. Any other skipped test does. A declared one that ran is a failure of the
declaration, so that the list stays true."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from servers import KUBERNETES

TOTALS = re.compile(r"^Totals: (\d+) passed, (\d+) failed, (\d+) skipped", re.MULTILINE)
PARTS = re.compile(r"^(?=(?:PASS|FAIL!|SKIP|QDEBUG|QWARN|Totals))", re.MULTILINE)
RESULT = re.compile(r"(?P<verdict>PASS|FAIL|SKIP)!? *: [\w:]+::(?P<function>\w+)\((?P<row>[^)]*)\)")
NO_KUBELET = "kube-apiserver asks a kubelet for logs, and KWOK is none"
OLD = ("1.28",)


@dataclass(frozen=True)
class NotHere:
    """One test that a server of the lab has no answer for."""

    contract: str
    test: str  # function, or function(row)
    why: str
    versions: tuple[str, ...] = tuple(KUBERNETES)  # of Kubernetes: where it is so
    unless: str = ""  # a file that the kernel of this machine may have: then the test runs

    def applies(self, version: str) -> bool:
        return version in self.versions and not (self.unless and Path(self.unless).exists())


DECLARED = (
    NotHere("logs", "theLogIsPlainText", NO_KUBELET),
    NotHere("logs", "tailSinceAndLimitCutIt", NO_KUBELET),
    NotHere("logs", "aPreviousLogNeedsARestart", NO_KUBELET),
    NotHere("logs", "aFollowedLogGoesOn", NO_KUBELET),
    NotHere("logs", "aWaitingContainerHasNoLog", NO_KUBELET),
    NotHere("watches", "initialEventsEndWithAnAnnotatedBookmark", "initial events by watch came with 1.32, for good with 1.34", OLD),
    NotHere("protobuf", "initialEventsEndWithABookmark", "initial events by watch came with 1.32, for good with 1.34", OLD),
    NotHere("lists", "contradictoryOptionsAreInvalid(version that is none)", "1.28 answers 500, for which there is no promise", OLD),
    NotHere("metrics", "doubtsComeBesideTheAnswer", "Prometheus tells of doubts about a query since 2.48, Debian 12 has 2.42"),
    NotHere("metrics", "aListOfSeriesCanBeCutShort", "Prometheus limits how many series it lists since 2.52, Debian 12 has 2.42"),
    NotHere("jaeger", "v3SummariesCameLater", "Jaeger has summaries of traces since 2.x, the lab has 1.62"),
)


def declared(contract: str, version: str) -> dict[str, str]:
    """Of @p contract against Kubernetes @p version: the tests that are not here, and why."""
    return {each.test: each.why for each in DECLARED if each.contract == contract and each.applies(version)}


class Counts(NamedTuple):
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    not_here: int = 0

    def plus(self, other: Counts) -> Counts:
        return Counts(*(sum(pair) for pair in zip(self, other)))

    def is_good(self) -> bool:
        return self.passed > 0 and not self.failed and not self.skipped

    def __str__(self) -> str:
        """The last line of a run, by which tests/run counts."""
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


def judged(program: str, output: str, not_here: Mapping[str, str]) -> tuple[Counts, list[str]]:
    """What @p output of test program @p program counts, and what is worth telling of it. @p not_here: as declared() has it."""
    totals = TOTALS.search(output)
    if not totals:
        return Counts(failed=1), [f"FAIL {program} said no totals:\n{output[-2000:]}"]
    passed, failed, skipped = (int(number) for number in totals.groups())
    told: list[str] = []
    absent: list[str] = []  # a name once for each row
    ran: set[str] = set()
    for part in PARTS.split(output):
        result = RESULT.match(part)
        if not result:
            continue
        verdict, function, row = result["verdict"], result["function"], result["row"]
        name = next((name for name in (f"{function}({row})", function) if name in not_here), None)
        if name and verdict == "SKIP":
            absent.append(name)
            told.append(f"not here: {program} {function}({row}): {not_here[name]}")
        elif verdict != "PASS":
            told.append(f"{verdict} {program} {function}({row}){part[result.end():].rstrip()}")
        if name and verdict != "SKIP":
            ran.add(name)
    stale = sorted(ran | (not_here.keys() - absent))
    told += [f"FAIL {program} {name}: {'it ran' if name in ran else 'there is no such test'}, and is declared not to be here ({not_here[name]})"
        for name in stale]
    return Counts(passed, failed + len(stale), skipped - len(absent), len(absent)), told
