# SPDX-License-Identifier: Apache-2.0
"""Bills in: against bare DuckDB, against pandas, and memory."""
import os
import shutil
import sys

import material
from lib import Run, best


def home(name):
    target = material.path("home-" + name)
    shutil.rmtree(target, ignore_errors=True)
    return target


def centavo_run(centavo, name, *files, options=()):
    return Run([centavo, "ingest", "--home", home(name), "--format", "json", *options, *files])


def copy(tools, source, target):
    """Bare DuckDB, with the settings that its users would choose for speed."""
    return Run([os.path.join(tools, "bench_duckdb_run"), "SET threads = 2", "SET preserve_insertion_order = false",
                f"COPY (SELECT * FROM {source}) TO '{target}' (FORMAT parquet, COMPRESSION zstd)"])


def ratio_row(what, ours, theirs, budget):
    ratio = ours.seconds / theirs.seconds
    measured = (f"{ours.seconds:.1f} s against {theirs.seconds:.1f} s: {ratio:.2f} x "
                f"(CPU {ours.cpu_seconds / theirs.cpu_seconds:.2f} x)")
    return what, measured, f"<= {budget} x", ratio <= budget


def from_csv_and_parquet(centavo, tools, rows, repeat):
    bill = material.cur2(rows)
    label = f"{rows // 1000000} M rows" if rows >= 1000000 else f"{rows} rows"
    size = os.path.getsize(bill)
    typed, text = material.path(f"typed-{rows}.parquet"), material.path(f"text-{rows}.parquet")
    theirs = best(repeat, lambda _: copy(tools, f"read_csv('{bill}')", typed))
    ours = best(repeat, lambda i: centavo_run(centavo, f"csv-{rows}", bill))
    yield ratio_row(f"CUR 2.0 CSV, {label}, {size / 1e9:.1f} GB", ours, theirs, 1.5)
    yield "the same, rows a second", f"{rows / ours.seconds:,.0f}", "", None
    yield "the same, peak memory", f"{ours.megabytes:.0f} MB", "<= 1024 MB", ours.megabytes <= 1024
    small = centavo_run(centavo, f"small-{rows}", bill, options=["--memory-limit", "512MB"])
    yield "the same with --memory-limit 512MB", f"{small.seconds:.1f} s, peak {small.megabytes:.0f} MB", "works", True
    shutil.rmtree(material.path(f"home-small-{rows}"))
    copy(tools, f"read_csv('{bill}', all_varchar = true)", text)
    theirs = best(repeat, lambda _: copy(tools, f"read_parquet('{text}')", text + ".copy"))
    ours = best(repeat, lambda _: centavo_run(centavo, f"parquet-{rows}", text))
    yield ratio_row(f"CUR 2.0 Parquet, {label}", ours, theirs, 2)
    for name in (typed, text, text + ".copy"):
        os.remove(name)
    shutil.rmtree(material.path(f"home-parquet-{rows}"))


def against_pandas(centavo, rows):
    bill, target = material.cur2(rows), material.path("pandas.db")
    peer = os.path.join(material.ROOT, "bench/peers/pandas_sqlite.py")
    theirs = Run(["/usr/bin/python3", peer, bill, target])
    ours = centavo_run(centavo, f"csv-{rows}", bill)
    os.remove(target)
    ratio = theirs.seconds / ours.seconds
    yield (f"against pandas to SQLite, {rows // 1000000} M rows",
           f"{ours.seconds:.1f} s against {theirs.seconds:.1f} s: {ratio:.1f} x faster "
           f"(CPU {theirs.cpu_seconds / ours.cpu_seconds:.1f} x); "
           f"{ours.megabytes:.0f} MB against {theirs.megabytes:.0f} MB", ">= 6 x faster", ratio >= 6)


def rows_of(centavo, tools, sizes, most):
    for rows in sizes:
        repeat = most if rows <= 1000000 else 1
        yield from from_csv_and_parquet(centavo, tools, rows, repeat)
        if rows <= 1000000:
            yield from against_pandas(centavo, rows)
        else:
            print("bench: pandas is left out above 1 M rows: it would need more memory than this machine has",
                  file=sys.stderr)
