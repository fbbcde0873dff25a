# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Argo Rollouts on a control plane of the lab: its definitions, its controller, and one release that goes in steps."""

from __future__ import annotations

import urllib.error

from kubernetes import ControlPlane
from processes import answers, free_port, wait_until

MODULE = "github.com/argoproj/argo-rollouts"
READY_SECONDS = 120
ROLLOUTS = "/apis/argoproj.io/v1alpha1/namespaces/shop/rollouts"


def start_rollouts(plane: ControlPlane) -> list[tuple[str, str]]:
    """Returns when rollout shop/checkout is healthy: the controller made its pods, and KWOK says that they run."""
    define(plane)
    plane.make_namespace("argo-rollouts")  # the controller's own
    port = free_port()
    # It binds health and metrics to all addresses; which ones cannot be chosen.
    ended = plane.processes.start("rollouts-controller", [str(plane.cache.program("rollouts-controller")),
        f"--kubeconfig={plane.component('rollouts', 'argo-rollouts', 'system:masters')}", f"--healthzPort={port}",
        f"--metricsport={free_port()}", "--leader-elect=false"])
    wait_until(lambda: answers(f"http://127.0.0.1:{port}/healthz"), READY_SECONDS, "rollouts-controller", ended)
    plane.request("POST", ROLLOUTS, rollout("checkout"))
    wait_until(lambda: plane.request("GET", f"{ROLLOUTS}/checkout").get("status", {}).get("phase") == "Healthy",
        READY_SECONDS, "rollout shop/checkout", ended)
    return [("argo rollouts", "shop/checkout, in steps of 25 %, each by hand")]


def define(plane: ControlPlane) -> None:
    """The definitions lie beside the controller's source, of the same version."""
    for file in sorted((plane.cache.module_folder("rollouts", MODULE) / "manifests/crds").glob("*-crd.yaml")):
        plane.request("POST", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", file.read_bytes())
    wait_until(lambda: is_served(plane), READY_SECONDS, "the definitions of Argo Rollouts")


def is_served(plane: ControlPlane) -> bool:
    try:
        served = {resource["name"] for resource in plane.request("GET", "/apis/argoproj.io/v1alpha1")["resources"]}
    except urllib.error.HTTPError:
        return False
    return {"rollouts", "analysisruns", "analysistemplates", "clusteranalysistemplates", "experiments"} <= served


def rollout(name: str) -> dict:
    labels = {"app": name}
    steps = [step for weight in (25, 50, 75) for step in ({"setWeight": weight}, {"pause": {}})]
    return {"apiVersion": "argoproj.io/v1alpha1", "kind": "Rollout", "metadata": {"name": name, "labels": labels},
        "spec": {"replicas": 4, "selector": {"matchLabels": labels}, "strategy": {"canary": {"steps": steps}},
            "template": {"metadata": {"labels": labels},
                "spec": {"containers": [{"name": "app", "image": f"registry.example.com/{name}:1.0",
                    "resources": {"requests": {"cpu": "50m", "memory": "64Mi"}}}]}}}}
