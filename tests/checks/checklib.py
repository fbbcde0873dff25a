# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the checks share: the tree as text, a way to name violations, and the self-test with planted ones.

A check is a module with a function find(tree) -> list of violations, and a list PLANTED of small trees with what
find() must say about each. `python3 NAME.py` looks at the repository, `python3 NAME.py --self-test` at the planted ones.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEXT_SUFFIXES = {
    "", ".h", ".cpp", ".txt", ".cmake", ".md", ".py", ".sh", ".json", ".yaml", ".yml", ".ts", ".desktop", ".xml", ".svg",
    ".in", ".1", ".qrc",
}
SKIPPED_EXIT = 77  # ctest's SKIP_RETURN_CODE


class Tree:
    """Repository files by relative path. Only text files that belong to the project: no build folder, no .git."""

    def __init__(self, files: dict[str, str]):
        self.files = files

    @staticmethod
    def load(root: Path) -> "Tree":
        files = {}
        for name in names_below(root):
            path = root / name
            if path.suffix not in TEXT_SUFFIXES or not path.is_file() or path.is_symlink():
                continue
            try:
                files[name] = path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue  # a binary without a suffix, or a fixture with bad bytes on purpose
        return Tree(files)

    def sources(self, *folders: str, suffixes: tuple[str, ...] = (".h", ".cpp")):
        """Pairs (path, text) of C++ files, below @p folders if any are named. Fixtures are not sources."""
        for path in sorted(self.files):
            if not path.endswith(suffixes) or "/data/" in path:
                continue
            if not folders or path.startswith(tuple(folder + "/" for folder in folders)):
                yield path, self.files[path]


def names_below(root: Path) -> list[str]:
    """Files that git knows or would add; without git, everything but build folders."""
    command = ["git", "-C", str(root), "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        output = subprocess.run(command, check=True, capture_output=True).stdout
        return sorted({name for name in output.decode().split("\0") if name})
    except (OSError, subprocess.CalledProcessError):
        parts = {".git", "build", ".cache", "__pycache__"}
        return sorted(
            str(path.relative_to(root))
            for path in root.rglob("*")
            if path.is_file() and not parts.intersection(path.relative_to(root).parts)
        )


_TOKEN = re.compile(
    r"""(?P<line>//[^\n]*)|(?P<block>/\*.*?\*/)|(?P<raw>R"(?P<d>[^(\s]{0,16})\(.*?\)(?P=d)")"""
    r"""|(?P<string>"(?:\\.|[^"\\\n])*")|(?P<char>(?<![0-9A-Za-z_])'(?:\\.|[^'\\\n])+')""",
    re.DOTALL | re.VERBOSE,
)


def code_only(text: str, keep_strings: bool = False) -> str:
    """@p text with comments (and string contents) blanked; line numbers stay what they were."""

    def blank(match: re.Match) -> str:
        piece = match.group(0)
        if keep_strings and match.lastgroup not in ("line", "block"):
            return piece
        if match.lastgroup in ("line", "block"):
            return re.sub(r"[^\n]", " ", piece)
        return '"' + re.sub(r"[^\n]", " ", piece[1:-1]) + '"'

    # An include's own quotes are no string to blank: they carry what the check reads.
    lines = []
    for line in _TOKEN.sub(lambda m: m.group(0) if _is_include(text, m) else blank(m), text).split("\n"):
        lines.append(line)
    return "\n".join(lines)


def _is_include(text: str, match: re.Match) -> bool:
    start = text.rfind("\n", 0, match.start()) + 1
    return match.lastgroup == "string" and text[start:match.start()].lstrip().startswith("#")


_INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(["<])([^">]+)[">]', re.MULTILINE)


def includes(text: str):
    """Triples (line, quoted?, name)."""
    code = code_only(text)
    for match in _INCLUDE.finditer(code):
        yield code.count("\n", 0, match.start()) + 1, match.group(1) == '"', match.group(2)


def grep(tree_part, pattern: str, message: str, keep_strings: bool = False) -> list[str]:
    """Violations "path:line: message" where @p pattern is in the code (not in comments or strings)."""
    found = []
    regex = re.compile(pattern, re.MULTILINE)
    for path, text in tree_part:
        if not regex.search(text):
            continue
        code = code_only(text, keep_strings)
        for match in regex.finditer(code):
            found.append(f"{path}:{code.count(chr(10), 0, match.start()) + 1}: {message}")
    return found


def self_test(find, planted) -> list[str]:
    """Every planted violation is found, and nothing else is said; an empty expectation must stay silent."""
    wrong = []
    for number, (files, expected) in enumerate(planted, 1):
        found = find(Tree(dict(files)))
        missed = [piece for piece in expected if not any(piece in line for line in found)]
        extra = [line for line in found if not any(piece in line for piece in expected)]
        wrong += [f"planted tree {number}: not found: {piece}" for piece in missed]
        wrong += [f"planted tree {number}: found what was not planted: {line}" for line in extra]
    if not any(expected for _, expected in planted):
        wrong.append("no violation is planted at all")
    return wrong


def main(find, planted) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--self-test", action="store_true")
    parser.add_argument("--root", type=Path, default=ROOT)
    options = parser.parse_args()
    found = self_test(find, planted) if options.self_test else find(Tree.load(options.root))
    for line in found:
        print(line)
    print(f"{len(found)} violation(s)")
    sys.exit(1 if found else 0)
