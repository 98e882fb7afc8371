# SPDX-License-Identifier: Apache-2.0
"""Bills into PostgreSQL, against bare COPY of the same rows.

Ours is from when charges are mapped, checked and rolled up in files until they count in the database: charges,
rollups and tags, and the change of what counts. Theirs is COPY of a binary file of the charges alone into new tables.
"""
import json
import time

import material
import postgres
from lib import Run, environment

SETTINGS = {"shared_buffers": "1GB", "max_wal_size": "8GB", "max_connections": "20"}
LEAVES = "SELECT concat('centavo.', centavo.leaf_name(delivery_id, billing_month)) FROM centavo.charge_leaf ORDER BY 1"


def ingest(centavo, server, bill):
    """Seconds of loading, the whole run, and the URL of the database."""
    url = server.database()
    run = Run([centavo, "ingest", bill, "--home", material.path("home-load")], environment(CENTAVO_DATABASE_URL=url))
    lines = [json.loads(line) for line in run.errors.splitlines() if line.startswith("{")]
    phases = {line["phase"]: line["ms"] for line in lines if line["event"] == "ingest.phase"}
    return (phases["done"] - phases["activating"]) / 1000, run, url


def bare(server, url):
    """Seconds to load the same charges again into tables of the same columns."""
    leaves = [leaf for leaf, in server.sql(url, LEAVES)]
    for number, leaf in enumerate(leaves):
        server.sql(url, f"COPY {leaf} TO '{server.folder}/{number}.bin' (FORMAT binary)")
    server.sql(url, "CHECKPOINT")
    started = time.monotonic()
    server.sql(url, "".join(f"BEGIN; CREATE TABLE bare_{number} (LIKE centavo.charge_form);"
                            f"COPY bare_{number} FROM '{server.folder}/{number}.bin' (FORMAT binary, FREEZE); COMMIT;"
                            for number in range(len(leaves))))
    seconds = time.monotonic() - started
    server.sql(url, "".join(f"DROP TABLE bare_{number};" for number in range(len(leaves))))
    return seconds


def rows_of(centavo, sizes, repeat):
    for size in sizes:
        bill = material.cur2(size, months=1, start="2025-10")
        with postgres.Server(fsync=True, settings=SETTINGS) as server:
            found = []
            for _ in range(repeat if size <= 1000000 else 1):
                ours, run, url = ingest(centavo, server, bill)
                found.append((ours, bare(server, url), run.seconds, run.megabytes))
            charges = int(server.sql(url, "SELECT sum(charge_count) FROM centavo.charge_leaf")[0][0])
        ours, theirs, whole = (min(row[i] for row in found) for i in range(3))
        label = f"{charges:,} charges into PostgreSQL"
        yield (label, f"{ours:.1f} s against {theirs:.1f} s of bare COPY: {ours / theirs:.2f} x", "<= 1.3 x",
               ours / theirs <= 1.3)
        yield ("the same, whole run from CUR 2.0 CSV", f"{whole:.1f} s, {charges / whole:,.0f} charges a second", "",
               None)
        yield "the same, peak memory", f"{found[0][3]:.0f} MB", "<= 1024 MB", found[0][3] <= 1024
