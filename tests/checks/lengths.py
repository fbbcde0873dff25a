# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files of at most 600 lines (400 wished), functions of at most 60 (40 wished). What is over the wish is printed."""

from __future__ import annotations

import re
import sys

import checklib

FILE_WISH, FILE_LIMIT = 400, 600
FUNCTION_WISH, FUNCTION_LIMIT = 40, 60
# Tables read better in one piece: (file, reason).
TABLES: dict[str, str] = {
    "tests/models/kube/decode/tst_kubedecodegolden.cpp": "one row for each kind and column",
    "tests/models/kube/decode/tst_podstatus.cpp": "one row for each status that kubectl prints",
}
_SCOPE = re.compile(r"^(?:inline\s+)?namespace\b|\bextern\s*$|^(?:template\s*<.*>\s*)?(?:class|struct|union|enum)\b", re.DOTALL)


def functions(text: str):
    """Triples (first line, lines, head) of function bodies, by matching braces outside comments and strings."""
    code = re.sub(r"^[ \t]*#[^\n]*(?:\\\n[^\n]*)*", lambda m: re.sub(r"[^\n]", " ", m.group(0)), checklib.code_only(text), flags=re.MULTILINE)
    stack: list[tuple[bool, int, str]] = []  # (is a function or inside one, position, head)
    begin = 0
    for match in re.finditer(r"[{};]", code):
        sign, at = match.group(0), match.start()
        if sign == "{":
            head = re.sub(r"^\s*(?:(?:public|private|protected|signals|slots|Q_\w+|\s)+:|Q_OBJECT|Q_GADGET)\s*", "", code[begin:at].strip())
            inside = bool(stack) and stack[-1][0]
            is_function = inside or ("(" in head and not _SCOPE.search(head) and not head.rstrip().endswith("="))
            stack.append((is_function, at, head))
            begin = at + 1
        elif sign == "}":
            if stack:
                is_function, start, head = stack.pop()
                outermost = not (stack and stack[-1][0])
                if is_function and outermost:
                    yield code.count("\n", 0, start) + 1, code.count("\n", start, at) + 1, " ".join(head.split())[-80:]
            begin = at + 1
        elif not (stack and stack[-1][0]):
            begin = at + 1


def measure(tree: checklib.Tree):
    for path, text in tree.sources(suffixes=(".h", ".cpp", ".py")):
        lines = text.count("\n")
        yield path, 1, lines, "file", FILE_WISH, FILE_LIMIT
        if not path.endswith(".py"):
            for line, length, head in functions(text):
                yield path, line, length, head, FUNCTION_WISH, FUNCTION_LIMIT


def find(tree: checklib.Tree) -> list[str]:
    found, over_wish = [], 0
    for path, line, length, what, wish, limit in measure(tree):
        if path in TABLES:
            continue
        if length > limit:
            found.append(f"{path}:{line}: {length} lines, at most {limit}: {what}")
        elif length > wish:
            over_wish += 1
    if over_wish:
        print(f"{over_wish} file(s) or function(s) are over the wished length ({FILE_WISH} and {FUNCTION_WISH})", file=sys.stderr)
    return found


def _body(lines: int, head: str = "void Pod::apply(const Delta& delta)") -> str:
    return head + "\n{\n" + "    step(\"}\"); // {\n" * (lines - 2) + "}\n"


PLANTED = [
    ({"models/a.cpp": "// x\n" * 601}, ["models/a.cpp:1: 601 lines"]),
    ({"models/a.cpp": "namespace Strato {\n" + _body(61) + "}\n"}, ["models/a.cpp:3: 61 lines"]),
    ({"models/a.h": "class A {\npublic:\n" + _body(70, "int b() const") + "};\n"}, ["models/a.h:4: 70 lines"]),
    ({"models/a.cpp": _body(61, "A::A(int b)\n    : m_b { b }\n    , m_c(2)")}, ["61 lines"]),
    (
        {
            "models/a.cpp": "namespace {\n" + _body(60) * 9 + "}\n",
            "models/b.cpp": "namespace {\nconstexpr std::array table {\n" + "    Row { 1, f(2) },\n" * 200 + "};\n}\n",
            "models/c.h": "class A final : public QObject {\n" + "    int f(int a);\n" * 100 + "};\n",
        },
        [],
    ),
]

if __name__ == "__main__":
    checklib.main(find, PLANTED)
