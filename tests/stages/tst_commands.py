# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a run starts ends with it, and what it builds on the side leaves the processors to the stages."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from commands import Runner, state

WAITS = [sys.executable, "-c", "import os, signal; print(os.getpid(), flush=True); signal.pause()"]
RUNS_IT = """
import signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from commands import Runner
signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
runner = Runner(Path(sys.argv[2]), 0)
try:
    runner.run(sys.argv[4:], Path(sys.argv[3]))
finally:
    runner.end_all()
"""


class CommandsTest(unittest.TestCase):
    def setUp(self) -> None:
        self._temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self._temporary.cleanup)
        self.root = Path(self._temporary.name)
        self.log = self.root / "log"

    def pid_said(self) -> int:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            words = self.log.read_text(encoding="utf-8").split() if self.log.exists() else []
            if words and words[-1].isdigit():
                return int(words[-1])
            os.sched_yield()
        self.fail("the command did not start")

    def test_a_run_that_is_ended_leaves_nothing_behind(self) -> None:
        with subprocess.Popen([sys.executable, "-B", "-c", RUNS_IT, str(HERE), str(self.root), str(self.log), *WAITS]) as runner:
            pid = self.pid_said()
            runner.send_signal(signal.SIGTERM)
            self.assertEqual(runner.wait(timeout=30), 143)
        self.assertIn(state(pid), "ZX")  # dead; who collects it is the system's affair

    def test_what_is_built_on_the_side_comes_last(self) -> None:
        runner = Runner(self.root, 0)
        self.addCleanup(runner.end_background)
        runner.start_in_background(WAITS, self.log)
        pid = self.pid_said()
        self.assertEqual(os.getpriority(os.PRIO_PROCESS, pid), 19)
        group = Path(f"/proc/{pid}/autogroup")
        if not group.exists():
            self.skipTest("this system does not share its processors out by session")
        self.assertIn("nice 19", group.read_text(encoding="ascii"))


if __name__ == "__main__":
    unittest.main()
