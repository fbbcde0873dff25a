# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The .deb that cpack makes of the release build: fields, files, hardened binaries, and that it starts unpacked.

Skipped (exit 77) where the release build does not exist; tests/run makes it first. Installing it with apt on a clean
root is part of tests/fresh.
"""

from __future__ import annotations

import argparse
import os
import re
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import checklib

APP_ID = "org.stratoscope.Stratoscope"
FILES = [
    "usr/bin/stratoscope",
    "usr/libexec/stratoscope/stratoscope-estate",
    f"usr/share/applications/{APP_ID}.desktop",
    f"usr/share/metainfo/{APP_ID}.metainfo.xml",
    f"usr/share/icons/hicolor/scalable/apps/{APP_ID}.svg",
    f"usr/share/icons/hicolor/48x48/apps/{APP_ID}.png",
    f"usr/share/icons/hicolor/256x256/apps/{APP_ID}.png",
    "usr/share/man/man1/stratoscope.1.gz",
    "usr/share/doc/stratoscope/copyright",
    "usr/share/doc/stratoscope/CHANGELOG.md",
]
PROTECTED_FUNCTIONS = 100
FIELDS = {
    "Package": r"stratoscope",
    "Version": r"\d+\.\d+\.\d+",
    "Architecture": r"\w+",
    "Maintainer": r".+@.+",
    "Depends": r".*libqt6widgets6.*",
    "Recommends": r".*prometheus.*fonts-noto-cjk.*",
    "Section": r"admin",
    "Description": r".+",
}


def output(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C.UTF-8"}).stdout


def wrong_fields(info: str) -> list[str]:
    found = []
    for name, pattern in FIELDS.items():
        match = re.search(rf"^ ?{name}: (.*)$", info, re.MULTILINE)
        if not match:
            found.append(f"dpkg-deb --info: no field {name}")
        elif not re.fullmatch(pattern, match.group(1)):
            found.append(f"dpkg-deb --info: {name} is {match.group(1)!r}")
    return found


def wrong_contents(contents: str) -> list[str]:
    """@p contents as dpkg-deb --contents prints it: mode, owner, size, date, time, ./path."""
    found, paths = [], set()
    for line in contents.splitlines():
        mode, owner, *_, path = line.split(None, 5)
        paths.add(path.removeprefix("./"))
        if owner != "root/root":
            found.append(f"{path}: belongs to {owner}")
        if not mode.startswith("l") and "w" in mode[5] + mode[8]:
            found.append(f"{path}: others may write ({mode})")
    return found + [f"{path}: not in the package" for path in FILES if path not in paths]


def soft_spots(headers: str) -> list[str]:
    """What `readelf -Wld` of an executable lacks: PIE, full RELRO, no executable stack, no run path."""
    needed = {
        "position independent (DYN)": r"Elf file type is DYN",
        "RELRO": r"GNU_RELRO",
        "immediate binding": r"BIND_NOW|\bNOW\b",
    }
    found = [f"not {what}" for what, pattern in needed.items() if not re.search(pattern, headers)]
    if re.search(r"GNU_STACK.*RWE", headers):
        found.append("stack is executable")
    if re.search(r"\((?:RPATH|RUNPATH)\)", headers):
        found.append("carries a run path")
    return found


def open_targets(disassembly: str) -> list[str]:
    """-fcf-protection as `objdump -d` shows it: functions begin with endbr64. The note of the whole program says nothing,
    because the start files of Debian's libc carry none."""
    return [] if disassembly.count("endbr64") >= PROTECTED_FUNCTIONS else ["no control-flow protection"]


def look_inside(deb: Path, folder: Path) -> list[str]:
    found = wrong_fields(output("dpkg-deb", "--info", str(deb)))
    found += wrong_contents(output("dpkg-deb", "--contents", str(deb)))
    output("dpkg-deb", "--extract", str(deb), str(folder))
    for name in FILES[:2]:
        program = folder / name
        if not program.exists():
            continue
        if not program.stat().st_mode & stat.S_IXUSR:
            found.append(f"{name}: not executable")
        found += [f"{name}: {spot}" for spot in soft_spots(output("readelf", "-Wld", str(program)))]
        if os.uname().machine == "x86_64":
            found += [f"{name}: {spot}" for spot in open_targets(output("objdump", "-d", "-j", ".text", str(program)))]
    return found + does_it_start(folder)


def does_it_start(folder: Path) -> list[str]:
    program = folder / "usr/bin/stratoscope"
    if not program.exists():
        return []
    environment = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "HOME": str(folder), "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"}
    result = subprocess.run([str(program), "--version"], capture_output=True, text=True, env=environment, timeout=30)
    if result.returncode or not re.search(r"\d+\.\d+\.\d+", result.stdout):
        return [f"unpacked, stratoscope --version ends with {result.returncode}: {result.stdout}{result.stderr}"]
    return []


def check(build: Path) -> list[str]:
    with tempfile.TemporaryDirectory() as scratch:
        packages = Path(scratch) / "deb"
        result = subprocess.run(
            ["cpack", "--config", str(build / "CPackConfig.cmake"), "-G", "DEB", "-B", str(packages)],
            capture_output=True, text=True, cwd=build)
        debs = sorted(packages.glob("*.deb"))
        if result.returncode or len(debs) != 1:
            return [f"cpack made {len(debs)} packages: {result.stdout[-2000:]}{result.stderr[-2000:]}"]
        print(f"{debs[0].name}: {debs[0].stat().st_size // 1024} KiB")
        return look_inside(debs[0], Path(scratch) / "root")


def self_test() -> list[str]:
    good = "".join(f" {name}: {value}\n" for name, value in {
        "Package": "stratoscope", "Version": "0.1.0", "Architecture": "amd64", "Maintainer": "a <a@b.invalid>",
        "Depends": "libc6, libqt6widgets6 (>= 6.4)", "Recommends": "prometheus, fonts-noto-cjk", "Section": "admin",
        "Description": "x"}.items())
    listing = "".join(f"-rw-r--r-- root/root 1 2026-01-01 00:00 ./{name}\n" for name in FILES)
    hard = ("Elf file type is DYN\n GNU_RELRO 0x1\n GNU_STACK 0x0 0x0 0x0 RW 0x10\n (FLAGS) BIND_NOW\n")
    cases = [
        (wrong_fields(good), False), (wrong_fields(good.replace("prometheus, ", "")), True),
        (wrong_fields(good.replace(" Depends", " Suggests")), True),
        (wrong_contents(listing), False), (wrong_contents(listing.replace("root/root", "me/me", 1)), True),
        (wrong_contents(listing.replace("rw-r--r--", "rw-rw-rw-", 1)), True),
        (wrong_contents("\n".join(listing.splitlines()[1:])), True),
        (soft_spots(hard), False), (soft_spots(hard.replace("RW ", "RWE")), True),
        (open_targets("endbr64\n" * PROTECTED_FUNCTIONS), False), (open_targets("endbr64\n"), True),
        (soft_spots(hard + " (RUNPATH) /tmp\n"), True), (soft_spots(hard.replace("DYN", "EXEC")), True),
    ]
    return [f"planted case {n}: {found}" for n, (found, expected) in enumerate(cases, 1) if bool(found) != expected]


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=Path, nargs="?", default=checklib.ROOT / "build/release")
    parser.add_argument("--self-test", action="store_true")
    options = parser.parse_args()
    if not options.self_test and not (options.build / "CPackConfig.cmake").exists():
        print(f"no release build in {options.build}: skipped")
        return checklib.SKIPPED_EXIT
    found = self_test() if options.self_test else check(options.build)
    print("\n".join(found))
    print(f"{len(found)} violation(s)")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
