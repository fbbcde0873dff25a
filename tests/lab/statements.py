# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A shop's tables, and the statements of its customers, sent to both databases through their own clients until it is ended."""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

CUSTOMERS, ORDERS = 2000, 40000
A_SECOND = 20
SLOW_MARK = "note LIKE"
TABLES = """
CREATE TABLE customers (id INT PRIMARY KEY, name VARCHAR(40) NOT NULL, city VARCHAR(40) NOT NULL);
CREATE TABLE orders (id INT PRIMARY KEY, customer_id INT NOT NULL, total INT NOT NULL, state VARCHAR(10) NOT NULL, note VARCHAR(200) NOT NULL);
CREATE INDEX orders_customer ON orders (customer_id);
INSERT INTO customers SELECT {i}, CONCAT('customer ', {i}), CONCAT('city ', {i} % 40) FROM {customers};
INSERT INTO orders SELECT {i}, {i} * 7 % 2000 + 1, {i} * 13 % 900, 'open', CONCAT('order ', {i}, REPEAT(' and so on', 12)) FROM {orders};
"""
MARIADB_SHOP = TABLES.format(i="seq", customers=f"seq_1_to_{CUSTOMERS}", orders=f"seq_1_to_{ORDERS}") + "ANALYZE TABLE customers, orders;\n"
POSTGRES_SHOP = TABLES.format(i="i", customers=f"generate_series(1, {CUSTOMERS}) AS i", orders=f"generate_series(1, {ORDERS}) AS i") + "ANALYZE;\n"


def shopping(chance: random.Random) -> Iterator[str]:
    """Statements without end. One in ten reads a whole table, for want of an index on note."""
    while True:
        order, customer = chance.randint(1, ORDERS), chance.randint(1, CUSTOMERS)
        yield chance.choices((
            f"SELECT id, total, state FROM orders WHERE id = {order}",
            f"SELECT COUNT(*), SUM(total) FROM orders WHERE customer_id = {customer}",
            f"UPDATE orders SET state = 'paid', total = {order % 900} WHERE id = {order}",
            f"SELECT c.city, SUM(o.total) AS turnover FROM customers c JOIN orders o ON o.customer_id = c.id "
            f"WHERE o.{SLOW_MARK} '%{order}%' GROUP BY c.city ORDER BY turnover DESC LIMIT 10",
            f"SELECT o.id FROM orders o WHERE o.total > (SELECT AVG(total) FROM orders) + {order % 50} ORDER BY o.note LIMIT 5",
            f"SELECT no_such_column FROM customers WHERE id = {customer}",  # errors are counted as well
        ), (40, 20, 20, 8, 2, 1))[0] + ";\n"


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests/lab/statements.py", description=__doc__)
    parser.add_argument("--mariadb", action="append", required=True, metavar="WORD", help="its client, word by word")
    parser.add_argument("--postgres", action="append", required=True, metavar="WORD", help="its client, word by word")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    clients = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True)
        for command in (options.mariadb, options.postgres)]
    try:
        for statement in shopping(random.Random(1)):
            for client in clients:
                client.stdin.write(statement)
                client.stdin.flush()
            time.sleep(1 / A_SECOND)
    except BrokenPipeError:
        print(f"a client ended: {[client.poll() for client in clients]}", flush=True)
        return 1
    finally:
        for client in clients:
            client.terminate()


if __name__ == "__main__":
    sys.exit(main())
