# SPDX-License-Identifier: Apache-2.0
"""The bills that are measured. Made once into a folder that git ignores and kept between runs unless told otherwise.

CUR 2.0 comes from the generator for sample data (CENTAVO_SHARED/data/generate.py, by default ../shared), and where
that is absent from tools/demo-bills, whose rows are of the same format but of fewer columns; RESULTS.md says which.
"""
import csv
import gzip
import io
import os
import shutil
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FOLDER = os.environ.get("CENTAVO_BENCH_DIR") or os.path.join(ROOT, "bench/data")
GENERATOR = os.path.join(os.environ.get("CENTAVO_SHARED") or os.path.join(ROOT, "../shared"), "data/generate.py")
DEMO_ROWS_PER_SCALE = 36000 * 36 // 13     # of 36 months


def has_generator():
    return os.path.exists(GENERATOR)


def path(name):
    os.makedirs(FOLDER, exist_ok=True)
    return os.path.join(FOLDER, name)


def cur2(rows, months=36, start="2023-01"):
    """A CUR 2.0 CSV file of so many rows over so many months; (path, rows in it)."""
    target = path(f"cur2-{rows}-{months}.csv")
    if not os.path.exists(target):
        if has_generator():
            subprocess.run(["python3", GENERATOR, "--format", "cur2", "--rows", str(rows), "--months", str(months),
                            "--start", start, "--seed", "7", "--out", target + ".part.csv"], check=True)
            os.replace(target + ".part.csv", target)
        else:
            concatenate(demo_bills(max(1, rows // DEMO_ROWS_PER_SCALE), months)[0], target)
    return target


def demo_bills(scale, months):
    """(AWS files, Frostline files) of the made-up company, one a month."""
    folder = path(f"demo-{scale}-{months}")
    subprocess.run([os.path.join(ROOT, "tools/demo-bills"), folder, "--months", str(months), "--until", "2025-12",
                    "--scale", str(scale)], check=True)
    return [sorted(os.path.join(folder, kind, name) for name in os.listdir(os.path.join(folder, kind)))
            for kind in ("aws", "frostline")]


def concatenate(files, target):
    with open(target + ".part", "wb") as out:
        for number, name in enumerate(files):
            with gzip.open(name) as bill:
                header = bill.readline()
                if number == 0:
                    out.write(header)
                shutil.copyfileobj(bill, out, 1 << 20)
    os.replace(target + ".part", target)


def restated(bill, target):
    """The same bill a day later: its first row is there once more."""
    with gzip.open(bill, "rt", encoding="utf-8", newline="") as source:
        rows = csv.reader(source)
        next(rows)
        again = io.StringIO()
        csv.writer(again, lineterminator="\n").writerow(next(rows))
    with gzip.open(bill) as source, gzip.GzipFile(target, "wb", 1, mtime=0) as out:
        shutil.copyfileobj(source, out, 1 << 20)
        out.write(again.getvalue().encode())
    return target
