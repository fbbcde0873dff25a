# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every string of ui/, views/ and app/ has its finished Chinese translation, and the .ts file knows no other; what is
counted ("%n hosts") has its English forms.

lupdate reads the sources into a copy of each file; the two are compared message by message (without line numbers), and
each message must be translated, every plural form of it, with the same placeholders as the source text. The root is
on lupdate's include path: else it does not find our headers and files strings under contexts that nothing asks for.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path

import checklib

TS = "translations/stratoscope_zh_CN.ts"
ENGLISH = "translations/stratoscope_en_US.ts"  # plural forms alone
FOLDERS = ("ui", "views", "app")
LUPDATE_OPTIONS = ["-no-obsolete", "-locations", "none", "-silent"]
EMPTY = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n<TS version="2.1" language="zh_CN"></TS>\n'


def lupdate_program() -> str | None:
    for candidate in ("/usr/lib/qt6/bin/lupdate", shutil.which("lupdate6"), shutil.which("lupdate")):
        if candidate and Path(candidate).exists():
            return candidate
    return None


def messages(path: Path):
    """Tuples (context, source, comment, message element) of a .ts file, without the vanished ones."""
    for context in ElementTree.parse(path).getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is not None and translation.get("type") in ("vanished", "obsolete"):
                continue
            yield name, message.findtext("source", ""), message.findtext("comment", ""), message


def placeholders(text: str) -> Counter:
    return Counter(re.findall(r"%L?(?:n|\d\d?)", text.replace("%L", "%")))


def untranslated(context: str, source: str, message: ElementTree.Element) -> list[str]:
    translation = message.find("translation")
    label = f"{context}: {source[:60]!r}"
    if translation is None or translation.get("type") == "unfinished":
        return [f"{label}: no finished translation"]
    forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
    found = []
    for form in forms:
        if not form.strip():
            found.append(f"{label}: the translation is empty")
        elif placeholders(form) - Counter({"%n": 9}) != placeholders(source) - Counter({"%n": 9}):
            found.append(f"{label}: placeholders differ from {form[:60]!r}")
    return found


def compare(root: Path, lupdate: str, name: str = TS, more: tuple[str, ...] = ()) -> list[str]:
    ts = root / name
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / ts.name
        language = ts.stem.removeprefix("stratoscope_")
        fresh.write_text(ts.read_text(encoding="utf-8") if ts.exists() else EMPTY.replace("zh_CN", language), encoding="utf-8")
        sources = [str(root / name) for name in FOLDERS if (root / name).is_dir()]
        result = subprocess.run([lupdate, f"-I{root}", *LUPDATE_OPTIONS, *more, *sources, "-ts", str(fresh)], capture_output=True, text=True)
        if result.returncode:
            return [f"lupdate failed: {result.stderr.strip()}"]
        # lupdate's own warnings are about strings that it could not place: those would stay untranslated for ever.
        found = [line for line in result.stderr.splitlines() if "tr()" in line or "Q_OBJECT" in line]
        needed = {(c, s, d): m for c, s, d, m in messages(fresh)}
    have = {(c, s, d): m for c, s, d, m in messages(ts)} if ts.exists() else {}
    found += [f"{c}: {s[:60]!r}: not in {name}; run lupdate -I. {' '.join((*LUPDATE_OPTIONS, *more))}" for c, s, d in needed if (c, s, d) not in have]
    found += [f"{c}: {s[:60]!r}: in {name}, but no source has it" for c, s, d in have if (c, s, d) not in needed]
    for (context, source, _), message in have.items():
        found += untranslated(context, source, message)
    return found


def plant(root: Path, body: str, ts: str | None) -> None:
    (root / "ui").mkdir()
    (root / "translations").mkdir()
    (root / "ui/a.cpp").write_text(f"class A : public QObject {{ Q_OBJECT\nvoid f(); }};\nvoid A::f() {{ {body} }}\n")
    if ts is not None:
        head = EMPTY.replace("</TS>\n", "")
        (root / TS).write_text(f"{head}<context><name>A</name>{ts}</context></TS>\n", encoding="utf-8")


MESSAGE = "<message><source>{}</source><translation{}>{}</translation></message>"
PLANTED = [
    ('tr("Open");', None, "not in translations"),
    ('tr("Open");', MESSAGE.format("Open", ' type="unfinished"', ""), "no finished translation"),
    ('tr("Open %1");', MESSAGE.format("Open %1", "", "打开"), "placeholders differ"),
    ("", MESSAGE.format("Shut", "", "关闭"), "no source has it"),
    ('tr("Open %1");', MESSAGE.format("Open %1", "", "打开 %1"), ""),
]


def self_test(lupdate: str) -> list[str]:
    wrong = []
    for number, (body, ts, expected) in enumerate(PLANTED, 1):
        with tempfile.TemporaryDirectory() as folder:
            plant(Path(folder), body, ts)
            found = compare(Path(folder), lupdate)
        if bool(found) != bool(expected) or (expected and not any(expected in line for line in found)):
            wrong.append(f"planted tree {number}: expected {expected!r}, found {found}")
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--self-test", action="store_true")
    options = parser.parse_args()
    lupdate = lupdate_program()
    if not lupdate:
        print("lupdate is not installed (qt6-l10n-tools)")
        return 1
    found = self_test(lupdate) if options.self_test else compare(checklib.ROOT, lupdate) + compare(checklib.ROOT, lupdate, ENGLISH, ("-pluralonly",))
    print("\n".join(found[:100]))
    print(f"{len(found)} violation(s)")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
