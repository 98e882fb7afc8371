# SPDX-License-Identifier: Apache-2.0
"""Answers out: start, idle memory, latency, cached rate against bare libmicrohttpd, and the FastAPI peer."""
import glob
import os
import subprocess
import time

import material
import postgres
from lib import Load, Run, ask, environment, free_port, resident_megabytes, server

QUESTIONS = ("summary", "timeseries", "top-services")
LUA = os.path.join(material.ROOT, "bench/periods.lua")
PEER = os.path.join(material.ROOT, "bench/peers/fastapi_pg")
FIRST, DAYS = "2023-01-01", 36 * 30


def serve(centavo, home, port, settings=None):
    return server([centavo, "serve", "--home", home, "--listen", f"127.0.0.1:{port}", "--log-level", "error"], port,
                  f"/api/v1/summary?cloud=all&start={FIRST}&end=2023-01-31", settings)


def start_and_idle(centavo, home):
    port = free_port()
    with serve(centavo, home, port) as (pid, seconds):
        yield "server start to first answer, 36 months", f"{seconds * 1000:.0f} ms", "<= 200 ms", seconds <= 0.2
        time.sleep(3)
        idle = resident_megabytes(pid)
        yield "resident memory of the idle server", f"{idle:.0f} MB", "<= 80 MB", idle <= 80


def rollup_rows(tools, home):
    found = [glob.glob(os.path.join(home, "charge/*", name + ".parquet")) for name in ("cost_daily", "cost_overview")]
    return [int(Run([os.path.join(tools, "bench_duckdb_run"),
                     f"SELECT count(*) FROM read_parquet({files})"]).output) for files in found]


def ours(centavo, tools, home, seconds):
    """({question: uncached rate}, {question: cached rate}, rows for the table)"""
    port, table, uncached, cached = free_port(), [], {}, {}
    daily, overview = rollup_rows(tools, home)
    with serve(centavo, home, port):
        for question in QUESTIONS:
            path = f"/api/v1/{question}?cloud=all"
            alone = Load(port, path, seconds, 1, LUA, (FIRST, str(DAYS)))
            uncached[question] = Load(port, path, seconds, 8, LUA, (FIRST, str(DAYS))).rate
            table.append((f"{question}, uncached, one client, {daily:,} daily and {overview:,} overview rows",
                          f"p99 {alone.p99:.1f} ms, {alone.rate:.0f}/s", "p99 <= 25 ms", alone.p99 <= 25))
        for question in QUESTIONS:
            path = f"/api/v1/{question}?cloud=all&start={FIRST}&end=2023-03-31"
            body = ask(port, path)[2]
            pairs = [(Load(port, path, seconds, 8).rate, hello(tools, len(body), seconds)) for _ in range(3)]
            cached[question], theirs = map(max, zip(*pairs))
            ratio = cached[question] / theirs
            table.append((f"{question}, cached, 8 clients, {len(body)} bytes, against bare libmicrohttpd",
                          f"{cached[question]:,.0f}/s against {theirs:,.0f}/s: {ratio * 100:.0f} %",
                          ">= 70 %", ratio >= 0.7))
    return uncached, cached, table


def hello(tools, size, seconds):
    port = free_port()
    with server([os.path.join(tools, "bench_hello"), str(port), str(size)], port, "/", stdin=subprocess.PIPE):
        return Load(port, "/", seconds, 8).rate


def facts(tools, bill):
    """The same daily facts as a CSV file: one row per day, account, service and region."""
    target = material.path("facts.csv")
    Run([os.path.join(tools, "bench_duckdb_run"), "SET preserve_insertion_order = false",
         f"""COPY (SELECT CAST(line_item_usage_start_date AS DATE), 'aws', line_item_usage_account_id,
             any_value(line_item_usage_account_name), line_item_product_code, product_region_code,
             line_item_currency_code, sum(CAST(line_item_unblended_cost AS DECIMAL(18,10)))
             FROM read_csv('{bill}', all_varchar = true) GROUP BY ALL) TO '{target}' (FORMAT csv, HEADER false)"""])
    return target


def peer(tools, bill, seconds, database):
    """({question: uncached rate}, {question: rate of one repeated question}) of the FastAPI peer, one worker."""
    uncached, repeated = {}, {}
    url = database.database().replace("postgresql://", "postgresql+psycopg2://")
    settings = environment(PEER_DATABASE=url, PYTHONPATH=PEER)
    Run(["/usr/bin/python3", os.path.join(PEER, "load.py"), facts(tools, bill)], settings)
    port = free_port()
    command = ["/usr/bin/python3", "-m", "uvicorn", "app:app", "--port", str(port), "--log-level", "error",
               "--no-access-log"]
    with server(command, port, "/api/v1/health", settings):
        for question in QUESTIONS:
            path = f"/api/v1/{question}?cloud=all"
            uncached[question] = Load(port, path, seconds, 8, LUA, (FIRST, str(DAYS))).rate
            repeated[question] = Load(port, f"{path}&start={FIRST}&end=2023-03-31", seconds, 8).rate
    os.remove(material.path("facts.csv"))
    return uncached, repeated


def rows_of(centavo, tools, bill, home, seconds):
    yield from start_and_idle(centavo, home)
    uncached, cached, table = ours(centavo, tools, home, seconds)
    yield from table
    with postgres.Server(settings={"shared_buffers": "1GB", "work_mem": "64MB"}) as database:
        their_uncached, their_repeated = peer(tools, bill, seconds, database)
    for question in QUESTIONS:
        ratio = uncached[question] / their_uncached[question]
        yield (f"{question}, uncached, 8 clients, against FastAPI + PostgreSQL",
               f"{uncached[question]:,.0f}/s against {their_uncached[question]:,.1f}/s: {ratio:.0f} x", ">= 20 x",
               ratio >= 20)
        ratio = cached[question] / their_repeated[question]
        yield (f"{question}, repeated, 8 clients, against FastAPI + PostgreSQL",
               f"{cached[question]:,.0f}/s against {their_repeated[question]:,.1f}/s: {ratio:.0f} x", ">= 500 x",
               ratio >= 500)
