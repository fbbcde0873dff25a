# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Headers stay light: json_fwd instead of json, no module headers, #pragma once, Qt before std (moc 6.4 stumbles)."""

from __future__ import annotations

import re

import checklib

HEAVY = {
    "nlohmann/json.hpp": "<nlohmann/json_fwd.hpp>",
    "QtCore": "the classes needed",
    "QtGui": "the classes needed",
    "QtWidgets": "the classes needed",
    "QtTest": "<QTest> and friends",
    "QtCharts": "the classes needed",
    "bits/stdc++.h": "the headers needed",
    "boost/asio.hpp": "the parts needed",
    "boost/beast.hpp": "the parts needed",
}
# (header, reason): a value that holds JSON cannot be declared without it.
HOLDS_JSON = {"app/estate/kube/objectchange.h": "ObjectChange carries a whole object by value"}
STD = re.compile(r"^[a-z_0-9]+$")
QT = re.compile(r"^Q[A-Za-z]+$")


def order(path: str, text: str) -> list[str]:
    """moc 6.4.2 fails with 'Parse error at "std"' when <compare> or <concepts> comes before the first Qt header."""
    if not re.search(r"\bQ_(?:OBJECT|GADGET)\b", text):
        return []
    first_std = None
    for line, quoted, name in checklib.includes(text):
        if not quoted and STD.match(name) and first_std is None:
            first_std = line
        if not quoted and QT.match(name) and first_std is not None and line > first_std:
            return [f"{path}:{line}: <{name}> comes after a header of std; Qt first in a header with Q_OBJECT"]
    return []


def find(tree: checklib.Tree) -> list[str]:
    found = []
    for path, text in tree.sources(suffixes=(".h",)):
        if "#pragma once" not in text:
            found.append(f"{path}:1: no #pragma once")
        for line, _, name in checklib.includes(text):
            if name in HEAVY and not (path in HOLDS_JSON and name == "nlohmann/json.hpp"):
                found.append(f"{path}:{line}: <{name}> in a header; take {HEAVY[name]}")
        found += order(path, text)
    return found


PLANTED = [
    ({"models/a.h": "#pragma once\n#include <nlohmann/json.hpp>\n"}, ["models/a.h:2: <nlohmann/json.hpp>"]),
    ({"models/a.h": "#include <vector>\n"}, ["models/a.h:1: no #pragma once"]),
    ({"ui/a.h": "#pragma once\n#include <QtWidgets>\n"}, ["ui/a.h:2"]),
    ({"ui/a.h": "#pragma once\n#include <compare>\n#include <QObject>\nQ_OBJECT\n"}, ["ui/a.h:3: <QObject>"]),
    (
        {
            "ui/a.h": "#pragma once\n#include <nlohmann/json_fwd.hpp>\n#include <QObject>\n#include <compare>\nQ_OBJECT\n",
            "models/b.h": "#pragma once\n#include <compare>\n#include <QString>\n",
            "ui/a.cpp": "#include <nlohmann/json.hpp>\n",
        },
        [],
    ),
]

if __name__ == "__main__":
    checklib.main(find, PLANTED)
