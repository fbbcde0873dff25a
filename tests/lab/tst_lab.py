# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the lab does around its servers, without any: folders, signals, the wire, and what the observer calls a fault."""

from __future__ import annotations

import argparse
import io
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import unittest
from contextlib import ExitStack, redirect_stderr, suppress
from pathlib import Path
from unittest import mock

os.environ.pop("SUDO_USER", None)  # the tests may run under sudo; the lab does not
HERE = Path(__file__).resolve().parent
sys.path += [str(HERE.parent / "bench"), str(HERE.parent / "stages")]

import main as stages
from churn import Churn
from commands import Outcome
from follower import Follower
from link import ThinLink
from observer import GONE, leaps, own_complaints, steps
from processes import MARKER, LabError, Processes, birth, free_port, wait_until
from reflector import VoidRun, trouble_of
from servers import GO_SERVERS, KUBERNETES, MODULES, NEWEST_KUBERNETES, kubernetes_name
from verdicts import DECLARED, Counts, declared, judged
from wire import Wire

# A program that starts a server, says its number, and is ended in the middle of what it does.
STARTER = """
import signal, sys
from pathlib import Path
from processes import ENDED_BY_SIGNAL, Processes, end_on_signals
import os
end_on_signals()
lab = Processes.anew(Path(sys.argv[1]))
try:
    lab.start("sleeper", ["sleep", "1000"])
    print(lab.running()[0]["pid"], flush=True)
    if sys.argv[2] == "held":
        with ENDED_BY_SIGNAL.held():
            os.kill(os.getpid(), signal.SIGTERM)
            print("written down", flush=True)
    signal.pause()
finally:
    lab.end_all()
"""

# A program that calls one: the same, one step further.
CALLER = """
import sys
from processes import call, end_on_signals
end_on_signals()
call([sys.executable, "-B", "-c", sys.argv[1], *sys.argv[2:]])
"""


class TestFolders(unittest.TestCase):
    def setUp(self) -> None:
        self.scratch = tempfile.TemporaryDirectory()
        self.addCleanup(self.scratch.cleanup)
        self.folder = Path(self.scratch.name) / "lab"

    def test_a_folder_that_is_not_the_labs_is_refused_and_stays_as_it_is(self) -> None:
        self.folder.mkdir()
        for name in ("thesis.txt", "processes.json"):
            (self.folder / name).write_text("[]")
        for refuse in (lambda: Processes.anew(self.folder), Processes(self.folder).refuse_others):
            with self.assertRaisesRegex(LabError, "not made by the lab.*--folder"):
                refuse()
        self.assertEqual({entry.name for entry in self.folder.iterdir()}, {"thesis.txt", "processes.json"})

    def test_the_folder_of_an_earlier_lab_is_emptied(self) -> None:
        Processes.anew(self.folder)
        (self.folder / "etcd").mkdir()
        (self.folder / "etcd/data").write_text("old")
        (self.folder / "link").symlink_to(self.scratch.name)
        Processes.anew(self.folder)
        self.assertEqual([entry.name for entry in self.folder.iterdir()], [MARKER])
        self.assertTrue(Path(self.scratch.name).is_dir())

    def test_an_empty_folder_is_taken_and_a_file_is_not(self) -> None:
        self.folder.mkdir()
        Processes.anew(self.folder)
        with self.assertRaisesRegex(LabError, "cannot be used"):
            Processes.anew(self.folder / MARKER)

    def test_whose_lab_it_is_is_said(self) -> None:
        Processes.anew(self.folder)
        with mock.patch("os.geteuid", return_value=os.geteuid() + 1), self.assertRaisesRegex(LabError, "is the lab of "):
            Processes.anew(self.folder)
        with mock.patch("os.geteuid", return_value=os.geteuid() + 1), self.assertRaisesRegex(LabError, "is the lab of "):
            Processes(self.folder).refuse_others(root_may=True)

    def test_sudo_is_refused(self) -> None:
        with mock.patch("os.geteuid", return_value=0), mock.patch.dict(os.environ, SUDO_USER="ted"):
            with self.assertRaisesRegex(LabError, "ted.*without sudo"):
                Processes.anew(self.folder)
        self.assertFalse(self.folder.exists())

    def test_what_runs_is_ended_or_named(self) -> None:
        lab = Processes.anew(self.folder)
        lab.start("sleeper", ["sleep", "1000"])
        pid = lab.running()[0]["pid"]
        with self.assertRaisesRegex(LabError, "there runs already: sleeper"):
            Processes.anew(self.folder, end_running=False)
        self.assertIsNotNone(birth(pid))
        Processes.anew(self.folder)
        self.assertIsNone(birth(pid))

    def test_what_may_not_be_ended_is_named_and_the_rest_is_ended(self) -> None:
        lab = Processes.anew(self.folder)
        for name in ("first", "second"):
            lab.start(name, ["sleep", "1000"])
        kept, ended = (one["pid"] for one in reversed(lab.running()))
        kill = os.kill

        def refusing(pid: int, number: int) -> None:
            if pid == kept:
                raise PermissionError
            kill(pid, number)

        with mock.patch("os.kill", refusing), self.assertRaisesRegex(LabError, "second .process .*only .* may end it"):
            lab.end_all()
        self.assertIsNone(birth(ended))
        self.assertEqual([one["name"] for one in lab.running()], ["second"])
        self.assertEqual(lab.end_all(), ["second"])


# Its first thread ends, the other one goes on: so looks a process for a moment that is killed.
HEADLESS = """
import ctypes, threading
threading.Thread(target=threading.Event().wait).start()
ctypes.CDLL(None).syscall(60, 0)  # exit of x86-64: of the thread alone
"""


class TestBirths(unittest.TestCase):
    @unittest.skipUnless(os.uname().machine == "x86_64", "the number of the system call is that of x86-64")
    def test_a_process_has_ended_when_its_last_thread_has(self) -> None:
        with subprocess.Popen([sys.executable, "-B", "-c", HEADLESS]) as headless, ExitStack() as at_last:
            at_last.callback(headless.kill)  # leaving waits for it
            state = Path(f"/proc/{headless.pid}/stat")
            wait_until(lambda: state.read_text().rpartition(")")[2].split()[0] == "Z", 60, "the first thread has ended")
            self.assertIsNotNone(birth(headless.pid))
            headless.kill()
            wait_until(lambda: birth(headless.pid) is None, 60, "the process has ended")


class TestPorts(unittest.TestCase):
    def test_a_port_is_none_that_clients_get(self) -> None:
        with mock.patch.object(Path, "read_text", return_value="32768\t60999\n"):
            self.assertTrue(all(16384 <= free_port() < 32768 for _ in range(50)))

    def test_where_clients_have_them_all_any_will_do(self) -> None:
        with mock.patch.object(Path, "read_text", return_value="1024\t65535\n"):
            self.assertGreaterEqual(free_port(), 1024)


class TestSignals(unittest.TestCase):
    def ended(self, how: str, number: signal.Signals | None, *programs: str) -> tuple[int, str]:
        """Exit code and the last words of STARTER, called by @p programs, once its server has ended with it."""
        with tempfile.TemporaryDirectory() as scratch, subprocess.Popen([sys.executable, "-B", "-c", *programs, STARTER, f"{scratch}/lab", how],
                stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(HERE)}) as starter:
            server = int(starter.stdout.readline())
            if number:
                starter.send_signal(number)
            words = starter.stdout.read()
            self.assertIsNone(birth(server))
            return starter.wait(25), words

    def test_each_ends_what_was_started(self) -> None:
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            with self.subTest(number):
                self.assertEqual(self.ended("at once", number), (128 + number, ""))

    def test_it_ends_what_a_called_program_started(self) -> None:
        self.assertEqual(self.ended("at once", signal.SIGTERM, CALLER), (128 + signal.SIGTERM, ""))

    def test_one_that_comes_while_a_start_is_written_down_waits(self) -> None:
        self.assertEqual(self.ended("held", None), (128 + signal.SIGTERM, "written down\n"))


class TestWires(unittest.TestCase):
    def setUp(self) -> None:
        server = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(server.close)
        self.port = server.getsockname()[1]
        threading.Thread(target=self.echo, args=(server,), daemon=True).start()

    @staticmethod
    def echo(server: socket.socket) -> None:
        while True:
            try:
                client, _ = server.accept()
            except OSError:
                return
            with client, suppress(ConnectionResetError):
                while piece := client.recv(1024):
                    client.sendall(piece)

    def wires(self) -> list[Wire]:
        return [Wire(self.port), ThinLink(self.port, 1000, 0.001)]

    def test_what_is_sent_comes_back_and_so_does_its_end(self) -> None:
        for wire in self.wires():
            with self.subTest(type(wire)), wire, socket.create_connection(("127.0.0.1", wire.port), 10) as client:
                client.sendall(b"word")
                client.shutdown(socket.SHUT_WR)
                self.assertEqual(client.makefile("rb").read(), b"word")

    def test_a_cut_wire_resets_and_a_joined_one_carries_again(self) -> None:
        for wire in self.wires():
            with self.subTest(type(wire)), wire:
                with socket.create_connection(("127.0.0.1", wire.port), 10) as client:
                    client.sendall(b"word")
                    self.assertEqual(client.recv(4), b"word")
                    wire.cut()
                    self.assertRaises(ConnectionResetError, client.recv, 4)
                wire.join()
                with socket.create_connection(("127.0.0.1", wire.port), 10) as client:
                    client.sendall(b"more")
                    self.assertEqual(client.recv(4), b"more")


class TestComplaints(unittest.TestCase):
    HEARD = [("ns/a", "1", "10"), ("ns/b", "2", "11"), ("ns/a", "1", "12"), ("ns/a", "1", GONE)]

    def test_the_same_events_in_the_same_order_are_no_fault(self) -> None:
        self.assertEqual(steps(self.HEARD, list(self.HEARD)), [])
        self.assertEqual(leaps(self.HEARD, list(self.HEARD)), [])

    def test_a_hole_a_swap_a_repetition_and_a_stranger_are(self) -> None:
        a, b, c, gone = self.HEARD
        for told in ([a, b, gone], [b, a, c, gone], [a, a, b, c, gone], [a, b, c, gone, ("ns/x", "9", "13")], [a, b, c], []):
            with self.subTest(told):
                self.assertNotEqual(steps(self.HEARD, told), [])

    def test_after_a_list_holes_are_none_but_the_rest_is(self) -> None:
        a, b, c, gone = self.HEARD
        for told in ([], [gone], [b, a, gone], [c, b]):
            self.assertEqual(leaps(self.HEARD, told), [], told)
        for told in ([c, a], [a, a], [("ns/x", "9", "13")], [("ns/a", "1", "11")], [("ns/a", "3", "12")], [gone, c]):
            self.assertNotEqual(leaps(self.HEARD, told), [], told)

    def test_a_log_that_contradicts_itself_is_seen_without_a_server(self) -> None:
        log = [["7", "Pod", "ns/a", "1", "-", "10", "..."], ["8", "Pod", "ns/a", "1", "10", "12", "..."], ["9", "Pod", "ns/a", "1", "12", "-", "..."]]
        self.assertEqual(own_complaints(log), [])
        self.assertNotEqual(own_complaints([log[0], log[2]]), [])
        self.assertNotEqual(own_complaints([log[0], log[1], [*log[1][:4], "12", "12", "..."]]), [])


class TestVoidRuns(unittest.TestCase):
    def trouble(self, *outcomes: Exception | None) -> tuple[str | None, int]:
        """What comes of a test that ends so, one time after the other; and how often it was run."""
        test = mock.Mock(side_effect=outcomes)
        with mock.patch("builtins.print"):
            return trouble_of(test), test.call_count

    def test_one_is_repeated_once_and_two_are_a_failure(self) -> None:
        self.assertEqual(self.trouble(VoidRun("slow"), None), (None, 2))
        self.assertEqual(self.trouble(VoidRun("slow"), VoidRun("slow")), ("void for the second time: slow", 2))

    def test_what_fails_is_not_repeated(self) -> None:
        self.assertEqual(self.trouble(LabError("wrong")), ("LabError: wrong", 1))
        self.assertEqual(self.trouble(VoidRun("slow"), LabError("wrong")), ("LabError: wrong", 2))
        self.assertEqual(self.trouble(None), (None, 1))


class TestChurns(unittest.TestCase):
    def churned(self, connections: int, ask: object) -> Churn:
        churn = Churn(mock.Mock(port=1, trust=None), "ns", 1, connections, rate=1e6)
        with mock.patch("churn.ask", ask):
            churn.start()
            try:
                while churn.made < 20 and not churn.errors:
                    threading.Event().wait(0.001)
            finally:
                churn.stop()
        return churn

    def test_changes_of_one_connection_are_never_at_once(self) -> None:
        self.assertEqual(self.churned(1, mock.Mock()).overlapping, 0)

    def test_one_that_is_asked_for_while_another_has_no_answer_counts(self) -> None:
        both = threading.Barrier(2)

        def ask(*_: object) -> None:
            with suppress(threading.BrokenBarrierError):  # the last one has no partner
                both.wait(1)

        churn = self.churned(2, ask)
        self.assertGreaterEqual(churn.overlapping, 10)
        self.assertLess(churn.overlapping, churn.made)


class TestFollowers(unittest.TestCase):
    def took(self, live_after: float, equal_after: float) -> float:
        """Seconds until a console was found in step that is live and equal after so many."""
        now = [1000.0]
        clock = mock.Mock(monotonic=lambda: now[0], sleep=lambda seconds: now.__setitem__(0, now[0] + seconds))
        console = Follower(Path("program"), Path("kubeconfig"))
        console.kinds = lambda: {"pods": {"freshness": "live" if now[0] - 1000 >= live_after else "stale"}}
        console.differences = lambda _: [] if now[0] - 1000 >= equal_after else ["a pod"]
        with mock.patch("follower.time", clock):
            return console.wait_equal(mock.Mock())

    def test_one_that_is_late_has_some_seconds_left_to_be_in_step(self) -> None:
        self.assertLess(self.took(0, 0), 1)
        self.assertLess(self.took(2, 50), 51)
        self.assertLess(self.took(54, 60), 61)
        for live_after, equal_after in ((0, 60), (54, 70), (70, 70)):
            with self.assertRaises(LabError, msg=f"{live_after} {equal_after}"):
                self.took(live_after, equal_after)


class TestPins(unittest.TestCase):
    def test_the_versions_that_are_told_are_those_of_the_pins(self) -> None:
        for version, whole in KUBERNETES.items():
            server = GO_SERVERS[kubernetes_name("kube-apiserver", version)]
            pins = (MODULES / (server.pins or server.module) / "go.mod").read_text(encoding="utf-8")
            self.assertIn(f"\tk8s.io/kubernetes v{whole}\n", pins)


class TestVerdicts(unittest.TestCase):
    OUTPUT = """********* Start testing of Strato::Testing::TestLogs *********
PASS   : Strato::Testing::TestLogs::initTestCase()
SKIP   : Strato::Testing::TestLogs::cut(tail) this server has no kubelet behind it
   Loc: [tst_conformance_logs.cpp(86)]
SKIP   : Strato::Testing::TestLogs::cut(limit) this server has no kubelet behind it
   Loc: [tst_conformance_logs.cpp(86)]
PASS   : Strato::Testing::TestLogs::nonsense()
FAIL!  : Strato::Testing::TestLogs::follow() 'ok' returned FALSE. ()
   Loc: [tst_conformance_logs.cpp(120)]
PASS   : Strato::Testing::TestLogs::cleanupTestCase()
Totals: 3 passed, 1 failed, 2 skipped, 0 blacklisted, 5ms
"""

    def judged(self, **not_here: str) -> tuple[Counts, list[str]]:
        return judged("logs", self.OUTPUT, not_here)

    def test_what_fails_and_what_is_skipped_without_a_word_counts_and_is_told(self) -> None:
        counts, told = self.judged()
        self.assertEqual(counts, (3, 1, 2, 0))
        self.assertFalse(counts.is_good())
        self.assertEqual([line.splitlines()[0] for line in told], ["SKIP logs cut(tail) this server has no kubelet behind it",
            "SKIP logs cut(limit) this server has no kubelet behind it", "FAIL logs follow() 'ok' returned FALSE. ()"])
        self.assertIn("tst_conformance_logs.cpp(120)", told[2])

    def test_what_is_declared_is_told_and_does_not_count_as_skipped(self) -> None:
        counts, told = self.judged(cut="no kubelet")
        self.assertEqual(counts, (3, 1, 0, 2))
        self.assertEqual(told[:2], ["not here: logs cut(tail): no kubelet", "not here: logs cut(limit): no kubelet"])

    def test_of_many_rows_one_can_be_declared(self) -> None:
        counts, told = judged("logs", self.OUTPUT, {"cut(limit)": "no kubelet"})
        self.assertEqual(counts, (3, 1, 1, 1))
        self.assertIn("not here: logs cut(limit): no kubelet", told)

    def test_a_declaration_that_is_not_true_fails(self) -> None:
        for name, why in (("nonsense", "it ran"), ("follow", "it ran"), ("renamed", "there is no such test")):
            counts, told = self.judged(cut="no kubelet", **{name: "no kubelet"})
            self.assertEqual(counts, (3, 2, 0, 2), name)
            self.assertEqual(told[-1], f"FAIL logs {name}: {why}, and is declared not to be here (no kubelet)")

    def test_a_program_that_breaks_off_has_failed(self) -> None:
        counts, told = judged("logs", self.OUTPUT[:200], {"cut": "no kubelet"})
        self.assertEqual(counts, (0, 1, 0, 0))
        self.assertTrue(told[0].startswith("FAIL logs"))

    def test_counts_add_up_and_are_good_when_nothing_failed_or_was_skipped(self) -> None:
        total = Counts(1, not_here=1).plus(Counts(2, not_here=3))
        self.assertEqual((total, str(total), total.is_good()), ((3, 0, 0, 4), "3 passed, 0 failed, 0 skipped", True))
        self.assertFalse(any(counts.is_good() for counts in (Counts(), Counts(1, 1), Counts(1, skipped=1))))

    def test_each_declared_test_is_one_of_its_program(self) -> None:
        for each in DECLARED:
            source = (HERE.parent / f"conformance/tst_conformance_{each.contract}.cpp").read_text(encoding="utf-8")
            function, _, row = each.test.rstrip(")").partition("(")
            self.assertRegex(source, rf"\bvoid {function}\(\)")
            self.assertIn(f'"{row}"' if row else function, source)
            self.assertLessEqual(set(each.versions), set(KUBERNETES))

    def test_what_an_older_server_lacks_is_no_excuse_for_a_newer_one(self) -> None:
        self.assertEqual(list(declared("protobuf", "1.28")), ["initialEventsEndWithABookmark"])
        self.assertEqual(declared("protobuf", NEWEST_KUBERNETES), {})


class TestStage(unittest.TestCase):
    def options(self, *words: str) -> argparse.Namespace:
        with mock.patch.object(sys, "argv", ["tests/run", *words]):
            return stages.parse(stages.all_stages())

    def chosen(self, *words: str) -> list[str]:
        return list(stages.chosen(stages.all_stages(), self.options(*words)))

    def test_it_is_in_every_whole_run_but_one_without_the_lab(self) -> None:
        self.assertEqual(self.chosen(), ["release", "unit", "gui", "checks", "lab", "asan", "tsan", "tidy", "fuzz", "soak"])
        self.assertEqual(self.chosen("--no-lab"), [name for name in self.chosen() if name != "lab"])
        self.assertEqual(self.chosen("--stage", "lab", "--stage", "checks"), ["checks", "lab"])
        with redirect_stderr(io.StringIO()), self.assertRaises(SystemExit):
            self.options("--no-lab", "--stage", "lab")

    def test_a_package_of_several_sections_is_not_missing_where_it_is_installed(self) -> None:
        with tempfile.TemporaryDirectory() as stubs:
            stub = Path(stubs) / "dpkg-query"
            stub.write_text('#!/bin/sh\nshift 3\nfor name; do echo "installed $name"; done\n', encoding="utf-8")
            stub.chmod(0o755)
            missing = subprocess.run([HERE.parents[1] / "installer/packages", "missing", "build", "run", "test", "lab"], text=True, check=True,
                stdout=subprocess.PIPE, env=os.environ | {"PATH": f"{stubs}:{os.environ['PATH']}"}).stdout
            self.assertEqual(missing, "")

    def outcome(self, last_line: str, status: int) -> Outcome:
        with tempfile.TemporaryDirectory() as logs:
            def run(_: list[str], log: Path) -> int:
                log.write_text(f"SKIP logs cut() why\n{last_line}\n", encoding="utf-8")
                return status

            found = Outcome("lab")
            with mock.patch("builtins.print"):
                stages.program("tests/lab/run", [])(mock.Mock(logs=Path(logs), run=run), found, self.options("--stage", "unit", "--stage", "lab"))
            return found

    def test_what_it_skips_is_a_failure(self) -> None:
        found = self.outcome("7 passed, 0 failed, 1 skipped", 1)
        self.assertEqual((found.passed, found.failed, found.skipped), (7, 1, 1))
        self.assertEqual(self.outcome("7 passed, 0 failed, 0 skipped", 0).failed, 0)
        self.assertEqual(self.outcome("0 passed, 0 failed, 0 skipped", 1).failed, 1)


if __name__ == "__main__":
    unittest.main(warnings="ignore")  # servers outlive the objects that started them
