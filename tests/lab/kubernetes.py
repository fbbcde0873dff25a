# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A real control plane on loopback: etcd, kube-apiserver, kube-controller-manager, kube-scheduler, and nodes by KWOK."""

from __future__ import annotations

import json
import re
import ssl
import urllib.request
from collections.abc import Callable
from pathlib import Path

from certificates import Authority
from etcd import Etcd
from processes import Processes, answers, free_port, wait_until
from servers import KUBERNETES, NEWEST_KUBERNETES, Cache, kubernetes_name

# They ask for networks and clouds that are not here.
CONTROLLERS = "*,-node-ipam-controller,-node-route-controller,-cloud-node-lifecycle-controller,-service-lb-controller"
READY_SECONDS = 180  # 3 on an idle machine; one with thirty other programs at work took more than 60
FRONT_PROXY = "front-proxy"
TOKENS = {  # token -> (user, group); what they may do: make_roles()
    "lab-admin": ("lab-admin", "system:masters"),
    "lab-reader": ("lab-reader", "lab-readers"),
    "lab-shop": ("lab-shop", "lab-shop-only"),
}
ADMIN = {"Authorization": "Bearer lab-admin"}
CORE_BUT_SECRETS = ["configmaps", "endpoints", "events", "limitranges", "namespaces", "nodes", "persistentvolumeclaims",
    "persistentvolumes", "pods", "pods/log", "replicationcontrollers", "resourcequotas", "serviceaccounts", "services"]
OTHER_GROUPS = ["apps", "autoscaling", "batch", "discovery.k8s.io", "events.k8s.io", "metrics.k8s.io", "networking.k8s.io", "policy"]


class ControlPlane:
    """One cluster. Addresses and files are known when start() is through; clients trust ca.crt."""

    def __init__(self, folder: Path, cache: Cache, processes: Processes, version: str = NEWEST_KUBERNETES) -> None:
        self.folder, self.cache, self.processes, self.version = folder, cache, processes, version
        self.authority = Authority(folder / "pki")
        self.serving = self.authority  # vouches for the server; another one takes effect with start_apiserver()
        self.etcd = Etcd(folder / "etcd", cache, processes)
        self.port = free_port()
        self.url = f"https://127.0.0.1:{self.port}"
        self.kubeconfig = folder / "kubeconfig"

    @property
    def etcd_url(self) -> str:
        return self.etcd.url

    def start_server(self) -> None:
        """etcd and kube-apiserver alone: nothing changes an object but who asks for it."""
        self._make_certificates()
        self._write_users()
        self.etcd.start()
        self.start_apiserver()

    def start(self, nodes: int, measured: bool = False) -> list[tuple[str, str]]:
        """All of it, with @p nodes nodes of KWOK; returns when they are ready, with what is where.

        @p measured: the nodes say what their pods use, as kubelets do; it costs KWOK a copy of every pod.
        """
        self.start_server()
        self._start_controllers()
        self._make_nodes(nodes, measured)
        ended = self._start_kwok(measured)
        wait_until(lambda: self._ready_nodes() >= nodes, READY_SECONDS, f"{nodes} nodes of KWOK", ended)
        self.make_namespace("shop")
        self.make_roles("shop")
        return [("kubernetes", f"{self.url} ({KUBERNETES[self.version]})"), ("etcd", self.etcd.url), ("kubeconfig", str(self.kubeconfig))]

    def start_apiserver(self) -> None:
        pki = self.authority
        command = [self._program("kube-apiserver"), f"--etcd-servers={self.etcd.url}", "--bind-address=127.0.0.1",
            f"--secure-port={self.port}", f"--tls-cert-file={self.serving.certificate('apiserver')}",
            f"--tls-private-key-file={self.serving.key('apiserver')}",
            f"--client-ca-file={pki.certificate('ca')}", f"--token-auth-file={self.folder / 'tokens.csv'}", "--authorization-mode=RBAC",
            "--service-account-issuer=https://kubernetes.default.svc", f"--service-account-key-file={pki.folder / 'tokens.pub'}",
            f"--service-account-signing-key-file={pki.key('tokens')}", "--service-cluster-ip-range=10.96.0.0/16",
            "--allow-privileged=true", "--endpoint-reconciler-type=none", "--v=1", *self._front_proxy()]
        ended = self.processes.start("kube-apiserver", command)
        wait_until(lambda: answers(f"{self.url}/readyz", ADMIN, self.trust), READY_SECONDS, "kube-apiserver", ended)

    def _front_proxy(self) -> list[str]:
        """As whom it asks servers of other API groups, and how it tells them for whom."""
        return [f"--proxy-client-cert-file={self.authority.certificate(FRONT_PROXY)}",
            f"--proxy-client-key-file={self.authority.key(FRONT_PROXY)}",
            f"--requestheader-client-ca-file={self.authority.certificate('ca')}", f"--requestheader-allowed-names={FRONT_PROXY}",
            "--requestheader-username-headers=X-Remote-User", "--requestheader-group-headers=X-Remote-Group",
            "--requestheader-extra-headers-prefix=X-Remote-Extra-"]

    def kill_apiserver(self) -> None:
        """As when its machine dies: nothing is said to anybody. start_apiserver() starts it again at the same address."""
        self.processes.kill("kube-apiserver")

    def request(self, method: str, path: str, body: dict | bytes | None = None, accept: str = "application/json") -> dict:
        """One call as the administrator; a body of bytes is YAML. HTTPError as urllib has it."""
        data = json.dumps(body).encode() if isinstance(body, dict) else body
        kind = "yaml" if isinstance(body, bytes) else "json"
        request = urllib.request.Request(f"{self.url}{path}", data=data, method=method,
            headers=ADMIN | {"Content-Type": f"application/{kind}", "Accept": accept})
        with urllib.request.urlopen(request, timeout=30, context=self.trust) as answer:
            return json.load(answer)

    def metric(self, name: str) -> dict[str, float]:
        """What kube-apiserver has counted under @p name since it started, by the text of its labels."""
        with urllib.request.urlopen(urllib.request.Request(f"{self.url}/metrics", headers=ADMIN), timeout=30, context=self.trust) as answer:
            text = answer.read().decode()
        return {labels: float(value) for labels, value in re.findall(rf"^{name}{{([^}}]*)}} (\S+)$", text, re.MULTILINE)}

    @property
    def trust(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.serving.certificate("ca")))

    def component(self, name: str, user: str, *groups: str) -> Path:
        """A kubeconfig for a program of the cluster that is called @p user there, by certificate."""
        self.authority.sign_client(name, user, *groups)
        path = self.folder / f"{name}.kubeconfig"
        self._write_kubeconfig(path, {name: self._by_certificate(name)})
        return path

    def _program(self, name: str) -> str:
        return str(self.cache.program(kubernetes_name(name, self.version)))

    def _make_certificates(self) -> None:
        self.authority.sign_server("apiserver")
        self.authority.make_key_pair("tokens")
        self.authority.sign_client("admin", "lab-admin", "system:masters")
        self.authority.sign_client(FRONT_PROXY, FRONT_PROXY)
        lines = [f'{token},{user},{user},"{group}"' for token, (user, group) in TOKENS.items()]
        (self.folder / "tokens.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def _write_users(self) -> None:
        users = {"lab": self._by_certificate("admin"), "lab-reader": {"token": "lab-reader"}, "lab-shop": {"token": "lab-shop"}}
        self._write_kubeconfig(self.kubeconfig, users)

    def _by_certificate(self, name: str) -> dict[str, str]:
        return {"client-certificate": str(self.authority.certificate(name)), "client-key": str(self.authority.key(name))}

    def _write_kubeconfig(self, path: Path, users: dict[str, dict[str, str]]) -> None:
        cluster = {"server": self.url, "certificate-authority": str(self.authority.certificate("ca"))}
        path.write_text(json.dumps({"apiVersion": "v1", "kind": "Config", "current-context": next(iter(users)),
            "clusters": [{"name": "lab", "cluster": cluster}],
            "users": [{"name": name, "user": user} for name, user in users.items()],
            "contexts": [{"name": name, "context": {"cluster": "lab", "user": name}} for name in users]}, indent=1), encoding="utf-8")
        path.chmod(0o600)

    def _start_controllers(self) -> None:
        pki = self.authority
        self.processes.start("kube-controller-manager", [self._program("kube-controller-manager"),
            f"--kubeconfig={self.component('controllers', 'system:kube-controller-manager')}", "--bind-address=127.0.0.1", f"--secure-port={free_port()}",
            f"--service-account-private-key-file={pki.key('tokens')}", f"--root-ca-file={pki.certificate('ca')}",
            "--use-service-account-credentials=true", f"--controllers={CONTROLLERS}", "--leader-elect=false", "--v=1"])
        self.processes.start("kube-scheduler", [self._program("kube-scheduler"),
            f"--kubeconfig={self.component('scheduler', 'system:kube-scheduler')}", "--bind-address=127.0.0.1", f"--secure-port={free_port()}",
            "--leader-elect=false", "--v=1"])

    def _start_kwok(self, measured: bool) -> Callable[[], str | None]:
        kustomize = self.cache.module_folder("kwok", "sigs.k8s.io/kwok") / "kustomize"
        kinds = ("stage/node/fast", "stage/node/heartbeat-with-lease", "stage/pod/fast", *(("metrics/resource", "metrics/usage") if measured else ()))
        configs = [f"--config={file}" for kind in kinds for file in sorted((kustomize / kind).glob("*.yaml")) if file.name != "kustomization.yaml"]
        port = free_port()
        if measured:
            self.authority.sign_server("kwok-tls")
            configs += [f"--node-port={port}", f"--tls-cert-file={self.authority.certificate('kwok-tls')}",
                f"--tls-private-key-file={self.authority.key('kwok-tls')}"]
        return self.processes.start("kwok", [str(self.cache.program("kwok")), f"--kubeconfig={self.component('kwok', 'kwok', 'system:masters')}",
            "--manage-all-nodes", "--node-lease-duration-seconds=40", "--cidr=10.0.0.1/8", "--node-ip=127.0.0.1",
            f"--server-address=127.0.0.1:{port}", *configs])

    def _make_nodes(self, count: int, measured: bool) -> None:
        for number in range(count):
            name = f"node-{number:04}"
            path = {"metrics.k8s.io/resource-metrics-path": f"/metrics/nodes/{name}/metrics/resource"} if measured else {}
            self.request("POST", "/api/v1/nodes", {"apiVersion": "v1", "kind": "Node", "metadata": {"name": name,
                "annotations": {"kwok.x-k8s.io/node": "fake", **path},
                "labels": {"kubernetes.io/hostname": name, "type": "kwok", "topology.kubernetes.io/zone": f"zone-{'abc'[number % 3]}"}},
                "status": {"allocatable": {"cpu": "64", "memory": "256Gi", "pods": "600"},
                    "capacity": {"cpu": "64", "memory": "256Gi", "pods": "600"}, "nodeInfo": {"kubeletVersion": "kwok"}}})

    def _ready_nodes(self) -> int:
        items = self.request("GET", "/api/v1/nodes")["items"]
        conditions = [{c["type"]: c["status"] for c in item.get("status", {}).get("conditions", [])} for item in items]
        return sum(1 for condition in conditions if condition.get("Ready") == "True")

    def make_namespace(self, name: str) -> None:
        self.request("POST", "/api/v1/namespaces", {"metadata": {"name": name}})

    def make_roles(self, name_space: str) -> None:
        """lab-reader may read all but secrets; lab-shop may read @p name_space and nothing else."""
        rbac = "/apis/rbac.authorization.k8s.io/v1"
        # Not the role "view": that is put together by a controller, and a server alone has none.
        self.request("POST", f"{rbac}/clusterroles", {"metadata": {"name": "lab-view"}, "rules": [
            {"apiGroups": [""], "resources": CORE_BUT_SECRETS, "verbs": ["get", "list", "watch"]},
            {"apiGroups": OTHER_GROUPS, "resources": ["*"], "verbs": ["get", "list", "watch"]}]})
        for group, path in (("lab-readers", "clusterrolebindings"), ("lab-shop-only", f"namespaces/{name_space}/rolebindings")):
            self.request("POST", f"{rbac}/{path}", {"metadata": {"name": group},
                "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "lab-view"},
                "subjects": [{"kind": "Group", "name": group, "apiGroup": "rbac.authorization.k8s.io"}]})
