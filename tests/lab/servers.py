# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The servers of the lab that Debian does not have: of what they are built, with which compiler, where they are kept.

Each Go module below modules/ pins one set of programs with its checksums (go.sum). A result is kept under a name made of
all that it was built from, so a changed pin builds anew and an unchanged one never does. A jar is pinned by its checksum.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
import subprocess
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

MODULES = Path(__file__).resolve().parent / "modules"
GO_VERSION = "1.26.8"
# Of golang.org/toolchain@v0.0.1-go<version>.linux-amd64, as the Go checksum database has it.
GO_CHECKSUM = "h1:ZOmGe1OnfREDMIdb1Qi4G9JSuDPBLGExZMQ4nis1RXM="
BUILD_LIMIT_SECONDS = 1500


class BuildError(Exception):
    """Why a server cannot be had, and what to do."""


@dataclass(frozen=True)
class GoServer:
    module: str  # folder below modules/
    package: str  # what `go build` is given there
    variables: tuple[str, ...] = ()  # what the linker sets: name=value
    pins: str = ""  # folder of other go.mod and go.sum than the module's own
    flags: tuple[str, ...] = ()  # besides those of every build


@dataclass(frozen=True)
class Jar:
    path: str  # below the repository's root
    sha256: str


KUBERNETES = {"1.34": "1.34.4", "1.28": "1.28.15"}  # as go.mod of modules/kubernetes and modules/kubernetes-1.28 have it
NEWEST_KUBERNETES = "1.34"
KUBERNETES_PROGRAMS = ("kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubectl")
MAVEN = "https://repo.maven.apache.org/maven2"  # another one: STRATO_LAB_MAVEN


def kubernetes_name(program: str, version: str) -> str:
    """What @p program of Kubernetes @p version ("1.28") is called among the servers."""
    return program if version == NEWEST_KUBERNETES else f"{program}-{version}"


def kubernetes_servers(version: str) -> dict[str, GoServer]:
    """The same four mains for every version; only what they are built of differs.

    1.28 still has clouds in its own tree; they are half of the work and none is here.
    """
    minor = version.partition(".")[2]
    variables = tuple(f"k8s.io/{part}.{name}={value}" for part in ("component-base/version", "client-go/pkg/version")
        for name, value in (("gitVersion", f"v{KUBERNETES[version]}"), ("gitMajor", "1"), ("gitMinor", minor)))
    pins = "" if version == NEWEST_KUBERNETES else f"kubernetes-{version}"
    flags = () if version == NEWEST_KUBERNETES else ("-tags=providerless",)
    return {kubernetes_name(name, version): GoServer("kubernetes", f"./{name}", variables, pins, flags) for name in KUBERNETES_PROGRAMS}


GO_SERVERS = {
    "etcd": GoServer("etcd", "./etcd"),
    "kwok": GoServer("kwok", "sigs.k8s.io/kwok/cmd/kwok"),
    **{name: server for version in KUBERNETES for name, server in kubernetes_servers(version).items()},
    "rollouts-controller": GoServer("rollouts", "github.com/argoproj/argo-rollouts/cmd/rollouts-controller"),
    "jaeger": GoServer("jaeger", "github.com/jaegertracing/jaeger/cmd/all-in-one"),
    "telemetrygen": GoServer("telemetrygen", "github.com/open-telemetry/opentelemetry-collector-contrib/cmd/telemetrygen"),
    "metrics-server": GoServer("metrics-server", "sigs.k8s.io/metrics-server/cmd/metrics-server"),
    "k9s": GoServer("k9s", "github.com/derailed/k9s"),  # for tests/bench/rivals
}
JARS = {
    "zipkin": Jar("io/zipkin/zipkin-server/3.5.1/zipkin-server-3.5.1-exec.jar",
        "7ac633a6832647e71e50012a5e3e91fbc7054414955261724526030faf271d8d"),
}

PROFILES = {"kube": ("kube",), "release": ("kube", "release"), "observe": ("kube", "observe"), "sql": ("sql",),
    "all": ("kube", "release", "sql", "observe")}
# kubectl is none of them: only tests/bench/rivals runs it, and it has 197 packages and a link for itself.
FAMILIES = {"kube": ("etcd", "kwok", *(name for name in KUBERNETES_PROGRAMS if name != "kubectl")), "release": ("rollouts-controller",), "sql": (),
    "observe": ("jaeger", "telemetrygen", "metrics-server", "zipkin")}


def servers_of(profile: str) -> list[str]:
    """What @p profile needs that Debian does not have."""
    return [name for family in PROFILES[profile] for name in FAMILIES[family]]


def last_lines(text: str, count: int = 12) -> str:
    return "\n".join(text.strip().splitlines()[-count:])


class Cache:
    """Built programs and the compiler. Two runs at once may both build: the last rename wins, and both are right."""

    def __init__(self) -> None:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
        self.root = base / "stratoscope" / "lab"
        self._go: Path | None = None

    def program(self, name: str) -> Path:
        """The program (or jar) of server @p name, built (or fetched) when it is not there yet."""
        if name in JARS:
            return self._jar(JARS[name])
        kept = self.root / "bin" / f"{name}-{self._fingerprint(name)}" / name
        if not kept.exists():
            self._build(name, kept)
        return kept

    def module_folder(self, module: str, path: str) -> Path:
        """Where the sources of dependency @p path of our module @p module are: for the files that stand beside them."""
        return Path(json.loads(self._run_go(module, ["mod", "download", "-json", path]))["Dir"])

    def _fingerprint(self, name: str) -> str:
        server = GO_SERVERS[name]
        digest = hashlib.sha256(f"{GO_VERSION} {server.package} {server.variables}{''.join(server.flags)}".encode())
        sources = [p for p in (MODULES / server.module).rglob("*") if p.is_file() and not (server.pins and p.stem == "go")]
        for file in sorted([*sources, *((MODULES / server.pins).iterdir() if server.pins else [])]):
            digest.update(str(file.relative_to(MODULES)).encode() + b"\0" + file.read_bytes())
        return digest.hexdigest()[:16]

    def _build(self, name: str, kept: Path) -> None:
        started = time.monotonic()
        made = kept.with_name(f"{kept.name}.{os.getpid()}")
        kept.parent.mkdir(parents=True, exist_ok=True)
        # Without symbols: nobody debugs these, and linking kube-apiserver is a third cheaper.
        server = GO_SERVERS[name]
        flags = " ".join(["-s", "-w", *(f"-X {variable}" for variable in server.variables)])
        pins = [f"-modfile={MODULES / server.pins / 'go.mod'}"] if server.pins else []
        self._run_go(server.module, ["build", *pins, *server.flags, "-trimpath", f"-ldflags={flags}", "-o", str(made), server.package])
        made.rename(kept)
        print(f"built {name} in {time.monotonic() - started:.0f} s", flush=True)

    def _jar(self, jar: Jar) -> Path:
        kept = self.root / "jars" / jar.sha256[:16] / Path(jar.path).name
        if kept.exists():
            return kept
        url = f"{os.environ.get('STRATO_LAB_MAVEN') or MAVEN}/{jar.path}"
        try:
            with urllib.request.urlopen(url, timeout=120) as answer:
                content = answer.read()
        except OSError as error:
            raise BuildError(f"{url}: {error}") from error
        if (found := hashlib.sha256(content).hexdigest()) != jar.sha256:
            raise BuildError(f"{url} has the checksum {found}, not {jar.sha256}: not used")
        kept.parent.mkdir(parents=True, exist_ok=True)
        made = kept.with_name(f"{kept.name}.{os.getpid()}")
        made.write_bytes(content)
        made.rename(kept)
        return kept

    def _run_go(self, module: str, arguments: list[str]) -> str:
        environment = os.environ | {"GOTOOLCHAIN": "local", "GOFLAGS": "-mod=readonly -buildvcs=false", "CGO_ENABLED": "0"}
        try:
            done = subprocess.run([str(self.go()), *arguments], cwd=MODULES / module, env=environment, text=True,
                capture_output=True, timeout=BUILD_LIMIT_SECONDS, check=False)
        except subprocess.TimeoutExpired as error:
            raise BuildError(f"go {arguments[0]} took more than {BUILD_LIMIT_SECONDS} s") from error
        if done.returncode:
            raise BuildError(f"go {' '.join(arguments)} in modules/{module} ended with {done.returncode}:\n{last_lines(done.stderr)}")
        return done.stdout

    def go(self) -> Path:
        """The compiler of GO_VERSION: as a module, fetched by whichever Go the machine has (Debian's is too old itself)."""
        if self._go is None:
            self._go = self._fetched_go()
        return self._go

    def _fetched_go(self) -> Path:
        own = shutil.which("go")
        if not own:
            raise BuildError("there is no go: `installer/packages install lab` installs Debian's, which fetches the right one")
        scratch = self.root / "go"
        scratch.mkdir(parents=True, exist_ok=True)
        wanted = f"golang.org/toolchain@v0.0.1-go{GO_VERSION}.linux-amd64"
        done = subprocess.run([own, "mod", "download", "-json", wanted], cwd=scratch, text=True, capture_output=True,
            timeout=300, check=False, env=os.environ | {"GOTOOLCHAIN": "local", "GOFLAGS": ""})
        answer = json.loads(done.stdout or "{}")
        if done.returncode or "Dir" not in answer:
            raise BuildError(f"Go {GO_VERSION} could not be fetched: {answer.get('Error') or last_lines(done.stderr)}")
        if answer["Sum"] != GO_CHECKSUM:
            raise BuildError(f"Go {GO_VERSION} has the checksum {answer['Sum']}, not {GO_CHECKSUM}: not used")
        folder = Path(answer["Dir"])
        # A module's files are kept without their run bits by a Go that does not know of toolchains.
        programs = [p for part in ("bin", "pkg/tool") for p in (folder / part).rglob("*") if p.is_file()]
        for program in programs:
            if not os.access(program, os.X_OK):
                program.chmod(program.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
        return folder / "bin/go"
