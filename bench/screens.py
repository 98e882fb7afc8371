# SPDX-License-Identifier: Apache-2.0
"""The server engine: restating a month with a long history, and the screens beside the embedded engine and beside
FastAPI on the same PostgreSQL."""
import shutil

import material
import postgres
from answers import DAYS, FIRST, LUA, QUESTIONS, peer, serve
from history import AGAIN, DELIVERED
from ingest import home
from lib import Load, Run, environment, free_port
from loading import SETTINGS


def ingest(centavo, url, name, *files, options=()):
    return Run([centavo, "ingest", "--home", home(name), "--format", "json", *options, *files],
               environment(CENTAVO_DATABASE_URL=url))


def restating(centavo, server):
    """What a long history costs when one month comes again."""
    large = material.demo_bills(30, 1)[0][-1]
    again = material.restated(large, material.path("again.csv.gz"))
    seconds = {}
    for months in (1, 36):
        url = server.database()
        history = material.demo_bills(1, 36)[0][:-1][-(months - 1):] if months > 1 else []
        ingest(centavo, url, "server-history", *history, large, options=["--produced-at", DELIVERED])
        seconds[months] = ingest(centavo, url, "server-again", again, options=["--produced-at", AGAIN]).seconds
    ratio = seconds[36] / seconds[1]
    yield ("PostgreSQL: replace one month, 36 months of history against 1",
           f"{seconds[36]:.2f} s against {seconds[1]:.2f} s: {(ratio - 1) * 100:+.0f} %", "<= +10 %", ratio <= 1.1)


def rates(centavo, where, settings, seconds):
    """{question: (p99 of one client, rate uncached, rate repeated)} once the cubes are there."""
    port, found = free_port(), {}
    with serve(centavo, where, port, settings):
        for question in QUESTIONS:
            path = f"/api/v1/{question}?cloud=all"
            Load(port, path, 2, 1, LUA, (FIRST, str(DAYS)))
            alone = Load(port, path, seconds, 1, LUA, (FIRST, str(DAYS)))
            many = Load(port, path, seconds, 8, LUA, (FIRST, str(DAYS)))
            again = Load(port, f"{path}&start={FIRST}&end=2023-03-31", seconds, 8)
            found[question] = (alone.p99, many.rate, again.rate)
    return found


def screens(centavo, tools, bill, where, url, server, seconds):
    embedded = rates(centavo, where, None, seconds)
    ours = rates(centavo, home("server-screens"), environment(CENTAVO_DATABASE_URL=url), seconds)
    their_uncached, their_repeated = peer(tools, bill, seconds, server)
    for question in QUESTIONS:
        p99, uncached, repeated = ours[question]
        yield (f"PostgreSQL: {question}, uncached, one client",
               f"p99 {p99:.1f} ms; embedded {embedded[question][0]:.1f} ms", "p99 <= 25 ms", p99 <= 25)
        ratio = uncached / embedded[question][1]
        yield (f"PostgreSQL: {question}, uncached, 8 clients, against the embedded engine",
               f"{uncached:,.0f}/s against {embedded[question][1]:,.0f}/s: {ratio:.2f} x", ">= 0.9 x", ratio >= 0.9)
        ratio = uncached / their_uncached[question]
        yield (f"PostgreSQL: {question}, uncached, 8 clients, against FastAPI on the same server",
               f"{uncached:,.0f}/s against {their_uncached[question]:,.1f}/s: {ratio:.0f} x", ">= 20 x", ratio >= 20)
        ratio = repeated / their_repeated[question]
        yield (f"PostgreSQL: {question}, repeated, 8 clients, against FastAPI on the same server",
               f"{repeated:,.0f}/s against {their_repeated[question]:,.1f}/s: {ratio:.0f} x", ">= 500 x", ratio >= 500)


def rows_of(centavo, tools, rows, seconds):
    """The home that ingest.py made of so many rows must be there: the screens of both engines show the same bill."""
    bill = material.cur2(rows)
    with postgres.Server(fsync=True, settings={**SETTINGS, "work_mem": "64MB", "jit": "off"}) as server:
        yield from restating(centavo, server)
        url = server.database()
        ingest(centavo, url, "server", bill)
        yield from screens(centavo, tools, bill, material.path(f"home-csv-{rows}"), url, server, seconds)
    for name in ("server", "server-history", "server-again", "server-screens"):
        shutil.rmtree(material.path(f"home-{name}"), ignore_errors=True)
