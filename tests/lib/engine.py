# SPDX-License-Identifier: Apache-2.0
"""Which engine a suite's installations are on.

CENTAVO_TEST_ENGINE=postgres: state and charges of every home are in a PostgreSQL database of its own, on a server that the
suite starts with the first of them and that ends with the suite. CENTAVO_TEST_ENGINE=citus: the same on the cluster that
CENTAVO_TEST_CITUS_URL names, with charges distributed. Otherwise homes are embedded.
"""
import atexit
import contextlib
import functools
import os
import sqlite3
import subprocess
import tempfile

import citus
import postgres


def is_cluster():
    return os.environ.get("CENTAVO_TEST_ENGINE") == "citus"


def is_server():
    return os.environ.get("CENTAVO_TEST_ENGINE") == "postgres" or is_cluster()


@functools.cache
def server():
    made = citus.Cluster() if is_cluster() else postgres.Server()
    atexit.register(made.close)
    return made


@functools.cache
def _database(home):
    url = server().database()
    if is_cluster():
        with tempfile.TemporaryDirectory(prefix="centavo-test-") as folder:
            subprocess.run([os.environ["CENTAVO_BIN"], "migrate", "--distributed", "--home", folder, "--database-url", url,
                            "--log-level", "error"], check=True, stdout=subprocess.DEVNULL)
    return url


def database(home):
    """The URL of the database of a home; None: it is embedded."""
    return _database(os.path.abspath(home)) if is_server() else None


def environment(home):
    """What tells the program which installation a home belongs to."""
    return {"CENTAVO_DATABASE_URL": database(home)} if is_server() else {}


def environment_of(arguments):
    """The same by the arguments of a command."""
    arguments = [str(argument) for argument in arguments]
    return environment(arguments[arguments.index("--home") + 1]) if "--home" in arguments[:-1] else {}


def state(home, statement):
    """Rows of a statement about the catalogue, as lists of texts; NULL is None. What it changes is changed."""
    if is_server():
        return server().sql(database(home), f"SET search_path = centavo;{statement}")
    with contextlib.closing(sqlite3.connect(os.path.join(home, "centavo.db"))) as catalogue, catalogue:
        return [[None if cell is None else str(cell) for cell in row] for row in catalogue.execute(statement)]
