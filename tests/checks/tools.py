# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks by tools of the distribution: format, spelling, shell, desktop, metainfo, icons, man page.

`python3 tools.py NAME` looks at the repository; `python3 tools.py NAME --self-test` gives the tool a planted fault and
fails unless the tool objects, so that a tool that looks at nothing does not pass for a clean tree.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import checklib

ROOT = checklib.ROOT
APP_ID = "org.stratoscope.Stratoscope"


def run(command: list[str], cwd: Path = ROOT) -> int:
    result = subprocess.run(command, cwd=cwd, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C.UTF-8"})
    for line in (result.stdout + result.stderr).splitlines()[:200]:
        print(line)
    return result.returncode


def cpp_files() -> list[str]:
    return [name for name in checklib.names_below(ROOT) if name.endswith((".h", ".cpp")) and (ROOT / name).is_file()]


def scripts() -> list[str]:
    found = []
    for name in checklib.names_below(ROOT):
        path = ROOT / name
        if not path.is_file() or path.suffix not in ("", ".sh"):
            continue
        with path.open("rb") as stream:
            first = stream.readline(64)
        if first.startswith(b"#!") and b"sh" in first and b"python" not in first:
            found.append(name)
    return found


def spelled() -> list[str]:
    suffixes = (".h", ".cpp", ".md", ".py", ".txt", ".cmake", ".json", ".yaml", ".1", ".xml")
    return [n for n in checklib.names_below(ROOT) if n.endswith(suffixes) and "/data/" not in n and (ROOT / n).is_file()]


def in_parallel(command: list[str], names: list[str], chunk: int) -> int:
    """Runs @p command over @p names in chunks, two at a time; the worst status."""
    worst, running = 0, []
    chunks = [names[i:i + chunk] for i in range(0, len(names), chunk)]
    while chunks or running:
        while chunks and len(running) < 2:
            piece = chunks.pop(0)
            running.append(subprocess.Popen(command + piece, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True))
        process = running.pop(0)
        output, _ = process.communicate()
        print("\n".join(line for line in output.splitlines() if " warning: " in line or "error" in line)[:4000], end="")
        worst = max(worst, process.returncode)
    return worst


FORMAT = ["clang-format-14", "--dry-run", "-Werror", f"--style=file:{ROOT / '.clang-format'}"]
SPELL = ["codespell", "--config", str(ROOT / ".codespellrc")]
SHELL = ["shellcheck", "--external-sources"]
DESKTOP = ["desktop-file-validate"]
METAINFO = ["appstreamcli", "validate", "--no-net", "--explain"]
MAN = ["mandoc", "-T", "lint", "-W", "warning"]
ICON = ["sh", "-c", 'rsvg-convert --width=128 "$@" >/dev/null', "sh"]

# Name: (command, files, a planted fault: name and text).
CHECKS = {
    "format": (FORMAT, cpp_files, ("planted.cpp", "int  main( ){return 0;}\n")),
    "spelling": (SPELL, spelled, ("planted.md", "We rec" + "ieve bytes.\n")),
    "shell": (SHELL, scripts, ("planted.sh", "#!/bin/bash\nrm $1\n")),
    "desktop": (DESKTOP, lambda: [f"resources/{APP_ID}.desktop"], ("planted.desktop", "[Desktop Entry]\nName=x\n")),
    "metainfo": (METAINFO, lambda: [f"resources/{APP_ID}.metainfo.xml"], ("planted.metainfo.xml", "<component/>\n")),
    "manpage": (MAN, lambda: ["resources/stratoscope.1"], ("planted.1", ".TH\n.XX\n")),
    "icon": (ICON, lambda: [f"resources/icons/{APP_ID}.svg"], ("planted.svg", "<svg><g></svg>\n")),
}


def look(name: str) -> int:
    command, files, _ = CHECKS[name]
    names = files()
    if not names:
        print(f"{name}: no file to look at")
        return 1
    if name == "format":
        return in_parallel(command, names, 12)
    return run(command + names)


def self_test(name: str) -> int:
    command, _, (planted, text) = CHECKS[name]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / planted
        path.write_text(text, encoding="utf-8")
        status = run(command + [str(path)], cwd=Path(folder))
    if status == 0:
        print(f"{name}: {command[0]} did not object to the planted fault")
    return 0 if status else 1


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("name", choices=sorted(CHECKS))
    parser.add_argument("--self-test", action="store_true")
    options = parser.parse_args()
    return self_test(options.name) if options.self_test else look(options.name)


if __name__ == "__main__":
    sys.exit(main())
