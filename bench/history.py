# SPDX-License-Identifier: Apache-2.0
"""What a long history costs: replacing a month with 1, 12 and 36 months behind it, and asking as of a moment before."""
import datetime
import shutil
import urllib.parse

import material
from answers import DAYS, FIRST, LUA, serve
from ingest import home
from lib import Load, Run, best, free_port

DELIVERED, AGAIN = "2026-01-02T06:00:00Z", "2026-01-03T06:00:00Z"  # while the large month, December 2025, is still open
QUESTION = "/api/v1/costs?group_by=service_name&granularity=day&metric=billed_cost"


def replaced(centavo, months, large, again, repeat):
    """The fastest run that replaces the large month in a home with so many months; the home then, and a time before."""
    before = home(f"history-{months}")
    history = material.demo_bills(1, 36)[0][:-1][-(months - 1):] if months > 1 else []
    Run([centavo, "ingest", "--home", before, "--produced-at", DELIVERED, *history, large])
    moment = datetime.datetime.now(datetime.timezone.utc)

    def once(_):
        target = home(f"history-{months}-again")
        shutil.copytree(before, target)
        return Run([centavo, "ingest", "--home", target, "--produced-at", AGAIN, again])

    return best(repeat, once), material.path(f"home-history-{months}-again"), moment


def asked_as_of(centavo, target, moment, seconds):
    """Days by service over changing periods, as things are and as they were before the month was replaced."""
    port = free_port()
    with serve(centavo, target, port):
        words = "&as_of=" + urllib.parse.quote(moment)
        now, then = (max(Load(port, QUESTION + more, seconds, 1, LUA, (FIRST, str(DAYS))).rate for _ in range(2))
                     for more in ("", words))
    ratio = now / then
    yield ("days by service, uncached, one client, as_of before the last restatement",
           f"{then:.0f}/s against {now:.0f}/s as of now: {ratio:.2f} x the time", "<= 1.5 x", ratio <= 1.5)


def rows_of(centavo, repeat, seconds):
    large = material.demo_bills(30, 1)[0][-1]
    again = material.restated(large, material.path("again.csv.gz"))
    alone, *_ = replaced(centavo, 1, large, again, repeat)
    for months in (12, 36):
        behind, target, moment = replaced(centavo, months, large, again, repeat)
        ratio = behind.seconds / alone.seconds
        yield (f"replace one month, {months} months of history against 1",
               f"{behind.seconds:.2f} s against {alone.seconds:.2f} s: {(ratio - 1) * 100:+.0f} %",
               "<= +10 %", ratio <= 1.1)
    yield from asked_as_of(centavo, target, f"{moment:%Y-%m-%dT%H:%M:%S.%fZ}", seconds)
