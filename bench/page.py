# SPDX-License-Identifier: Apache-2.0
"""The page: how long a first visit and a new filter take in a real browser over a year of demo data; its weight."""
import json
import os
import re
import shutil
import subprocess

import material
from ingest import home
from lib import Run, free_port, server

NODE = os.path.join(material.ROOT, ".tools/bin/node")


def share(values, part):
    """The value that `part` of them do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def weight():
    """Kilobytes of a first visit and of all that the page can load, gzipped."""
    told = subprocess.run([NODE, "tools/check-budget.ts"], cwd=os.path.join(material.ROOT, "web"), capture_output=True,
                          text=True, check=False).stdout
    assets = os.path.join(material.ROOT, "web/apps/web/dist/assets")
    everything = sum(os.path.getsize(os.path.join(assets, name)) for name in os.listdir(assets) if name.endswith(".gz"))
    return float(re.search(r"([0-9.]+) kB  first load", told)[1]), everything / 1000


def measured(centavo):
    where, port = home("page"), free_port()
    Run([centavo, "ingest", "--home", where, *sum(material.demo_bills(1, 13), [])])
    command = [centavo, "serve", "--home", where, "--listen", f"127.0.0.1:{port}", "--log-level", "error"]
    with server(command, port, "/healthz"):
        told = Run([NODE, os.path.join(material.ROOT, "bench/page.mjs"), f"http://127.0.0.1:{port}"])
    shutil.rmtree(where, ignore_errors=True)
    return json.loads(told.output)


def rows_of(centavo):
    found = measured(centavo)
    first, settled, bare = (share(found[name], 0.5) for name in ("first", "settled", "bare"))
    yield ("page: first visit until the total is written, a year of demo data, median",
           f"{first:.0f} ms against {bare:.0f} ms for an empty answer", "<= 1000 ms", first <= 1000)
    yield "page: the same until every widget has its answer", f"{settled:.0f} ms", "<= 1000 ms", settled <= 1000
    shift = max(found["shift"])
    yield ("page: layout shift of a first visit, largest", f"{shift:.3f}", "<= 0.02", shift <= 0.02)
    for name, what in (("filter", "new filter, drawn"), ("again", "filter seen before, drawn")):
        p50, p95 = share(found[name], 0.5), share(found[name], 0.95)
        yield (f"page: {what}, explorer, a year of demo data, {len(found[name])} changes",
               f"p50 {p50:.0f} ms, p95 {p95:.0f} ms", "p95 <= 100 ms", p95 <= 100)
    load, everything = weight()
    yield "page: first load, gzipped", f"{load:.0f} kB of {everything:.0f} kB in all", "<= 260 kB", load <= 260
