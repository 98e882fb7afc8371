# SPDX-License-Identifier: Apache-2.0
"""Rejected rows to the last one, the categories of services, and what the server says of itself."""
import csv
import io
import json
import os
import re

import engine
import tap
from routes import check_problem, with_demo
from server import serving

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")


def bill_with_faults(folder, count):
    """A simple CSV of which every second row has a date that is none."""
    path = os.path.join(folder, "faults.csv")
    with open(path, "w", encoding="utf-8") as file:
        file.write("date,service,cost,currency\n")
        for number in range(count):
            file.write(f"2026-10-0{1 + number % 9},Compute,1.5,USD\n=1+no-date-{number},Compute,1.5,USD\n")
    return path


def test_rejected_rows_are_told_to_the_last_one():
    with tap.folder() as folder, serving() as server:
        run = server.upload(bill_with_faults(folder, 250))
        number = run["deliveries"][0]["delivery_id"]
        path = f"/api/v1/deliveries/{number}/rejects"
        shown = server.json(f"/api/v1/deliveries/{number}")
        assert shown["rejected_count"] == 250, shown
        items, cursor, pages = [], "", 0
        while cursor is not None:
            answer = server.get(f"{path}?limit=60{cursor and '&cursor=' + cursor}")
            page = answer.json()
            assert page["page"]["limit"] == 60 and (answer["Link"] is None) == (page["page"]["next_cursor"] is None)
            items, cursor, pages = items + page["items"], page["page"]["next_cursor"], pages + 1
        assert pages == 5 and len(items) == 250
        assert items == sorted(items, key=lambda item: (item["file_no"], item["row_no"], item["column"])) and items[:50] == shown["rejects"]
        assert len({item["row_no"] for item in items}) == 250 and all(item["reason"] for item in items)
        assert len(server.json(path)["items"]) == 100
        for answer in (server.get(path, Accept="text/csv"), server.get(path + "?format=csv")):
            assert answer["Content-Type"] == "text/csv; charset=utf-8" and answer["Link"] is None
            rows = list(csv.DictReader(io.StringIO(answer.body.decode())))
            assert [int(row["row_no"]) for row in rows] == [item["row_no"] for item in items]
            assert not any(value[:1] in "=+-@" for row in rows for value in row.values() if value)
        lines = server.get(path + "?format=ndjson&limit=3")
        assert [json.loads(line) for line in lines.body.splitlines()] == items[:3] and lines["Content-Type"] == "application/x-ndjson"
        following = re.fullmatch(r'<(.+)>; rel="next"', lines["Link"])[1]
        assert [json.loads(line) for line in server.get(following).body.splitlines()] == items[3:6]
        for words, parameter in (("limit=0", "limit"), ("limit=100001", "limit"), ("cursor=x", "cursor"), ("cursor=-1", "cursor"), ("q=1", "q")):
            check_problem(server.get(f"{path}?{words}"), 400, "usage", parameter)
        check_problem(server.get(path, Accept="application/vnd.apache.parquet"), 406, "accept")
        for missing in ("99", "0", "x", "1%2F2"):
            check_problem(server.get(f"/api/v1/deliveries/{missing}/rejects"), 404, "missing")


def test_a_delivery_without_rejected_rows_has_none():
    with with_demo() as server:
        assert server.json("/api/v1/deliveries/1/rejects") == {"items": [], "page": {"limit": 100, "next_cursor": None}}
        assert server.get("/api/v1/deliveries/1/rejects?format=csv").body == b"file_no,row_no,column,reason\n"


def test_categories_are_those_of_the_mappings():
    with serving() as server:
        everything = server.json("/api/v1/service_categories")["items"]
        with open(os.path.join(ROOT, "sql/reference/service.sql"), encoding="utf-8") as file:
            written = re.findall(r"^    \('((?:[^']|'')*)', '((?:[^']|'')*)', '((?:[^']|'')*)', '((?:[^']|'')*)'\)", file.read(), re.MULTILINE)
        names = ("provider_name", "service_name", "service_category", "service_subcategory")
        assert sorted(tuple(item[name] for name in names) for item in everything) == sorted(
            tuple(cell.replace("''", "'") for cell in row) for row in written) and len(everything) > 100
        some = server.json("/api/v1/service_categories?q=OBJECT&provider_name=aws")["items"]
        assert some == [item for item in everything if item["provider_name"] == "AWS" and "object" in " ".join(
            item[name] for name in names[1:]).lower()] and some
        assert server.json("/api/v1/service_categories?q=%25")["items"] == [i for i in everything if "%" in i["service_name"]]
        check_problem(server.get("/api/v1/service_categories?service=x"), 400, "usage", "service")


def test_the_server_says_what_it_is_and_what_it_takes():
    with with_demo() as server:
        about = server.json("/api/v1/about")
        status = server.json("/status")
        assert about["version"] == status["version"] and about["data_version"] == status["data_version"]
        assert about["engine"] == ("server" if engine.is_server() else "embedded") and about["schema_version"] >= 11
        assert [e["name"] for e in about["engines"]] == ["PostgreSQL" if engine.is_server() else "SQLite", "DuckDB"]
        assert all(re.match(r"\d+\.\d+", e["version"]) for e in about["engines"]), about["engines"]
        sources = server.json("/api/v1/deliveries?limit=1000")["items"]
        sizes = about["sizes"]
        assert sizes["delivery_count"] == len(sources) and sizes["row_count"] == sum(item["row_count"] for item in sources)
        assert sizes["charge_count"] == sum(item["charge_count"] for item in sources)
        assert sizes["landing_size"] == sum(item["byte_count"] for item in sources)
        assert sizes["charge_size"] > 0 and sizes["state_size"] > 0
        limits = {limit["name"]: limit for limit in about["limits"]}
        assert limits["saved_name"]["value"] == 120 and limits["upload"]["value"] == 64 * 2 ** 30
        assert all(limit["unit"] and limit["help"].endswith(".") and limit["value"] > 0 for limit in limits.values())
        with open(os.path.join(ROOT, "src/base/limits.h"), encoding="utf-8") as file:
            assert sorted(limits) == sorted(name.lower() for name in re.findall(r"#define LIMIT_(\w+)", file.read()))
        check_problem(server.get("/api/v1/about?x=1"), 400, "usage", "x")
