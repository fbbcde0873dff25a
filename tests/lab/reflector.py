# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The console's following of objects against a real kube-apiserver and the faults that a server and its wire have. After
each of them what the console holds is what the server lists."""

from __future__ import annotations

import base64
import http.client
import itertools
import json
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from certificates import Authority
from churn import Churn
from follower import IN_STEP_SECONDS, Follower
from kubernetes import ADMIN, ControlPlane
from observer import Observer, own_complaints, rest
from processes import LabError, wait_until
from wire import Wire

NODES = 20
CHURN_SECONDS = 20
# The order of events proves something only where several are on their way at once, and enough of them. etcd's own robustness
# tests ask for 50 to 100 writes a second (tests/robustness), by which a machine that does much else is void; what that stands
# for is asked for here: as many changes as that would be, however long they take, most of them sent while another one had no
# answer yet.
CHURN_CHANGES = 50 * CHURN_SECONDS
CHURN_OVERLAP = 0.5
CHURN_LIMIT_SECONDS = 150
DOWN_SECONDS = 6
BOOKMARK_SECONDS = 90  # one a minute and kind, with jitter
WITHOUT_WATCH_LIST = ("1.28",)  # refused there, and objects are listed instead (K3)
REFUSED_SECONDS = 60  # a credential that was refused is tried again after a minute
TOKEN_PERIOD_SECONDS = 50  # after it the console reads a token's file again: a minute, less ten seconds (K25)
LEEWAY_SECONDS = 60  # how long after its end the server still takes a token (go-jose, jwt.DefaultLeeway)


class ReflectorTests:
    """Each public function that begins with test_ is one test; they share the server and its pods."""

    def __init__(self, plane: ControlPlane, program: Path) -> None:
        self.plane, self.program = plane, program
        self.wire = Wire(plane.port)
        self._seeds = itertools.count(1)  # no two churns make pods of one name
        self.authority = plane.folder / "follower-ca.crt"
        self.token = plane.folder / "follower-token"
        shutil.copy(plane.serving.certificate("ca"), self.authority)
        self.kubeconfig = self._write_kubeconfig("follower.kubeconfig", {"token": "lab-admin"})

    def follow(self, method: str = "", kubeconfig: Path | None = None) -> Follower:
        return Follower(self.program, kubeconfig or self.kubeconfig, "lab", method)

    def test_first_sync_by_list(self) -> None:
        self._first_sync("list")

    def test_first_sync_by_watch_list(self) -> None:
        self._first_sync("watchlist")

    def _first_sync(self, method: str) -> None:
        with self.follow(method) as follower:
            took = follower.wait_equal(self.plane)
            pods = follower.kinds()["pods"]
            lists = method == "list" or self.plane.version in WITHOUT_WATCH_LIST
            check((pods["lists"] > 0) == lists, f"pods were read by {pods['lists']} lists")
            check(own_complaints(follower.changes()) == [], f"{own_complaints(follower.changes())}")
            print(f"  {pods['objects']} pods in {took:.1f} s")

    def test_churn_is_heard_event_by_event_and_a_cut_wire_loses_none(self) -> None:
        with self.follow("list") as follower, Observer(self.plane, follower) as observer:
            before = follower.kinds()["pods"]
            churn = self._churn("team-00").start()
            try:
                self._go_on(churn, CHURN_CHANGES / 2, CHURN_SECONDS / 2)
                self._cut_for(follower, 2)
                self._go_on(churn, CHURN_CHANGES, CHURN_SECONDS / 2)
            finally:
                rate = churn.stop()
            found = observer.complaints(churn.made)
            check(not found, f"{found}")
            after = follower.kinds()["pods"]
            check(after["lists"] == before["lists"], f"{after['lists'] - before['lists']} lists, though the watch could go on")
            check(after["expired"] == before["expired"], f"{after['expired'] - before['expired']} versions expired, though none was forgotten")
            check(after["coalesced"] == 0, f"{after['coalesced']} events merged")
            overlap = churn.overlapping / max(churn.made, 1)
            print(f"  {churn.made} changes, {rate:.0f} a second, {overlap:.0%} of them at once with another; {len(observer.heard)} events")
            if churn.made < CHURN_CHANGES or overlap < CHURN_OVERLAP:
                raise VoidRun(f"{churn.made} changes, {overlap:.0%} at once with another; {CHURN_CHANGES} and {CHURN_OVERLAP:.0%} are the least that tells anything")

    @staticmethod
    def _go_on(churn: Churn, changes: float, least_seconds: float) -> None:
        """Until @p churn has made @p changes, but for @p least_seconds at least, and not without end."""
        begun = time.monotonic()
        while time.monotonic() - begun < least_seconds or churn.made < changes and time.monotonic() - begun < CHURN_LIMIT_SECONDS / 2:
            time.sleep(0.1)

    def test_a_bookmark_moves_the_version_of_a_quiet_kind(self) -> None:
        with self.follow() as follower, Observer(self.plane, follower) as observer:
            first = follower.kinds()["namespaces"]

            def moved(kinds: dict[str, dict]) -> bool:
                return int(kinds["namespaces"]["resourceVersion"]) > int(first["resourceVersion"])

            self._hear_churn(observer, "team-01")  # the version of the cluster goes on
            follower.wait(moved, "a bookmark for namespaces", BOOKMARK_SECONDS)
            last = follower.kinds()["namespaces"]
            check((last["lists"], last["watches"]) == (first["lists"], first["watches"]), "namespaces were asked for anew")

    def test_a_version_that_was_compacted_is_listed_anew(self) -> None:
        self._forget_its_version("list")

    def test_a_version_that_was_compacted_is_watch_listed_anew(self) -> None:
        self._forget_its_version("watchlist")

    def _forget_its_version(self, method: str) -> None:
        with self.follow(method) as follower, Observer(self.plane, follower) as observer:
            self._hear_churn(observer, "team-02")
            before = follower.kinds()["pods"]
            self.wire.cut()
            try:
                churn = self._churn("team-02").run_for(3)
                rest(self.plane)  # nothing changes from here on: nobody could hear it
                self.plane.etcd.compact()
                self.plane.kill_apiserver()  # its memory of events would answer without etcd
                self.plane.start_apiserver()
                answer = self._answer_to_watch(before["resourceVersion"])
                check(answer == 410, f"the server answers {answer} to a watch from the version that the console holds: nothing was forgotten")
            finally:
                self.wire.join()
            found = observer.complaints(churn.made, listed_anew=True)
            check(not found, f"{found}")
            after = follower.kinds()["pods"]
            grown = {what: after[what] - before[what] for what in ("expired", "lists", "watches")}
            check(grown["expired"] >= 1, f"no verdict Expired was seen: {grown}")
            lists = 1 if method == "list" or self.plane.version in WITHOUT_WATCH_LIST else 0
            check(grown["lists"] == lists, f"{lists} lists are due: {grown}")
            self._hear_churn(observer, "team-02")
            print(f"  {grown['expired']} Expired, {grown['lists']} lists, {grown['watches']} watches")

    def test_a_killed_apiserver_is_missed_and_found_again(self) -> None:
        with self.follow() as follower, Observer(self.plane, follower) as observer:
            self._hear_churn(observer, "team-03")
            self.plane.kill_apiserver()
            follower.wait(lambda kinds: all(kind["freshness"] in ("stale", "lost") for kind in kinds.values()), "all is said to be stale")
            follower.forget_seen()
            time.sleep(DOWN_SECONDS)
            check(follower.kinds()["pods"]["objects"] > 0, "the pods that were known are gone")
            # Not of the time from here on: the new server answers 200 to a watch from a version that it does not know, and
            # refuses it by the first event, so that "live" is said for that moment.
            check("live" not in follower.seen, f"nobody answered, and fresh was said to be {follower.seen}")
            self.plane.start_apiserver()
            took = follower.wait_equal(self.plane)
            self._hear_recovered(observer, "team-03")
            print(f"  in step again {took:.1f} s after it was ready")

    def test_a_server_with_a_new_authority_is_trusted_once_the_kubeconfig_names_it(self) -> None:
        with self.follow() as follower, Observer(self.plane, follower) as observer:
            self._hear_churn(observer, "team-04")
            self.plane.kill_apiserver()
            old, self.plane.serving = self.plane.serving, Authority(self.plane.folder / "pki-next")
            self.plane.serving.sign_server("apiserver")
            try:
                self.plane.start_apiserver()
                follower.wait(lambda kinds: "error" in kinds["pods"], "a server that nobody vouches for is refused")
                shutil.copy(self.plane.serving.certificate("ca"), self.authority)
                took = follower.wait_equal(self.plane)
            finally:
                self.plane.kill_apiserver()
                self.plane.serving = old
                shutil.copy(old.certificate("ca"), self.authority)
                self.plane.start_apiserver()
            self._hear_recovered(observer, "team-04")  # not before: KWOK trusts the old authority alone, and its pods would not run
            print(f"  trusted {took:.1f} s after its file was there")

    def test_a_token_is_read_again_before_it_ends_and_after_it_was_refused(self) -> None:
        self._make_account()
        kubeconfig = self._write_kubeconfig("token.kubeconfig", {"tokenFile": str(self.token)})
        # The first ends early, so that it is seen to be let go in time; the second outlives what a busy machine needs for that.
        self._write_token(TOKEN_PERIOD_SECONDS + 10)
        with self.follow(kubeconfig=kubeconfig) as follower, Observer(self.plane, follower) as observer:
            refusals = self._refusals()
            first = self.token.read_text(encoding="utf-8")
            self._write_token(TOKEN_PERIOD_SECONDS + 90)  # as a kubelet does: in time
            self._wait_refused(first)
            self._cut_for(follower, 1)
            follower.wait_live()
            refused = self._refusals() - refusals - 1  # one of them was our own
            check(refused == 0, f"{refused} requests were refused: the new token was read because of it, not in time")
            self._hear_churn(observer, "team-05")
            self._wait_refused(self.token.read_text(encoding="utf-8"))
            self.wire.cut()
            self.wire.join()
            follower.wait(lambda kinds: "error" in kinds["pods"], "an expired token is said to be refused")
            check(self._refusals() > refusals + 2, "the console shows an error, and the server has refused nothing")
            self._write_token(600)
            took = follower.wait_equal(self.plane, REFUSED_SECONDS + IN_STEP_SECONDS)
            self._hear_churn(observer, "team-05")
            print(f"  let in {took:.1f} s after a new token was there")

    def _churn(self, name_space: str) -> Churn:
        return Churn(self.plane, name_space, NODES, seed=next(self._seeds))

    def _hear_churn(self, observer: Observer, name_space: str) -> None:
        """A second of changes, which the console must tell one by one."""
        found = observer.complaints(self._churn(name_space).run_for(1).made)
        check(not found, f"{found}")

    def _hear_recovered(self, observer: Observer, name_space: str) -> None:
        """What came while the console was sent back to a list, if anything; and from then on each change again."""
        found = observer.complaints(0, listed_anew=True)
        check(not found, f"{found}")
        self._hear_churn(observer, name_space)

    def _answer_to_watch(self, version: str) -> int:
        """410, as the answer or as its first event, when the server has forgotten @p version; else 200."""
        request = urllib.request.Request(f"{self.plane.url}/api/v1/pods?watch=1&resourceVersion={version}&timeoutSeconds=2", headers=ADMIN)
        try:
            with urllib.request.urlopen(request, timeout=30, context=self.plane.trust) as answer:
                return json.loads(answer.readline() or "{}").get("object", {}).get("code", answer.status)
        except urllib.error.HTTPError as error:
            return error.code

    def _refusals(self) -> int:
        """How many requests brought a credential that kube-apiserver did not take, since it started."""
        attempts = self.plane.metric("authentication_attempts")
        check(any("success" in labels for labels in attempts), f"kube-apiserver does not count who is let in: {attempts}")
        return int(sum(count for labels, count in attempts.items() if "success" not in labels))

    def _cut_for(self, follower: Follower, seconds: float) -> None:
        self.wire.cut()
        try:
            follower.wait(lambda kinds: kinds["pods"]["freshness"] != "live", "a cut wire is noticed", 10)
            time.sleep(seconds)
        finally:
            self.wire.join()

    def _write_kubeconfig(self, name: str, user: dict[str, str]) -> Path:
        path = self.plane.folder / name
        path.write_text(json.dumps({"apiVersion": "v1", "kind": "Config", "current-context": "lab",
            "clusters": [{"name": "lab", "cluster": {"server": f"https://127.0.0.1:{self.wire.port}", "certificate-authority": str(self.authority)}}],
            "users": [{"name": "lab", "user": user}],
            "contexts": [{"name": "lab", "context": {"cluster": "lab", "user": "lab"}}]}), encoding="utf-8")
        path.chmod(0o600)
        return path

    def _make_account(self) -> None:
        account = self.plane.request("POST", "/api/v1/namespaces/default/serviceaccounts", {"metadata": {"name": "follower"}})
        self._account_uid = account["metadata"]["uid"]
        self.plane.request("POST", "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings", {"metadata": {"name": "follower"},
            "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "cluster-admin"},
            "subjects": [{"kind": "ServiceAccount", "name": "follower", "namespace": "default"}]})

    def _write_token(self, seconds: float) -> None:
        """A token of the service account that the server takes for @p seconds more (and ten that it remembers it for)."""
        now = time.time()
        issuer = "https://kubernetes.default.svc"
        claims = {"iss": issuer, "aud": [issuer], "sub": "system:serviceaccount:default:follower", "iat": int(now) - 600,
            "nbf": int(now) - 600, "exp": int(now + seconds - LEEWAY_SECONDS), "kubernetes.io": {"namespace": "default",
                "serviceaccount": {"name": "follower", "uid": self._account_uid}}}
        signed = ".".join(base64url(json.dumps(part).encode()) for part in ({"alg": "RS256", "typ": "JWT"}, claims))
        signature = subprocess.run(["openssl", "dgst", "-sha256", "-sign", str(self.plane.authority.key("tokens"))], input=signed.encode(),
            capture_output=True, timeout=30, check=True).stdout
        made = self.token.with_suffix(".new")
        made.write_text(f"{signed}.{base64url(signature)}", encoding="utf-8")
        made.rename(self.token)

    def _wait_refused(self, token: str) -> None:
        def refused() -> bool:
            request = urllib.request.Request(f"{self.plane.url}/api/v1/namespaces", headers={"Authorization": f"Bearer {token}"})
            try:
                with urllib.request.urlopen(request, timeout=10, context=self.plane.trust):
                    return False
            except urllib.error.HTTPError as error:
                return error.code == 401

        wait_until(refused, 90, "the token is refused")


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class VoidRun(Exception):
    """Nothing failed, and nothing was proven either: why."""


def check(holds: bool, otherwise: str) -> None:
    if not holds:
        raise LabError(otherwise)


def trouble_of(test: Callable[[], None]) -> str | None:
    """Why @p test failed. A void run is repeated once."""
    for is_last in (False, True):
        try:
            test()
            return None
        except VoidRun as error:
            if is_last:
                return f"void for the second time: {error}"
            print(f"void: {error}; once more", flush=True)
        except (LabError, OSError, http.client.HTTPException, subprocess.SubprocessError, KeyError, ValueError) as error:
            return f"{type(error).__name__}: {error}"
    return None


def run_all(tests: ReflectorTests, matching: str) -> tuple[int, int]:
    """(passed, failed) of those whose name has @p matching."""
    passed = failed = 0
    for name in [name for name in vars(ReflectorTests) if name.startswith("test_") and matching in name]:
        begun = time.monotonic()
        if trouble := trouble_of(getattr(tests, name)):
            failed += 1
            print(f"FAIL {name}: {trouble}", flush=True)
        else:
            passed += 1
            print(f"pass {name} ({time.monotonic() - begun:.0f} s)", flush=True)
    return passed, failed
