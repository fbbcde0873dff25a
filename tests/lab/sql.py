# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""MariaDB and PostgreSQL on loopback, each with all it has to tell of slow statements, and a client that sends some."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import statements
from processes import LabError, Processes, as_account, free_port, private, program, wait_until

READY_SECONDS = 60
SLOW_MILLISECONDS = 5  # the dear ones take 20 to 200, the others less than one
USER, DATABASE = "stratoscope", "shop"
# PostgreSQL refuses to run as root: it gets the account that Debian's package made. MariaDB's core package makes none.
IS_ROOT = os.geteuid() == 0
ACCOUNT = "postgres" if IS_ROOT else None


def checked(command: list[str], text: str = "", **options: object) -> str:
    done = subprocess.run(command, input=text, text=True, capture_output=True, timeout=120, check=False, **options)
    if done.returncode:
        raise LabError(f"{Path(command[0]).name} ended with {done.returncode}: {done.stderr.strip()[-1500:]}")
    return done.stdout


class Databases:
    """Both of them, reached by USER with one password, made anew at each start and kept in the lab's folder."""

    def __init__(self, folder: Path, processes: Processes) -> None:
        self.folder, self.processes = folder, processes
        self.password = secrets.token_hex(16)
        self.password_file = private(folder / "sql.password", self.password)
        self.mariadb_port = free_port()
        self.postgres_port = free_port()
        self.mariadb_client = ["mariadb", f"--defaults-file={self._mariadb_settings()}", "--batch", "--silent"]
        self.postgres_client = ["psql", "-qAtX", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p", str(self.postgres_port), "-U", USER]
        self.secret = {"PGPASSWORD": self.password}
        self.slow_log = processes.logs / "mariadb-slow.log"

    def start(self) -> list[tuple[str, str]]:
        """Returns when each has data, and has told of statements and of slow ones."""
        self._start_mariadb()
        self._start_postgres()
        ended = self.processes.start("statements", [sys.executable, str(statements.__file__),
            *(f"--mariadb={word}" for word in [*self.mariadb_client, "--force", DATABASE]),
            *(f"--postgres={word}" for word in [*self.postgres_client, "-v", "ON_ERROR_STOP=0", DATABASE])], environment=self.secret)
        wait_until(self._mariadb_tells, READY_SECONDS, "statements in performance_schema and the slow log of MariaDB", ended)
        wait_until(self._postgres_tells, READY_SECONDS, "statements in pg_stat_statements and the log of PostgreSQL", ended)
        return [("mariadb", f"127.0.0.1:{self.mariadb_port} database {DATABASE}, user {USER}"), ("mariadb slow log", str(self.slow_log)),
            ("postgresql", f"127.0.0.1:{self.postgres_port} database {DATABASE}, user {USER}"),
            ("postgresql log", str(self.processes.logs / "postgresql.log")), ("password of both", str(self.password_file))]

    def mariadb(self, text: str) -> str:
        return checked(self.mariadb_client, text)

    def postgres(self, text: str, database: str = DATABASE) -> str:
        return checked([*self.postgres_client, database], text, env=os.environ | self.secret)

    def _mariadb_settings(self) -> Path:
        return private(self.folder / "mariadb-client.cnf",
            f"[client]\nhost=127.0.0.1\nprotocol=tcp\nport={self.mariadb_port}\nuser={USER}\npassword={self.password}\n")

    def _start_mariadb(self) -> None:
        data = self.folder / "mariadb"
        account = ["--user=root"] if IS_ROOT else []
        checked(["mariadb-install-db", "--no-defaults", f"--datadir={data}", "--auth-root-authentication-method=normal",
            "--skip-test-db", *account])
        # Run before anybody is let in: the accounts of the installation have no passwords.
        first = private(self.folder / "mariadb-first.sql", "DELETE FROM mysql.global_priv WHERE User IN ('root', '');\nFLUSH PRIVILEGES;\n"
            f"CREATE USER {USER}@'%' IDENTIFIED BY '{self.password}';\nGRANT ALL PRIVILEGES ON *.* TO {USER}@'%';\n"
            f"CREATE DATABASE {DATABASE};\n")
        ended = self.processes.start("mariadb", [program("mariadbd"), "--no-defaults", f"--datadir={data}", *account,
            "--bind-address=127.0.0.1", f"--port={self.mariadb_port}", "--socket=mariadb.sock", "--pid-file=mariadb.pid",
            f"--init-file={first}", "--skip-name-resolve", "--performance-schema=ON", "--slow-query-log=ON",
            f"--slow-query-log-file={self.slow_log}", f"--long-query-time={SLOW_MILLISECONDS / 1000}",
            "--log-slow-verbosity=query_plan,explain", "--innodb-buffer-pool-size=64M", "--innodb-flush-log-at-trx-commit=0"])
        wait_until(lambda: succeeds(self.mariadb, "SELECT 1"), READY_SECONDS, "MariaDB", ended)
        self.mariadb(f"USE {DATABASE};\n{statements.MARIADB_SHOP}")

    def _start_postgres(self) -> None:
        root = self.processes.scratch(ACCOUNT) if ACCOUNT else self.folder
        data, password = root / "postgresql", private(root / "postgresql.password", self.password)
        if ACCOUNT:
            shutil.chown(password, ACCOUNT)
        binaries = newest_postgres()
        checked([str(binaries / "initdb"), "-D", str(data), "-U", USER, "--auth=scram-sha-256", f"--pwfile={password}", "--no-sync",
            "--encoding=UTF8", "--locale=C.UTF-8"], cwd="/", **as_account(ACCOUNT))
        settings = {"listen_addresses": "127.0.0.1", "port": self.postgres_port, "unix_socket_directories": "", "fsync": "off",
            "shared_preload_libraries": "pg_stat_statements", "pg_stat_statements.track": "all", "track_io_timing": "on",
            "log_min_duration_statement": SLOW_MILLISECONDS, "log_line_prefix": "%m [%p] %u@%d ", "max_connections": 30}
        # SIGTERM would wait for every client to leave.
        ended = self.processes.start("postgresql", [str(binaries / "postgres"), "-D", str(data),
            *(word for name, value in settings.items() for word in ("-c", f"{name}={value}"))], account=ACCOUNT, end=signal.SIGINT)
        wait_until(lambda: succeeds(lambda text: self.postgres(text, "postgres"), "SELECT 1"), READY_SECONDS, "PostgreSQL", ended)
        self.postgres(f"CREATE DATABASE {DATABASE}", "postgres")
        self.postgres(f"CREATE EXTENSION pg_stat_statements;\n{statements.POSTGRES_SHOP}")

    def _mariadb_tells(self) -> bool:
        told = self.mariadb("SELECT COUNT(*) FROM performance_schema.events_statements_summary_by_digest "
            f"WHERE SCHEMA_NAME = '{DATABASE}' AND COUNT_STAR > 1 AND DIGEST_TEXT LIKE '%`note` LIKE%'")
        return int(told) > 0 and statements.SLOW_MARK in self.slow_log.read_text(errors="replace")

    def _postgres_tells(self) -> bool:
        told = self.postgres("SELECT count(*) FROM pg_stat_statements WHERE calls > 1 AND query LIKE '%note LIKE%'")
        log = (self.processes.logs / "postgresql.log").read_text(errors="replace")
        return int(told) > 0 and any(statements.SLOW_MARK in line for line in log.splitlines() if "duration:" in line)


def newest_postgres() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: float(path.parts[-3]))
    if not found:
        raise LabError("there is no PostgreSQL: installer/packages install lab")
    return found[-1].parent


def succeeds(ask: Callable[[str], str], text: str) -> bool:
    try:
        ask(text)
    except LabError:
        return False
    return True
