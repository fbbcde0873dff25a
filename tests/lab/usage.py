# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""metrics.k8s.io on a control plane of the lab: metrics-server, which asks the nodes of KWOK as it would ask kubelets.

KWOK serves what a kubelet does at /metrics/resource, a path a node, from what the annotations of its pods tell. metrics-server
takes the path from an annotation of the node and the port from its status. kube-apiserver hands on what is asked of the group.
"""

from __future__ import annotations

from collections.abc import Callable

from kubernetes import ControlPlane
from pods import has_account
from processes import answers, free_port, wait_until

NAMESPACE = "usage"
SERVICE = {"name": "metrics-server", "namespace": "kube-system"}
READY_SECONDS = 120
RESOLUTION = "10s"  # the least that it takes; it needs three rounds until it has something to tell


def start_metrics_server(plane: ControlPlane) -> tuple[list[tuple[str, str]], Callable[[], None]]:
    """What is where, and how to wait until usage is told. @p plane was started with measured nodes."""
    measure_something(plane)
    port, pki = free_port(), plane.authority
    access = plane.component("metrics-server", "metrics-server", "system:masters")
    pki.sign_server("metrics-server-tls", f"{SERVICE['name']}.{SERVICE['namespace']}.svc")
    ended = plane.processes.start("metrics-server", [str(plane.cache.program("metrics-server")), "--bind-address=127.0.0.1",
        f"--secure-port={port}", f"--tls-cert-file={pki.certificate('metrics-server-tls')}",
        f"--tls-private-key-file={pki.key('metrics-server-tls')}", f"--kubelet-certificate-authority={pki.certificate('ca')}",
        "--kubelet-use-node-status-port", "--kubelet-preferred-address-types=InternalIP", f"--metric-resolution={RESOLUTION}",
        "--kubelet-request-timeout=5s",
        *(f"--{kind}={access}" for kind in ("kubeconfig", "authentication-kubeconfig", "authorization-kubeconfig"))])
    register(plane, port)

    def wait() -> None:
        wait_until(lambda: answers(f"https://127.0.0.1:{port}/readyz", trust=plane.trust), READY_SECONDS, "metrics-server", ended)
        wait_until(lambda: told(plane), READY_SECONDS, "usage of pods at kube-apiserver", ended)

    return [("metrics-server", f"https://127.0.0.1:{port}, and metrics.k8s.io at kube-apiserver")], wait


def measure_something(plane: ControlPlane) -> None:
    """Where nothing runs there is nothing to tell: a pod that uses a quarter of a CPU and 64 MiB."""
    plane.make_namespace(NAMESPACE)
    wait_until(lambda: has_account(plane, NAMESPACE), READY_SECONDS, f"service account of namespace {NAMESPACE}")
    plane.request("POST", f"/api/v1/namespaces/{NAMESPACE}/pods", {"metadata": {"name": "busy", "labels": {"app": "busy"},
        "annotations": {"kwok.x-k8s.io/usage-cpu": "250m", "kwok.x-k8s.io/usage-memory": "64Mi"}},
        "spec": {"containers": [{"name": "app", "image": "registry.example.com/busy:1"}]}})


def register(plane: ControlPlane, port: int) -> None:
    """The group is asked for at loopback: of a service with addresses in the cluster there is none here."""
    plane.request("POST", f"/api/v1/namespaces/{SERVICE['namespace']}/services", {"metadata": {"name": SERVICE["name"]},
        "spec": {"type": "ExternalName", "externalName": "localhost"}})
    plane.request("POST", "/apis/apiregistration.k8s.io/v1/apiservices", {"metadata": {"name": "v1beta1.metrics.k8s.io"},
        "spec": {"group": "metrics.k8s.io", "version": "v1beta1", "groupPriorityMinimum": 100, "versionPriority": 100,
            "caBundle": plane.authority.bundle(), "service": {**SERVICE, "port": port}}})


def told(plane: ControlPlane) -> bool:
    try:
        return bool(plane.request("GET", f"/apis/metrics.k8s.io/v1beta1/namespaces/{NAMESPACE}/pods")["items"])
    except OSError:
        return False
