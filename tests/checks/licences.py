# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two SPDX lines at the top of every file that can carry a comment; the others are named in .reuse/dep5."""

from __future__ import annotations

import checklib

SUFFIXES = (".h", ".cpp", ".py", ".cmake", ".sh", "CMakeLists.txt")
COPYRIGHT = "SPDX-FileCopyrightText: 2026 The Stratoscope authors"
LICENCE = "SPDX-License-Identifier: GPL-3.0-or-later"


def find(tree: checklib.Tree) -> list[str]:
    found = []
    for path, text in sorted(tree.files.items()):
        if not path.endswith(SUFFIXES) and not text.startswith("#!"):
            continue
        if "/data/" in path:
            continue
        head = text.split("\n", 4)[:4]
        for needed in (COPYRIGHT, LICENCE):
            if not any(needed in line for line in head):
                found.append(f"{path}:1: no line '{needed}' at the top")
    return found


PLANTED = [
    ({"models/a.cpp": f"// {COPYRIGHT}\n\nint a;\n"}, ["models/a.cpp:1: no line 'SPDX-License"]),
    ({"installer/x": "#!/bin/sh\necho\n"}, ["SPDX-FileCopyright", "SPDX-License"]),
    ({"a.cpp": f"// {COPYRIGHT}\n// {LICENCE}\n", "b": f"#!/bin/sh\n# {COPYRIGHT}\n# {LICENCE}\n", "c.md": "x\n"}, []),
]

if __name__ == "__main__":
    checklib.main(find, PLANTED)
