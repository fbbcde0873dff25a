# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pods by the ten thousand for a control plane with KWOK nodes: made directly, over several connections."""

from __future__ import annotations

import http.client
import json
import threading
from concurrent.futures import ThreadPoolExecutor

from kubernetes import ADMIN, ControlPlane
from processes import LabError, wait_until

NAMESPACES = 50
CONNECTIONS = 8
RUNNING_SECONDS = 900


def pod(number: int, nodes: int) -> dict:
    """Two containers with ten variables each, on a node of its own choosing: what the figures of rivals stand on."""
    environment = [{"name": f"SETTING_{i}", "value": f"value-{i}-of-pod-{number}"} for i in range(10)]
    containers = [{"name": name, "image": f"registry.example.com/{name}:1.{number % 7}", "env": environment,
        "resources": {"requests": {"cpu": "50m", "memory": "64Mi"}, "limits": {"memory": "256Mi"}}} for name in ("app", "sidecar")]
    return {"apiVersion": "v1", "kind": "Pod",
        "metadata": {"name": f"pod-{number:06}", "labels": {"app": f"app-{number % 200}", "tier": "abc"[number % 3]}},
        "spec": {"nodeName": f"node-{number % nodes:04}", "containers": containers}}


def make_pods(plane: ControlPlane, count: int, nodes: int) -> None:
    """@p count pods in NAMESPACES namespaces, all of them Running when it returns."""
    for number in range(NAMESPACES):
        name = f"team-{number:02}"
        plane.make_namespace(name)
        wait_until(lambda name=name: has_account(plane, name), 60, f"service account of namespace {name}")
    stop = threading.Event()
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        try:
            for part in [pool.submit(make_some, plane, range(first, count, CONNECTIONS), nodes, stop) for first in range(CONNECTIONS)]:
                part.result()
        finally:
            stop.set()  # one failed, or a signal came: leaving the pool waits for all
    wait_until(lambda: all_run(plane), RUNNING_SECONDS, f"{count} running pods")


def has_account(plane: ControlPlane, name_space: str) -> bool:
    """A controller gives each namespace one, and no pod is taken before."""
    return any(item["metadata"]["name"] == "default" for item in plane.request("GET", f"/api/v1/namespaces/{name_space}/serviceaccounts")["items"])


def make_some(plane: ControlPlane, numbers: range, nodes: int, stop: threading.Event) -> None:
    connection = http.client.HTTPSConnection("127.0.0.1", plane.port, timeout=60, context=plane.trust)
    for number in numbers:
        if stop.is_set():
            break
        ask(connection, "POST", f"/api/v1/namespaces/team-{number % NAMESPACES:02}/pods", pod(number, nodes))
    connection.close()


def ask(connection: http.client.HTTPSConnection, method: str, path: str, body: dict, kind: str = "application/json") -> None:
    """One request of many over one connection; LabError when it is refused. @p kind: content type of @p body."""
    connection.request(method, path, json.dumps(body), ADMIN | {"Content-Type": kind})
    answer = connection.getresponse()
    text = answer.read()
    if answer.status >= 300:
        raise LabError(f"{method} {path}: {answer.status} {text[:300].decode(errors='replace')}")


def all_run(plane: ControlPlane) -> bool:
    return not plane.request("GET", "/api/v1/pods?limit=1&fieldSelector=status.phase%21%3DRunning")["items"]
