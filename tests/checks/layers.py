# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may include whom. A folder's includes are its design (docs/adr: the layer chain)."""

from __future__ import annotations

import checklib

# base <- net <- {kube ...} <- actions <- {topology ...} <- incidents <- items. Folders of one rank never meet.
RANKS = [
    {"base"},
    {"net"},
    {"kube", "metrics", "traces", "recorder"},
    {"actions"},
    {"topology", "faults", "services", "releases", "sql", "exceptions", "governance"},
    {"incidents"},
    {"items"},
]
RANK = {folder: rank for rank, folders in enumerate(RANKS) for folder in folders}
OURS = ("models/", "ui/", "views/", "app/", "tests/")


def models_may(folder: str, target: str) -> str | None:
    """Why a file of models/@p folder may not include @p target, or None."""
    if not target.startswith("models/"):
        return f"models/ never includes {target.split('/')[0]}/"
    other = target.split("/")[1]
    if other == folder:
        return None
    if other not in RANK or folder not in RANK:
        return f"folder models/{other if other not in RANK else folder} has no place in the layer chain"
    if RANK[other] == RANK[folder]:
        return f"{folder} and {other} stand on one rank and never include each other"
    return None if RANK[other] < RANK[folder] else f"{folder} stands below {other}"


def views_may(path: str, target: str) -> str | None:
    view = path.split("/")[1]
    if target.startswith("views/"):
        # Files directly in views/ are what the views share (the interface the shell sees).
        shared = target.count("/") == 1
        return None if shared or target.split("/")[1] == view else "views never include each other"
    if target.startswith(("ui/", "models/items/", "models/base/")):
        return None
    if target.startswith("models/") and target.endswith("types.h"):
        return None
    return "a view includes items, ui, base and a domain's *types.h only"


def refused(path: str, target: str) -> str | None:
    """Why @p path may not include @p target (a path of ours), or None."""
    parts = path.split("/")
    if parts[0] == "tests":
        return None
    if target.startswith("tests/"):
        return "nothing includes tests/"
    if parts[0] == "models":
        return models_may(parts[1], target)
    if path.startswith("app/estate/"):
        # app/version.h is made by the build: two strings, no code.
        good = target.startswith(("app/estate/", "models/base/")) or target == "app/version.h"
        return None if good else "the estate includes models/base only and encodes with code of its own"
    if target.startswith("app/estate/"):
        return "nothing includes the estate: it is an executable of its own"
    if parts[0] == "app":
        return None
    if target.startswith("app/"):
        return "nothing includes app/"
    if parts[0] == "ui":
        return None if target.startswith(("ui/", "models/base/")) else "ui knows models/base only"
    if parts[0] == "views":
        return views_may(path, target)
    return None


def find(tree: checklib.Tree) -> list[str]:
    found = []
    for path, text in tree.sources(*(folder.rstrip("/") for folder in OURS)):
        for line, quoted, target in checklib.includes(text):
            if not target.startswith(OURS):
                # "x.h" beside the file hides the folder from this check; generated .moc files are all that may.
                if quoted and not target.endswith((".moc", "_p.h")) and ("../" in target or "/" not in target):
                    found.append(f'{path}:{line}: "{target}": name an include of ours from the root of the repository')
                continue
            reason = refused(path, target)
            if reason:
                found.append(f"{path}:{line}: includes {target}: {reason}")
    return found


PLANTED = [
    ({"models/kube/a.cpp": '#include "models/metrics/b.h"\n'}, ["models/kube/a.cpp:1: includes models/metrics/b.h"]),
    ({"models/net/a.h": '// a\n#include "models/kube/b.h"\n'}, ["models/net/a.h:2"]),
    ({"models/base/a.h": '#include "ui/text/b.h"\n'}, ["models/ never includes ui/"]),
    ({"models/items/a.h": '#  include "app/b.h"\n'}, ["models/ never includes app/"]),
    ({"models/novelty/a.h": '#include "models/base/b.h"\n'}, ["no place in the layer chain"]),
    ({"models/incidents/a.h": '#include "models/items/b.h"\n'}, ["incidents stands below items"]),
    ({"views/hosts/a.h": '#include "views/overview/b.h"\n'}, ["views never include each other"]),
    ({"views/hosts/a.h": '#include "models/kube/podstore.h"\n'}, ["a view includes"]),
    ({"ui/a.h": '#include "models/kube/kubetypes.h"\n'}, ["ui knows models/base only"]),
    ({"ui/a.h": '#include "views/a/b.h"\n'}, ["ui knows models/base only"]),
    ({"views/hosts/a.h": '#include "app/bootstrap.h"\n'}, ["nothing includes app/"]),
    ({"app/estate/kube/a.cpp": '#include "models/kube/b.h"\n'}, ["the estate includes models/base only"]),
    ({"app/bootstrap.cpp": '#include "app/estate/world/world.h"\n'}, ["nothing includes the estate"]),
    ({"models/base/a.cpp": '#include "tests/support/b.h"\n'}, ["nothing includes tests/"]),
    ({"models/base/a.cpp": '#include "../net/b.h"\n'}, ["name an include of ours"]),
    (
        {
            "models/items/a.h": '#include "models/kube/b.h"\n#include "models/base/c.h"\n#include <vector>\n',
            "models/items/b.h": '// #include "ui/x.h"\n/* #include "ui/y.h" */\n',
            "views/hosts/a.h": '#include "views/hosts/b.h"\n#include "models/faults/faulttypes.h"\n#include "ui/a.h"\n',
            "views/hosts/b.h": '#include "views/view.h"\n#include "models/base/result.h"\n',
            "app/main.cpp": '#include "views/hosts/a.h"\n#include "models/kube/b.h"\n',
            "app/estate/a.cpp": '#include "models/base/clock.h"\n',
            "tests/views/a.cpp": '#include "models/kube/b.h"\n#include "a.moc"\n',
        },
        [],
    ),
]

if __name__ == "__main__":
    checklib.main(find, PLANTED)
