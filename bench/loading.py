# SPDX-License-Identifier: Apache-2.0
"""Bills into PostgreSQL, against bare COPY.

Ours is from when charges are mapped, checked and rolled up in files until they count in the database: charges, rollups
and tags with their indexes, and the change of what counts. Theirs is COPY of binary files into new tables without
indexes, once of the charges alone and once of all that ours loads.
"""
import json
import time

import material
import postgres
from lib import Run, environment

SETTINGS = {"shared_buffers": "1GB", "max_wal_size": "8GB", "max_connections": "20"}
LEAVES = "SELECT concat('centavo.', centavo.leaf_name(delivery_id, billing_month)) FROM centavo.charge_leaf ORDER BY 1"
BESIDE = [f"centavo.{name}" for name in ("cost_daily", "cost_overview", "cost_monthly", "tag_set", "tag_value")]


def ingest(centavo, server, bill):
    """Seconds of loading, the whole run, and the URL of the database."""
    url = server.database()
    run = Run([centavo, "ingest", bill, "--home", material.path("home-load")], environment(CENTAVO_DATABASE_URL=url))
    lines = [json.loads(line) for line in run.errors.splitlines() if line.startswith("{")]
    phases = {line["phase"]: line["ms"] for line in lines if line["event"] == "ingest.phase"}
    return (phases["done"] - phases["activating"]) / 1000, run, url


def bare(server, url, tables):
    """Seconds to load the rows of these tables again into tables of the same columns."""
    for number, table in enumerate(tables):
        server.sql(url, f"COPY {table} TO '{server.folder}/{number}.bin' (FORMAT binary)")
    server.sql(url, "CHECKPOINT")
    started = time.monotonic()
    server.sql(url, "".join(f"BEGIN; CREATE TABLE bare_{number} (LIKE {table});"
                            f"COPY bare_{number} FROM '{server.folder}/{number}.bin' (FORMAT binary, FREEZE); COMMIT;"
                            for number, table in enumerate(tables)))
    seconds = time.monotonic() - started
    server.sql(url, "".join(f"DROP TABLE bare_{number};" for number in range(len(tables))))
    return seconds


def rows_of(centavo, sizes, repeat):
    for size in sizes:
        bill = material.cur2(size, months=1, start="2025-10")
        with postgres.Server(fsync=True, settings=SETTINGS) as server:
            found = []
            for _ in range(repeat if size <= 1000000 else 1):
                ours, run, url = ingest(centavo, server, bill)
                leaves = [leaf for leaf, in server.sql(url, LEAVES)]
                found.append((ours, bare(server, url, leaves), bare(server, url, leaves + BESIDE), run.seconds,
                              run.megabytes))
            charges = int(server.sql(url, "SELECT sum(charge_count) FROM centavo.charge_leaf")[0][0])
        ours, charges_alone, theirs, whole = (min(row[i] for row in found) for i in range(4))
        label = f"{charges:,} charges into PostgreSQL"
        yield (label, f"{ours:.1f} s against {charges_alone:.1f} s of bare COPY of them: {ours / charges_alone:.2f} x",
               "<= 1.3 x", ours / charges_alone <= 1.3)
        yield ("the same, against bare COPY of charges, rollups and tags",
               f"{ours:.1f} s against {theirs:.1f} s: {ours / theirs:.2f} x", "", None)
        yield ("the same, whole run from CUR 2.0 CSV", f"{whole:.1f} s, {charges / whole:,.0f} charges a second", "",
               None)
        yield "the same, peak memory", f"{found[0][4]:.0f} MB", "<= 1024 MB", found[0][4] <= 1024
