# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The console's following of objects against a real kube-apiserver and the faults that a server and its wire have. After
each of them what the console holds is what the server lists."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

from certificates import Authority
from churn import Churn
from follower import Follower
from kubernetes import ControlPlane
from observer import Observer, own_complaints
from processes import LabError, wait_until
from wire import Wire

NODES = 20
CHURN_SECONDS = 20
DOWN_SECONDS = 6
BOOKMARK_SECONDS = 90  # one a minute and kind, with jitter
WITHOUT_WATCH_LIST = ("1.28",)  # refused there, and objects are listed instead (K3)
LEEWAY_SECONDS = 60  # how long after its end the server still takes a token (go-jose, jwt.DefaultLeeway)


class ReflectorTests:
    """Each public function that begins with test_ is one test; they share the server and its pods."""

    def __init__(self, plane: ControlPlane, program: Path) -> None:
        self.plane, self.program = plane, program
        self.wire = Wire(plane.port)
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
        with self.follow("list") as follower:
            follower.wait_equal(self.plane)
            before = follower.kinds()["pods"]
            with Observer(self.plane) as observer:
                churn = Churn(self.plane, "team-00", NODES).start()
                try:
                    time.sleep(CHURN_SECONDS / 2)
                    self._cut_for(follower, 2)
                    time.sleep(CHURN_SECONDS / 2)
                finally:
                    rate = churn.stop()
                follower.wait_equal(self.plane)
                complaints = observer.complaints(follower)
            check(not complaints, f"{complaints}")
            after = follower.kinds()["pods"]
            check(after["lists"] == before["lists"], f"{after['lists'] - before['lists']} lists, though the watch could go on")
            check(after["coalesced"] == 0, f"{after['coalesced']} events merged")
            print(f"  {rate:.0f} changes a second, {len(observer.events)} events")

    def test_a_bookmark_moves_the_version_of_a_quiet_kind(self) -> None:
        with self.follow() as follower:
            follower.wait_equal(self.plane)
            first = follower.kinds()["namespaces"]

            def moved(kinds: dict[str, dict]) -> bool:
                return int(kinds["namespaces"]["resourceVersion"]) > int(first["resourceVersion"])

            Churn(self.plane, "team-01", NODES, seed=2).run_for(1)  # the version of the cluster goes on
            follower.wait(moved, "a bookmark for namespaces", BOOKMARK_SECONDS)
            last = follower.kinds()["namespaces"]
            check((last["lists"], last["watches"]) == (first["lists"], first["watches"]), "namespaces were asked for anew")

    def test_a_version_that_was_compacted_is_listed_anew(self) -> None:
        with self.follow() as follower:
            follower.wait_equal(self.plane)
            before = follower.kinds()["pods"]
            self.wire.cut()
            try:
                Churn(self.plane, "team-02", NODES, seed=3).run_for(3)
                self.plane.compact()
                self.plane.kill_apiserver()  # its memory of events would answer without etcd
                self.plane.start_apiserver()
            finally:
                self.wire.join()
            follower.wait_equal(self.plane)
            after = follower.kinds()["pods"]
            check(after["lists"] + after["watches"] > before["lists"] + before["watches"] + 1, f"pods before {before}, after {after}")
            check(not own_complaints(follower.changes()), f"{own_complaints(follower.changes())}")

    def test_a_killed_apiserver_is_missed_and_found_again(self) -> None:
        with self.follow() as follower:
            follower.wait_equal(self.plane)
            follower.seen.clear()
            self.plane.kill_apiserver()
            follower.wait(lambda kinds: kinds["pods"]["freshness"] in ("stale", "lost"), "the pods are said to be stale")
            time.sleep(DOWN_SECONDS)
            check(follower.kinds()["pods"]["objects"] > 0, "the pods that were known are gone")
            self.plane.start_apiserver()
            took = follower.wait_equal(self.plane)
            down = follower.seen[: last_index(follower.seen, "live")]
            check("live" not in down[1:-1], f"fresh was said to be {follower.seen}")
            print(f"  in step again {took:.1f} s after it was ready")

    def test_a_server_with_a_new_authority_is_trusted_once_the_kubeconfig_names_it(self) -> None:
        with self.follow() as follower:
            follower.wait_equal(self.plane)
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
            print(f"  trusted {took:.1f} s after its file was there")

    def test_a_token_is_read_again_before_it_ends_and_after_it_was_refused(self) -> None:
        self._make_account()
        kubeconfig = self._write_kubeconfig("token.kubeconfig", {"tokenFile": str(self.token)})
        self._write_token(4)
        with self.follow(kubeconfig=kubeconfig) as follower:
            follower.wait_live()
            first = self.token.read_text(encoding="utf-8")
            self._write_token(30)  # as a kubelet does: in time
            self._wait_refused(first)
            self._cut_for(follower, 1)
            follower.wait_live()
            self._wait_refused(self.token.read_text(encoding="utf-8"))
            self.wire.cut()
            self.wire.join()
            follower.wait(lambda kinds: "error" in kinds["pods"], "an expired token is said to be refused")
            self._write_token(600)
            took = follower.wait_equal(self.plane)
            print(f"  let in {took:.1f} s after a new token was there")

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


def last_index(words: list[str], word: str) -> int:
    return len(words) - words[::-1].index(word)


def check(holds: bool, otherwise: str) -> None:
    if not holds:
        raise LabError(otherwise)


def run_all(tests: ReflectorTests, matching: str) -> tuple[int, int]:
    """(passed, failed) of those whose name has @p matching."""
    passed = failed = 0
    for name in [name for name in vars(ReflectorTests) if name.startswith("test_") and matching in name]:
        begun = time.monotonic()
        try:
            getattr(tests, name)()
        except (LabError, OSError, subprocess.SubprocessError, KeyError, ValueError) as error:
            failed += 1
            print(f"FAIL {name}: {type(error).__name__}: {error}", flush=True)
        else:
            passed += 1
            print(f"pass {name} ({time.monotonic() - begun:.0f} s)", flush=True)
    return passed, failed
