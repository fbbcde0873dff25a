# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the lab does around its servers, without any: folders, signals, the wire, and what the observer calls a fault."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import unittest
from contextlib import suppress
from pathlib import Path
from unittest import mock

os.environ.pop("SUDO_USER", None)  # the tests may run under sudo; the lab does not
HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE.parent / "bench"))

from link import ThinLink
from observer import GONE, leaps, own_complaints, steps
from processes import MARKER, LabError, Processes, birth, free_port
from reflector import VoidRun, trouble_of
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


if __name__ == "__main__":
    unittest.main(warnings="ignore")  # servers outlive the objects that started them
