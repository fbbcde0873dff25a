# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Words that the house forbids, each with the place where it is allowed and what to take instead."""

from __future__ import annotations

from dataclasses import dataclass

import checklib


@dataclass(frozen=True)
class Rule:
    """@p pattern is refused below @p where (everywhere if empty), except below @p except_in (with a reason there)."""

    pattern: str
    instead: str
    where: tuple[str, ...] = ()
    except_in: tuple[str, ...] = ()
    headers_only: bool = False


GUI = ("ui/", "views/", "app/")
PRODUCT = ("models/", "ui/", "views/", "app/")
PLAINTEXT = ("ui/plaintext/",)

RULES = [
    Rule(r"\bqWait\s*\(", "QTRY_*, a spy or FakeClock"),
    Rule(r"\bsleep_(?:for|until)\b|\bQThread::(?:m|u)?sleep\b|\b(?:usleep|sleep)\s*\(\s*\w", "a condition variable, Executor or FakeClock"),
    Rule(r"\bq(?:Debug|Info|Warning|Critical)\s*\(", "qCDebug and friends with the folder's category", PRODUCT),
    Rule(r"\bfriend\s+class\s+\w*Test", "the public interface"),
    Rule(r"\bnew\s+QLabel\b|\bQLabel\s+\w+\s*[({;]|make_unique<QLabel>", "PlainLabel", GUI, PLAINTEXT),
    Rule(r":\s*public\s+QLabel\b", "PlainLabel", GUI, PLAINTEXT),
    Rule(r"\bQMessageBox\b", "the message panel of ui/plaintext", GUI, PLAINTEXT),
    Rule(r"\bsetOpenExternalLinks\s*\(\s*(?!false\b)|\bQTextBrowser\b|\bsetHtml\s*\(|\bappendHtml\s*\(", "plain text: outside text is hostile", GUI),
    Rule(r"\bQDesktopServices\b", "SafeUrlOpener", GUI, PLAINTEXT),
    Rule(r"\bsetStyleSheet\s*\(", "the one style sheet of ui/theme", GUI, ("ui/theme/",)),
    Rule(r"\b(?:beginResetModel|endResetModel|modelReset)\s*\(", "contiguous ranges or layoutChanged", PRODUCT),
    Rule(r"\bQ(?:tConcurrent|Future|ThreadPool)\b|\bQt::(?:Blocking)?QueuedConnection\b", "Mailbox and WorkerPool", ("models/",)),
    Rule(r"(?<![\w.>])tr\s*\(|\bQCoreApplication::translate\b|\bQT_TR(?:ANSLATE)?_NOOP\b", "ids and values: words belong to ui, views, app", ("models/",)),
    Rule(r"\bstd::(?:basic_)?w?regex\b", "RE2: linear time", PRODUCT),
    Rule(r"\busing\s+namespace\b", "names in full", headers_only=True),
    Rule(r"\bstd::views::", "ranges algorithms: clang 14 cannot read view pipelines of libstdc++ 12"),
]

# Where a sorting proxy may stand: lists of a few hundred rows whose size nothing from outside decides.
SORT_PROXIES = {
    # "ui/x/y.h": "reason",
}


def sort_proxies(tree: checklib.Tree) -> list[str]:
    sources = [(path, text) for path, text in tree.sources(*(part.rstrip("/") for part in PRODUCT)) if path not in SORT_PROXIES]
    return checklib.grep(sources, r"\bQSortFilterProxyModel\b",
        "QSortFilterProxyModel: take a RowSet, or put the file with its reason on the list in tests/checks/words.py")


def open_questions(tree: checklib.Tree) -> list[str]:
    found = []
    for path, text in tree.sources():
        for number, line in enumerate(text.split("\n"), 1):
            if any(word in line for word in ("TODO", "FIXME", "XXX")) and "TODO(#" not in line:
                found.append(f"{path}:{number}: an open question without an issue: TODO(#number) or nothing")
    return found


def find(tree: checklib.Tree) -> list[str]:
    found = []
    for rule in RULES:
        suffixes = (".h",) if rule.headers_only else (".h", ".cpp")
        sources = [
            (path, text)
            for path, text in tree.sources(suffixes=suffixes)
            if (not rule.where or path.startswith(rule.where)) and not (rule.except_in and path.startswith(rule.except_in))
        ]
        found += checklib.grep(sources, rule.pattern, f"refused here; take {rule.instead}")
    return found + sort_proxies(tree) + open_questions(tree)


PLANTED = [
    ({"tests/a.cpp": "QTest::qWait(5);\n"}, ["tests/a.cpp:1: refused here; take QTRY"]),
    ({"tests/a.cpp": "std::this_thread::sleep_for(1ms);\n"}, ["tests/a.cpp:1"]),
    ({"models/a.cpp": "QThread::msleep(3);\n"}, ["models/a.cpp:1"]),
    ({"models/a.cpp": "qDebug() << 1;\n"}, ["models/a.cpp:1"]),
    ({"models/a.h": "friend class PodTest;\n"}, ["models/a.h:1"]),
    ({"views/a.cpp": "auto* l = new QLabel(text);\n"}, ["views/a.cpp:1: refused here; take PlainLabel"]),
    ({"ui/a.cpp": "QMessageBox::warning(this, a, b);\n"}, ["ui/a.cpp:1"]),
    ({"ui/a.cpp": "view->setOpenExternalLinks(true);\n"}, ["ui/a.cpp:1"]),
    ({"app/a.cpp": "QDesktopServices::openUrl(url);\n"}, ["app/a.cpp:1"]),
    ({"views/a.cpp": "button->setStyleSheet(x);\n"}, ["views/a.cpp:1"]),
    ({"models/items/a.cpp": "beginResetModel();\n"}, ["models/items/a.cpp:1"]),
    ({"models/items/a.h": "class A : public QSortFilterProxyModel {};\n"}, ["models/items/a.h:1"]),
    ({"models/a.cpp": "QtConcurrent::run(f);\n"}, ["models/a.cpp:1"]),
    ({"models/a.cpp": "return tr(\"x\");\n"}, ["models/a.cpp:1"]),
    ({"models/a.h": "using namespace std;\n"}, ["models/a.h:1"]),
    ({"ui/a.cpp": "// TO" + "DO later\n"}, ["ui/a.cpp:1: an open question"]),
    (
        {
            "ui/plaintext/a.cpp": "auto* l = new QLabel(text);\nQMessageBox box;\n",
            "ui/theme/a.cpp": "app->setStyleSheet(x);\n",
            "ui/b.cpp": "// new QLabel(x) is refused\nqCWarning(lcUi) << \"qDebug() modelReset(\";\nPlainLabel label(x);\n",
            "views/c.cpp": "using namespace Qt::StringLiterals;\nreturn tr(\"x\");\nattr(1);\n",
        },
        [],
    ),
]

if __name__ == "__main__":
    checklib.main(find, PLANTED)
