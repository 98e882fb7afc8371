# SPDX-License-Identifier: Apache-2.0
"""Which engine a suite's installations are on.

CENTAVO_TEST_ENGINE=postgres: state and charges of every home are in a PostgreSQL database of its own, on a server that the
suite starts with the first of them and that ends with the suite. Otherwise homes are embedded.
"""
import atexit
import contextlib
import functools
import os
import sqlite3

import postgres


def is_server():
    return os.environ.get("CENTAVO_TEST_ENGINE") == "postgres"


@functools.cache
def server():
    made = postgres.Server()
    atexit.register(made.close)
    return made


@functools.cache
def _database(home):
    return server().database()


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
