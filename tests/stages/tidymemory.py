# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What clang-tidy found to be good is not looked at again while nothing of it has changed: neither the source nor a header
that it includes, nor its compile command, nor clang-tidy and what it is told. As ccache does for the compiler."""

from __future__ import annotations

import functools
import hashlib
import os
import shlex
import subprocess
import time
from pathlib import Path

KEPT_DAYS = 30


def digest_of(name: str) -> bytes:
    return hashlib.sha256(Path(name).read_bytes()).digest()


class TidyMemory:
    """One empty file for each source that was good, named by the digest of all that decides. Thread: any."""

    def __init__(self, root: Path, tool: str, folder: Path | None = None) -> None:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
        self.folder = folder or base / "stratoscope" / "tidy"
        self.folder.mkdir(parents=True, exist_ok=True)
        self._root = str(root)
        self._tool = tool.encode()
        self._digest_of = functools.cache(digest_of)  # the same headers are in nearly all sources

    def key(self, entry: dict[str, str]) -> str | None:
        """Of an entry of compile_commands.json; None where the compiler cannot say what the source includes."""
        words = shlex.split(entry["command"])
        if "-o" in words:
            del words[words.index("-o"):words.index("-o") + 2]
        listed = subprocess.run([word for word in words if word != "-c"] + ["-M"], cwd=entry["directory"], capture_output=True, text=True, check=False)
        if listed.returncode:
            return None
        whole = hashlib.sha256(self._tool)
        whole.update(self._relative(" ".join(words)).encode())
        # A rule of make: "target: source header ...", lines joined by a backslash, blanks in names behind one.
        names = shlex.split(listed.stdout.partition(":")[2].replace("\\\n", " "))
        for name in sorted({os.path.normpath(os.path.join(entry["directory"], name)) for name in names}):
            whole.update(self._relative(name).encode() + b"\0" + self._digest_of(name))
        return whole.hexdigest()

    def knows(self, key: str | None) -> bool:
        if key is None or not (self.folder / key).exists():
            return False
        (self.folder / key).touch()
        return True

    def keep(self, key: str | None) -> None:
        if key is not None:
            (self.folder / key).touch()

    def forget_old(self) -> None:
        """What nobody asked for in a month."""
        oldest = time.time() - KEPT_DAYS * 24 * 3600
        for file in self.folder.iterdir():
            if file.stat().st_mtime < oldest:
                file.unlink(missing_ok=True)

    def _relative(self, text: str) -> str:
        """So that a fresh clone knows what another one found."""
        return text.replace(self._root, "")
