# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which sources clang-tidy's stage takes for good without looking: those of which nothing has changed."""

from __future__ import annotations

import os
import sys
import tempfile
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from tidymemory import KEPT_DAYS, TidyMemory


class TidyMemoryTest(unittest.TestCase):
    def setUp(self) -> None:
        self._temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self._temporary.cleanup)
        self.base = Path(self._temporary.name)

    def clone(self, name: str, header: str = "int answer();\n") -> Path:
        root = self.base / name
        root.mkdir()
        (root / "with blank.h").write_text(header, encoding="utf-8")
        (root / "a.cpp").write_text('#include "with blank.h"\nint main() { return answer(); }\n', encoding="utf-8")
        return root

    def memory(self, root: Path, tool: str = "clang-tidy 14") -> TidyMemory:
        return TidyMemory(root, tool, self.base / "kept")

    def key(self, root: Path, tool: str = "clang-tidy 14", flags: str = "") -> str | None:
        return self.memory(root, tool).key({"directory": str(root), "file": f"{root}/a.cpp", "command": f"c++ {flags} -I{root} -o a.o -c {root}/a.cpp"})

    def test_what_was_good_is_known_in_another_clone(self) -> None:
        memory = self.memory(self.base)
        key = self.key(self.clone("one"))
        self.assertIsNotNone(key)
        self.assertFalse(memory.knows(key))
        memory.keep(key)
        self.assertTrue(memory.knows(self.key(self.clone("two"))))

    def test_whatever_decides_makes_it_unknown(self) -> None:
        root = self.clone("one")
        key = self.key(root)
        self.assertNotEqual(key, self.key(self.clone("header", "int answer(); // another\n")))
        self.assertNotEqual(key, self.key(root, tool="clang-tidy 15"))
        self.assertNotEqual(key, self.key(root, flags="-DNDEBUG"))
        (root / "a.cpp").write_text("int main() {}\n", encoding="utf-8")
        self.assertNotEqual(key, self.key(root))

    def test_a_source_whose_headers_are_not_there_is_never_known(self) -> None:
        root = self.clone("one")
        (root / "with blank.h").unlink()
        key = self.key(root)
        self.assertIsNone(key)
        memory = self.memory(root)
        memory.keep(key)
        self.assertFalse(memory.knows(key))

    def test_what_nobody_asked_for_in_a_month_is_forgotten(self) -> None:
        memory = self.memory(self.base)
        old = time.time() - (KEPT_DAYS + 1) * 24 * 3600
        for key in ("used", "unused"):
            memory.keep(key)
            os.utime(memory.folder / key, (old, old))
        self.assertTrue(memory.knows("used"))
        memory.forget_old()
        self.assertEqual((memory.knows("used"), memory.knows("unused")), (True, False))


if __name__ == "__main__":
    unittest.main()
