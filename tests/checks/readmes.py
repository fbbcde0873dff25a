# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every folder says in at most 15 lines what lives there, what may not, and who may include it.

A folder below a layer's folder (ui/theme) may be described in its parent's README instead, by its name: `theme/`.
"""

from __future__ import annotations

import checklib

LIMIT = 15
TOPS = ("models", "ui", "views", "app")
ALSO = ("tests", "installer", "resources", "translations", "docs", "cmake")
TEST_FOLDERS = ("tests/checks", "tests/support", "tests/bench", "tests/lab", "tests/fuzz", "tests/conformance")


def folders(tree: checklib.Tree) -> set[str]:
    """Folders that owe a README: the top ones, and every one of the product that holds a source file."""
    wanted = set()
    for path in tree.files:
        folder, _, name = path.rpartition("/")
        top = path.split("/")[0]
        if top in TOPS and name.endswith((".h", ".cpp")) and "/data" not in folder:
            wanted.add(folder)
        if top in TOPS + ALSO and folder:
            wanted.add(top)
        for special in TEST_FOLDERS:
            if path.startswith(special + "/") and name != "CMakeLists.txt":
                wanted.add(special)
    return wanted


def described(tree: checklib.Tree, folder: str) -> bool:
    if f"{folder}/README.md" in tree.files:
        return True
    parent, _, name = folder.rpartition("/")
    owes_its_own = folder.count("/") < (1 if parent in ("", "ui", "app") else 2)
    return not owes_its_own and f"{name}/" in tree.files.get(f"{parent}/README.md", "")


def find(tree: checklib.Tree) -> list[str]:
    found = [f"{folder}/: no README.md" for folder in sorted(folders(tree)) if not described(tree, folder)]
    for path, text in sorted(tree.files.items()):
        if path.endswith("/README.md") and path.split("/")[0] in TOPS + ALSO and not path.startswith("docs/"):
            lines = text.count("\n")
            if lines > LIMIT:
                found.append(f"{path}:1: {lines} lines, at most {LIMIT}")
    return found


PLANTED = [
    ({"models/README.md": "x\n", "models/net/a.cpp": ""}, ["models/net/: no README.md"]),
    ({"ui/README.md": "x\n" * 16, "ui/a.h": ""}, ["ui/README.md:1: 16 lines"]),
    ({"tests/README.md": "x\n", "tests/checks/a.py": ""}, ["tests/checks/: no README.md"]),
    ({"models/README.md": "net/\n", "models/net/a.cpp": ""}, ["models/net/: no README.md"]),
    ({"ui/README.md": "other\n", "ui/theme/a.h": ""}, ["ui/theme/: no README.md"]),
    ({"ui/README.md": "- theme/ colours\n", "ui/theme/a.h": "", "ui/a.h": ""}, []),
    ({"ui/README.md": "x\n" * 15, "ui/a.h": "", "models/README.md": "x\n", "models/net/CMakeLists.txt": ""}, []),
]

if __name__ == "__main__":
    checklib.main(find, PLANTED)
