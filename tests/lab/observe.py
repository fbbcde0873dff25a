# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Metrics, alerts and traces on loopback: Prometheus and what it reads, Alertmanager, Jaeger, Zipkin, metrics-server."""

from __future__ import annotations

import json
import time
import urllib.parse
import urllib.request
from collections.abc import Callable
from pathlib import Path

from kubernetes import ControlPlane
from processes import Processes, answers, free_port, private, program, wait_until
from servers import Cache
from sql import USER, Databases
from usage import start_metrics_server

READY_SECONDS = 120
SCRAPE = "5s"
SERVICE = "telemetrygen"
ALERT = "Watchdog"  # it fires always: what arrives of it proves the way
SPANS_A_SECOND = "20"
KNOWN_TRACE = "463ac35c9f6413ad48485a3953bb6124"


def loopback(port: int) -> str:
    return f"127.0.0.1:{port}"


def asked(url: str) -> object:
    """What @p url says in JSON; nothing while it does not."""
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return json.load(answer)
    except (OSError, ValueError):
        return None


class Observability:
    """All of them; what belongs to a control plane or to databases is there when those are."""

    def __init__(self, folder: Path, cache: Cache, processes: Processes, plane: ControlPlane | None, databases: Databases | None) -> None:
        self.folder, self.cache, self.processes, self.plane, self.databases = folder, cache, processes, plane, databases
        self.targets: dict[str, str] = {}  # job -> address

    def start(self) -> list[tuple[str, str]]:
        waits: list[Callable[[], None]] = []  # the slowest starts first, and all of them together
        addresses = [*self._start_zipkin(waits), *self._start_jaeger(waits)]
        if self.plane:
            found, wait = start_metrics_server(self.plane)
            addresses += found
            waits.append(wait)
        self._start_exporters()
        addresses = [*self._start_prometheus(waits), *addresses]
        for wait in waits:
            wait()
        return addresses

    def _start_exporters(self) -> None:
        self._start_exporter("node", [])
        if self.databases:
            self._start_exporter("mysqld", ["--collect.perf_schema.eventsstatements"],
                f"{USER}:{self.databases.password}@({loopback(self.databases.mariadb_port)})/")
            self._start_exporter("postgres", ["--auto-discover-databases"],
                f"postgresql://{USER}:{self.databases.password}@{loopback(self.databases.postgres_port)}/postgres?sslmode=disable")

    def _start_exporter(self, kind: str, options: list[str], source: str = "") -> None:
        self.targets[kind] = loopback(free_port())
        name = f"prometheus-{kind}-exporter"
        self.processes.start(name, [program(name), f"--web.listen-address={self.targets[kind]}", *options],
            environment={"DATA_SOURCE_NAME": source} if source else {})

    def _start_prometheus(self, waits: list[Callable[[], None]]) -> list[tuple[str, str]]:
        alertmanager, prometheus = loopback(free_port()), loopback(free_port())
        self.targets |= {"prometheus": prometheus, "alertmanager": alertmanager}
        settings = private(self.folder / "alertmanager.yml", json.dumps({"route": {"receiver": "nobody"}, "receivers": [{"name": "nobody"}]}))
        notified = self.processes.start("alertmanager", [program("prometheus-alertmanager"), f"--config.file={settings}",
            f"--storage.path={self.folder / 'alertmanager'}", f"--web.listen-address={alertmanager}", "--cluster.listen-address="])
        scraped = self.processes.start("prometheus", [program("prometheus"), f"--config.file={self._prometheus_settings(alertmanager)}",
            f"--storage.tsdb.path={self.folder / 'prometheus'}", f"--web.listen-address={prometheus}", "--log.level=warn",
            f"--rules.alert.resend-delay={SCRAPE}"])
        query = f"http://{prometheus}/api/v1/query?{urllib.parse.urlencode({'query': 'count(up == 1)'})}"
        jobs = len(self.targets) + (1 if self.plane else 0)
        waits.append(lambda: wait_until(lambda: number(asked(query)) == jobs, READY_SECONDS, f"{jobs} jobs up in Prometheus", scraped))
        waits.append(lambda: wait_until(lambda: ALERT in str(asked(f"http://{alertmanager}/api/v2/alerts")), READY_SECONDS,
            f"alert {ALERT} in Alertmanager", notified))
        return [("prometheus", f"http://{prometheus}"), ("alertmanager", f"http://{alertmanager}"),
            *((f"{job} exporter", f"http://{address}/metrics") for job, address in self.targets.items() if job in ("node", "mysqld", "postgres"))]

    def _prometheus_settings(self, alertmanager: str) -> Path:
        """JSON, which is YAML."""
        rules = private(self.folder / "rules.yml", json.dumps({"groups": [{"name": "lab", "rules": [
            {"alert": ALERT, "expr": "vector(1)", "labels": {"severity": "none"}, "annotations": {"summary": "fires always"}},
            {"alert": "Waiting", "expr": "vector(1)", "for": "1d", "labels": {"severity": "none"},
                "annotations": {"summary": "pending for a day, {{ $value }}"}},
            {"record": "lab:up:count", "expr": "count(up)"},
            {"alert": "TargetDown", "expr": "up == 0", "for": "30s", "labels": {"severity": "critical"},
                "annotations": {"summary": "{{ $labels.job }} does not answer"}}]}]}))
        jobs = [{"job_name": job, "static_configs": [{"targets": [address]}]} for job, address in self.targets.items()]
        if self.plane:
            jobs.append({"job_name": "kube-apiserver", "scheme": "https", "authorization": {"credentials": "lab-admin"},
                "tls_config": {"ca_file": str(self.plane.authority.certificate("ca"))},
                "static_configs": [{"targets": [loopback(self.plane.port)]}]})
        return private(self.folder / "prometheus.yml", json.dumps({"global": {"scrape_interval": SCRAPE, "evaluation_interval": SCRAPE},
            "rule_files": [str(rules)], "alerting": {"alertmanagers": [{"static_configs": [{"targets": [alertmanager]}]}]},
            "scrape_configs": jobs}, indent=1))

    def _start_jaeger(self, waits: list[Callable[[], None]]) -> list[tuple[str, str]]:
        query, otlp, admin, zipkin = (loopback(free_port()) for _ in range(4))
        others = [f"--{name}={loopback(free_port())}" for name in ("query.grpc-server.host-port", "collector.otlp.http.host-port",
            "collector.http-server.host-port", "collector.grpc-server.host-port", "http-server.host-port",
            *(f"processor.{protocol}.server-host-port" for protocol in ("zipkin-compact", "jaeger-compact", "jaeger-binary")))]
        ended = self.processes.start("jaeger", [str(self.cache.program("jaeger")), f"--query.http-server.host-port={query}",
            f"--collector.otlp.grpc.host-port={otlp}", f"--admin.http.host-port={admin}", f"--collector.zipkin.host-port={zipkin}",
            "--memory.max-traces=20000", *others])
        wait_until(lambda: answers(f"http://{admin}/"), READY_SECONDS, "Jaeger", ended)
        sent = self.processes.start("telemetrygen", [str(self.cache.program("telemetrygen")), "traces", f"--otlp-endpoint={otlp}",
            "--otlp-insecure", f"--rate={SPANS_A_SECOND}", "--duration=inf", f"--service={SERVICE}", "--child-spans=3", "--span-duration=20ms"])
        waits.append(lambda: wait_until(lambda: SERVICE in str(asked(f"http://{query}/api/services")), READY_SECONDS,
            f"spans of {SERVICE} in Jaeger", sent))
        send_trace(zipkin)
        return [("jaeger", f"http://{query}"), ("otlp (grpc)", otlp)]

    def _start_zipkin(self, waits: list[Callable[[], None]]) -> list[tuple[str, str]]:
        address = loopback(free_port())
        ended = self.processes.start("zipkin", [program("java"), "-Xmx256m", "-jar", str(self.cache.program("zipkin")),
            "--armeria.ports[0].ip=127.0.0.1", f"--armeria.ports[0].port={address.rpartition(':')[2]}", "--armeria.ports[0].protocols[0]=http"])

        def wait() -> None:
            wait_until(lambda: answers(f"http://{address}/health"), READY_SECONDS, "Zipkin", ended)
            send_trace(address)
            wait_until(lambda: asked(f"http://{address}/api/v2/services") == ["checkout", "orders"], READY_SECONDS, "a trace in Zipkin", ended)

        waits.append(wait)
        return [("zipkin", f"http://{address}")]


def number(answer: object) -> int:
    """The value of an instant query with one result; 0 as long as there is none."""
    result = answer["data"]["result"] if isinstance(answer, dict) else []
    return int(result[0]["value"][1]) if result else 0


def send_trace(address: str) -> None:
    """The one trace whose every field is known, to whoever takes Zipkin's spans at @p address."""
    body = json.dumps(trace(time.time_ns() // 1000)).encode()
    urllib.request.urlopen(urllib.request.Request(f"http://{address}/api/v2/spans", body, {"Content-Type": "application/json"}), timeout=30).close()


def trace(microseconds: int) -> list[dict]:
    """One call from service to service, as Zipkin's own clients report it: both sides share a span."""
    shared = {"traceId": KNOWN_TRACE, "timestamp": microseconds, "name": "get /orders"}
    return [{**shared, "id": "0000000000000001", "name": "post /checkout", "kind": "SERVER", "duration": 90000, "localEndpoint": {"serviceName": "checkout"}},
        {**shared, "id": "0000000000000002", "parentId": "0000000000000001", "kind": "CLIENT", "duration": 60000, "localEndpoint": {"serviceName": "checkout"}},
        {**shared, "id": "0000000000000002", "parentId": "0000000000000001", "kind": "SERVER", "duration": 50000, "shared": True,
            "localEndpoint": {"serviceName": "orders"}, "tags": {"http.status_code": "500", "error": "true"}}]
