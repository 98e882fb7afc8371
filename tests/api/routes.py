# SPDX-License-Identifier: Apache-2.0
"""Every route: what it answers, in which formats, with which header; and what it says when asked wrongly."""
import contextlib
import csv
import gzip
import io
import json
import os
import re
import subprocess
from decimal import Decimal

import tap
from bill import write_focus
from server import Server, serving, wait
from shape import check_shape

MONTHS = ("--months", 3, "--until", "2026-10")
PERIOD_WORDS = {"start": "2026-09-01", "end": "2026-09-30"}
PERIOD = "&".join(f"{name}={day}" for name, day in PERIOD_WORDS.items())


@contextlib.contextmanager
def with_demo(*options, **more):
    """A server with three months of two providers."""
    with tap.folder() as bills:
        demo = tap.demo_bills(bills, *MONTHS)
        with serving(*options, bills=demo["aws"] + demo["frostline"], **more) as server:
            yield server


def check_problem(answer, status, code, parameter=None):
    assert answer.status == status, f"{answer.status} {answer.body[:500]}"
    assert answer["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status and problem["code"] == code, problem
    assert problem.get("parameter") == parameter, problem
    assert problem["type"] == "urn:centavo:problem:" + code and problem["title"] and problem["detail"]
    assert re.fullmatch(r"urn:centavo:request:[0-9a-f]{16}", problem["instance"])


def test_answers_are_as_the_openapi_document_says():
    paths = {
        "/api/v1/costs": f"?{PERIOD}&group_by=service_name,tag:team&compare=previous",
        "/api/v1/costs/summary": f"?{PERIOD}&compare=previous",
        "/api/v1/costs/variance": f"?{PERIOD}&group_by=service_name,tag:team&top=2",
        "/api/v1/costs/pivot": f"?{PERIOD}&group_by=provider_name,service_name&columns=tag:team&granularity=week&compare=previous",
        "/api/v1/charges": f"?{PERIOD}&limit=5&as_of=2099-01-01",
        "/api/v1/fx_rates": "?rate_set=ecb_daily",
        "/api/v1/dimensions": "",
        "/api/v1/tags": "",
        "/api/v1/tags/collisions": f"?{PERIOD}",
        "/api/v1/tags/rules": "",
        "/api/v1/about": "",
        "/api/v1/service_categories": "?q=storage",
        "/api/v1/saved_views": "",
        "/api/v1/boards": "",
        "/api/v1/quality": "?month=2026-09&metric=billed_cost",
        "/api/v1/sources": "",
        "/api/v1/deliveries": "?limit=2&state=active",
        "/api/v1/invoices": "?month=2026-09",
        "/api/v1/periods": "",
        "/status": "",
        "/api/v1/health": "",
        "/api/v1/filters": "",
        "/api/v1/summary": f"?cloud=aws&{PERIOD}",
        "/api/v1/timeseries": f"?granularity=daily&{PERIOD}",
        "/api/v1/top-services": f"?limit=3&{PERIOD}",
    }
    with with_demo() as server:
        document = server.json("/openapi.json")
        assert document["openapi"].startswith("3.1")

        def check(template, path):
            schema = document["paths"][template]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
            check_shape(document, schema, server.json(path))

        view = {"name": "a", "query": "group_by=tag:none", "visibility": "shared", "look": {"chart": "area"}}
        view = server.ask("/api/v1/saved_views", "POST", json.dumps(view), Content_Type="application/json").json()
        items = [{"view_id": view["view_id"], "width": 1, "height": "small"}]
        board = server.ask("/api/v1/boards", "POST", json.dumps({"name": "b", "visibility": "shared", "items": items}),
                           Content_Type="application/json").json()
        for path, query in paths.items():
            check(path, path + query)
        check("/api/v1/saved_views/{id}", "/api/v1/saved_views/" + view["view_id"])
        check("/api/v1/boards/{id}", "/api/v1/boards/" + board["board_id"])
        check("/api/v1/dimensions/{name}", f"/api/v1/dimensions/service_name?{PERIOD}")
        check("/api/v1/periods/{month}/history", "/api/v1/periods/2026-09/history?metric=billed_cost")
        check("/api/v1/costs", f"/api/v1/costs?{PERIOD}&compare=as_of:2001-01-01")
        check("/api/v1/periods/{month}", "/api/v1/periods/2026-09")
        check("/api/v1/costs", f"/api/v1/costs?{PERIOD}&granularity=total&currency=BRL")
        check("/api/v1/costs/summary", f"/api/v1/costs/summary?{PERIOD}&currency=BRL")
        check("/api/v1/costs/variance", f"/api/v1/costs/variance?{PERIOD}&currency=BRL")
        for path, words in (("summary", {"metric": "list_cost", "cloud": "aws"}), ("variance", {"group_by": ["service_name", "tag:team"]})):
            asked = server.ask(f"/api/v1/costs/{path}", "POST", json.dumps({**PERIOD_WORDS, **words}), Content_Type="application/json")
            assert asked.status == 200 and asked.json()["items"], asked.body
        check_problem(server.get(f"/api/v1/costs/variance?{PERIOD}&compare=none"), 400, "usage", "compare")
        check_problem(server.get(f"/api/v1/costs/summary?{PERIOD}&group_by=service_name"), 400, "usage", "group_by")
        check("/api/v1/costs", f"/api/v1/costs?{PERIOD}&granularity=total&group_by=tag:team&fields=charge_count,share,billing_currency")
        check("/api/v1/costs/pivot", f"/api/v1/costs/pivot?{PERIOD}&group_by=service_name&top=1&currency=BRL")
        check("/api/v1/dimensions/{name}", f"/api/v1/dimensions/tag:team?{PERIOD}&q=a")
        check("/api/v1/deliveries/{id}", "/api/v1/deliveries/1")
        check("/api/v1/deliveries/{id}/rejects", "/api/v1/deliveries/1/rejects")
        check("/api/v1/deliveries/{id}/diff", "/api/v1/deliveries/1/diff?metric=effective_cost&limit=3")
        for template, methods in document["paths"].items():
            for method, operation in methods.items():
                assert operation["summary"] and operation["operationId"], template
                for status, response in operation["responses"].items():
                    for kind, content in response.get("content", {}).items():
                        if "json" in kind and "example" in content:
                            check_shape(document, content["schema"], content["example"], f"{method} {template} {status}")


def test_answers_about_invoices_and_months_are_as_the_openapi_document_says():
    with with_demo() as server:
        def post(path, **members):  # every answer is checked as it comes
            answer = server.ask(path, "POST", json.dumps(members), Content_Type="application/json")
            assert answer.status == 200, answer.body
            return answer.json()
        taken = post("/api/v1/invoices", invoice_id="INV-1", month="2026-09", billed_cost="12.50", billing_currency="USD",
                     billing_account_id="111122220001", invoice_issuer_name="Amazon Web Services, Inc.")
        assert taken["added_count"] == 1, taken
        (line,) = server.json("/api/v1/invoices?month=2026-09")["items"]
        assert Decimal(line["billed_cost"]) == Decimal("12.50"), line
        unit = next(unit for unit in server.json("/api/v1/periods/2026-09")["items"] if unit["invoice_ids"] == "INV-1")
        assert unit["class"] == "different" and unit["groups"] and unit["lines"], unit
        named = {name: unit[name] for name in ("invoice_issuer_name", "billing_account_id", "billing_currency", "delta")}
        after = post("/api/v1/periods/2026-09/accept", **named, reason="known", accepted_by="Ana")["items"]
        assert [unit["acceptance"]["reason"] for unit in after if unit["acceptance"]] == ["known"], after
        assert server.json("/api/v1/costs/summary?window=all")["items"][0]["highest_month"]


def test_answers_about_faulty_bills_are_as_the_openapi_document_says():
    golden = os.path.join(tap.ROOT, "tests/golden")
    with tap.folder() as folder:
        with open(os.path.join(golden, "view/bills/nimbus.csv"), encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        rows[1][-1], rows[2][-1] = '{"Env":"prod"}', '{"env":"dev"}'  # called the same, and nearly all days are missing
        bill = os.path.join(folder, "bill.csv")
        with open(bill, "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        with serving(bills=[bill]) as server:
            loaded = server.upload(os.path.join(golden, "mapping/CE-1/answer.json"))["deliveries"]
            (drop,) = server.json(f"/api/v1/deliveries/{loaded[0]['delivery_id']}")["drops"]
            assert drop["rule"] == "CE-NEGATION", drop
            assert server.json("/api/v1/tags/collisions?window=all")["items"]
            feed = next(item for item in server.json("/api/v1/quality?month=2025-03")["items"] if "Nimbus" in item["source"])
            assert feed["missing_days"][0]["day_count"] > 20, feed
            line = {"month": "2025-03", "billed_cost": "170.00", "billing_currency": "USD", "billing_account_id": "Nimbus-org"}
            lines = [{**line, "invoice_id": "N-1"}, {**line, "invoice_id": "N-2", "invoice_issuer_name": "Somebody else"}]
            taken = server.ask("/api/v1/invoices", "POST", json.dumps({"lines": lines}), Content_Type="application/json")
            assert taken.status == 200, taken.body
            units = {unit["invoice_ids"]: unit for unit in server.json("/api/v1/periods/2025-03")["items"]}
            assert units["N-1"]["causes"] and units["N-2"]["evidence"], units


def test_a_rate_that_is_posted_converts_the_next_answer():
    with with_demo() as server:
        question = f"/api/v1/costs?{PERIOD}&granularity=total&currency=BRL"
        before = server.json(question)
        assert before["totals"][0]["effective_cost"] is None, before
        assert [gap["billing_currency"] for gap in before["context"]["missing_rates"]] == ["USD"], before

        def post(**members):
            return server.ask("/api/v1/fx_rates", "POST", json.dumps(members), Content_Type="application/json")
        rate = {"rate_set": "budget", "base_currency": "USD", "quote_currency": "BRL", "valid_from": "2026-01-01"}
        check_problem(server.get(question + "&rate_set=nobody's"), 400, "usage", "rate_set")
        check_problem(post(**rate, rate="0"), 400, "usage", "rate")
        check_problem(post(**{**rate, "quote_currency": "USD"}, rate="5"), 400, "usage", "quote_currency")
        answer = post(**rate, rate="5")
        assert answer.status == 200 and answer.json() == server.json("/api/v1/fx_rates?rate_set=budget"), answer.body
        dollars = server.json(f"/api/v1/costs?{PERIOD}&granularity=total")["totals"][0]["effective_cost"]
        after = server.json(question)
        assert Decimal(after["totals"][0]["effective_cost"]) == Decimal(dollars) * 5, after
        assert after["context"]["missing_rates"] == [] and after["context"]["rate_set"] == "budget", after


def test_a_rule_on_tags_that_is_posted_names_keys_and_values():
    with with_demo() as server:
        def post(**members):
            return server.ask("/api/v1/tags/rules", "POST", json.dumps(members), Content_Type="application/json")

        def values(key):
            return {item["value"]: item["charge_count"]
                    for item in server.json(f"/api/v1/dimensions/{key}?{PERIOD}")["items"] if item["value"]}
        before = values("tag:team")
        some = sorted(before)[0]
        check_problem(post(norm_key="squad"), 400, "usage", "raw_value")
        check_problem(post(raw_key="team"), 400, "usage", "norm_key")
        for priority in ("high", "1001", "-1001", "-9223372036854775808", "-99999999999999999999"):
            check_problem(post(norm_key="squad", raw_key="team", priority=priority), 400, "usage", "priority")
        check_problem(post(norm_key="squad", raw_value=some), 400, "usage", "norm_value")
        assert not values("norm_tag:squad")
        post(norm_key="squad", raw_key="te*", priority=3)
        answer = post(norm_key="squad", raw_value=some, norm_value="the others")
        assert answer.json() == server.json("/api/v1/tags/rules") and len(answer.json()["items"]) == 3, answer.body
        assert values("norm_tag:squad") == {"the others" if value == some else value: count for value, count in before.items()}
        assert values("tag:team") == before
        assert len(post(norm_key="squad", raw_key="te*", remove=True).json()["items"]) == 2
        assert not values("norm_tag:squad")


def test_the_command_line_and_rest_give_the_same_json():
    with with_demo() as server:
        for command, path in (
                (("costs", "--start", "2026-09-01", "--end", "2026-09-30", "--group-by", "service_name"),
                 f"/api/v1/costs?{PERIOD}&group_by=service_name"),
                (("pivot", "--start", "2026-09-01", "--end", "2026-09-30", "--group-by", "service_name", "--columns", "tag:team"),
                 f"/api/v1/costs/pivot?{PERIOD}&group_by=service_name&columns=tag:team"),
                (("dimensions", "service_name"), "/api/v1/dimensions/service_name"),
                (("deliveries",), "/api/v1/deliveries"),
                (("sources",), "/api/v1/sources")):
            printed = json.loads(tap.centavo(*command, "--format", "json", "--home", server.home))
            answered = server.json(path)
            for answer in (printed, answered):
                answer.pop("links", None)
            assert printed == answered, command


def decide(server, delivery, decision, reason="looked at it", **headers):
    return server.ask(f"/api/v1/deliveries/{delivery}/{decision}", "POST", json.dumps({"reason": reason} if reason else {}),
                      Content_Type="application/json", **headers)


def test_a_held_delivery_is_compared_accepted_and_rejected():
    with tap.folder() as bills, serving() as server:
        for name, count in (("whole", 60), ("half", 30)):
            write_focus(os.path.join(bills, name), count)
            tap.centavo("ingest", os.path.join(bills, name), "--home", server.home, status=0 if name == "whole" else 1)
        total = "/api/v1/costs?window=all&metric=billed_cost"
        wait(lambda: server.json(total)["totals"])  # the server notices what another process did
        first = server.json(total)["totals"]
        diff = server.json("/api/v1/deliveries/2/diff?limit=1")
        assert diff["state"] == "held" and diff["against"][0]["delivery_id"] == 1 and len(diff["items"]) == 1, diff
        assert server.json(f"/api/v1/deliveries/2/diff?limit=1&cursor={diff['page']['next_cursor']}")["items"] != diff["items"]
        assert decide(server, 2, "reject").json() == {"delivery_id": 2, "state": "rejected", "advice": None}
        assert decide(server, 2, "accept").json() == {"delivery_id": 2, "state": "active", "advice": None}
        assert server.json(total)["totals"] != first
        decide(server, 2, "reject")
        assert server.json(total)["totals"] == first
        shown = server.json("/api/v1/deliveries/2")
        assert [row["reason"] for row in shown["decisions"]] == ["looked at it"] * 3, shown["decisions"]
        check_problem(decide(server, 1, "accept"), 409, "conflict")
        check_problem(decide(server, 7, "accept"), 404, "missing")
        check_problem(decide(server, 2, "accept", reason=None), 400, "usage", "reason")
        check_problem(server.ask("/api/v1/deliveries/7/diff"), 404, "missing")
        check_problem(server.ask("/api/v1/deliveries/2/diff?metric=cost"), 400, "usage")
        assert decide(server, 2, "accept", Origin="https://elsewhere.example").status == 403


def test_feeds_of_the_same_money_are_compared():
    with tap.folder() as bills, serving() as server:
        write_focus(os.path.join(bills, "bill"), 60)
        server.upload(os.path.join(bills, "bill"), source="first")
        write_focus(os.path.join(bills, "more"), 60, seed=2)
        server.upload(os.path.join(bills, "more"), source="second")
        compared = server.json("/api/v1/sources/compare?month=2026-05&metric=effective_cost")
        assert [(row["source"], row["counts_instead"], row["differs"]) for row in compared["items"]] == [("second", "first", True)]
        check_problem(server.get("/api/v1/sources/compare"), 400, "usage", "month")
        check_problem(server.get("/api/v1/sources/compare?month=2026-13"), 400, "usage", "month")
        check_problem(server.get("/api/v1/sources/compare?month=2026-05&metric=cost"), 400, "usage", "metric")


def test_landed_bytes_are_mapped_again():
    with tap.folder() as bills, serving() as server:
        write_focus(os.path.join(bills, "bill"), 60)
        server.upload(os.path.join(bills, "bill"))

        def again(delivery, words=b"{}"):
            return server.ask(f"/api/v1/deliveries/{delivery}/again", "POST", words, Content_Type="application/json")

        before = server.json("/api/v1/costs?window=all")["totals"]
        answer = again(1)
        assert answer.status == 202 and answer["Location"] == f"/api/v1/runs/{answer.json()['run_id']}", answer.body
        run = server.wait_run(answer["Location"])
        assert run["state"] == "done" and run["deliveries"][0]["state"] == "active" and run["deliveries"][0]["delivery_id"] == 2, run
        assert server.json("/api/v1/costs?window=all")["totals"] == before
        assert server.json("/api/v1/deliveries/1")["state"] == "superseded"
        check_problem(again(9), 404, "missing")
        check_problem(again("x"), 404, "missing")
        check_problem(again(1, b'{"colour": "red"}'), 400, "usage", "colour")


def test_the_priority_and_role_of_a_source_can_be_set():
    with with_demo() as server:
        def put(**members):
            return server.ask("/api/v1/sources", "POST", json.dumps(members), Content_Type="application/json")
        name = server.json("/api/v1/sources")["items"][0]["name"]
        total = server.json("/api/v1/costs?window=all")["totals"]
        answer = put(name=name, priority=7, role="shadow").json()
        assert answer == server.json("/api/v1/sources")
        assert [(row["priority"], row["role"]) for row in answer["items"] if row["name"] == name] == [(7, "shadow")]
        assert server.json("/api/v1/costs?window=all")["totals"] != total
        assert put(name=name, role="primary").status == 200
        assert server.json("/api/v1/costs?window=all")["totals"] == total
        check_problem(put(name="nobody", priority=7), 404, "missing")
        check_problem(put(name=name, priority="high"), 400, "usage", "priority")
        check_problem(put(name=name, role="main"), 400, "usage")
        check_problem(put(priority=7), 400, "usage", "name")
        check_problem(put(name=name), 400, "usage")


def test_a_post_with_json_asks_the_same_as_a_get():
    with with_demo() as server:
        got = server.json(f"/api/v1/costs?{PERIOD}&group_by=service_name&top=3")
        body = json.dumps({"start": "2026-09-01", "end": "2026-09-30", "group_by": ["service_name"], "top": 3})
        posted = server.ask("/api/v1/costs", "POST", body, Content_Type="application/json")
        assert posted.status == 200 and posted.json()["items"] == got["items"]
        got = server.json(f"/api/v1/costs/pivot?{PERIOD}&group_by=service_name,tag:team&columns=charge_category,region_id")
        words = {"start": "2026-09-01", "end": "2026-09-30", "group_by": ["service_name", "tag:team"],
                 "columns": ["charge_category", "region_id"]}
        posted = server.ask("/api/v1/costs/pivot", "POST", json.dumps(words), Content_Type="application/json")
        assert posted.status == 200 and posted.json()["items"] == got["items"] and posted.json()["columns"] == got["columns"]
        turned = server.ask("/api/v1/costs/pivot", "POST", json.dumps({**words, "group_by": ["tag:team", "service_name"]}),
                            Content_Type="application/json")
        assert turned.json()["context"]["rows"] == ["tag:team", "service_name"] and turned.json()["items"] != got["items"]
        check_problem(server.ask("/api/v1/costs", "POST", body, Content_Type="text/plain"), 415, "content_type")
        check_problem(server.ask("/api/v1/costs", "POST", "{", Content_Type="application/json"), 400, "usage")
        check_problem(server.ask("/api/v1/costs", "POST", '{"metric":"x"}', Content_Type="application/json"), 400, "usage",
                      "metric")


def test_lists_come_in_every_format():
    with with_demo() as server:
        for path in (f"/api/v1/costs?{PERIOD}&group_by=service_name&granularity=total", f"/api/v1/charges?{PERIOD}&limit=10",
                     f"/api/v1/costs/pivot?{PERIOD}&group_by=service_name&granularity=day", "/api/v1/tags",
                     "/api/v1/dimensions/service_name"):
            items = server.json(path)["items"]
            by_header = server.get(path, Accept="text/csv")
            mark = "&" if "?" in path else "?"
            by_word = server.get(path + mark + "format=csv")
            assert by_header.status == by_word.status == 200 and by_header.body == by_word.body, path
            assert by_header["Content-Type"] == "text/csv; charset=utf-8"
            assert len(list(csv.reader(io.StringIO(by_header.body.decode())))) >= len(items) + 1, path
            lines = server.get(path, Accept="application/x-ndjson")
            assert len(lines.body.splitlines()) >= len(items) and json.loads(lines.body.splitlines()[0])
            parquet = server.get(path, Accept="application/vnd.apache.parquet")
            assert parquet.status == 200 and parquet.body[:4] == parquet.body[-4:] == b"PAR1", path
        assert server.get(path, Accept="text/html;q=0.9, */*;q=0.1")["Content-Type"] == "application/json"
        check_problem(server.get(path, Accept="image/png"), 406, "accept")
        check_problem(server.get(path + "?format=xml"), 400, "usage", "format")
        check_problem(server.get("/api/v1/runs/1", Accept="text/csv"), 406, "accept")


def test_totals_are_exact_in_every_answer():
    with with_demo() as server:
        answer = server.json("/api/v1/costs?window=all&granularity=total&group_by=service_name&metric=billed_cost&top=all")
        (total,) = answer["totals"]
        assert sum(Decimal(item["billed_cost"]) for item in answer["items"]) == Decimal(total["billed_cost"])
        bills = sum(Decimal(t["control_total"]) for d in server.json("/api/v1/deliveries")["items"]
                    for t in server.json(f"/api/v1/deliveries/{d['delivery_id']}")["totals"])
        assert bills == Decimal(total["billed_cost"])


def test_what_is_not_there_is_said_so():
    with serving() as server:
        for path in ("/api/v1/nothing", "/api/v1/deliveries/7", "/api/v1/deliveries/x", "/api/v1/runs/1", "/api/v1/runs/../costs",
                     "/nothing.js", "/assets/nothing.js", "/api/v1/costs/"):
            check_problem(server.get(path), 404, "missing")


def test_a_wrong_parameter_is_named():
    with serving() as server:
        for path, parameter in (("/api/v1/costs?metric=cost", "metric"), ("/api/v1/costs?colour=red", "colour"),
                                ("/api/v1/charges?limit=0", "limit"), ("/api/v1/deliveries?limit=1001", "limit"),
                                ("/api/v1/deliveries?state=lost", "state"), ("/api/v1/deliveries?cursor=x", "cursor"),
                                ("/api/v1/sources?x=1", "x"), ("/api/v1/deliveries/1?x=1", "x"), ("/metrics?x=1", "x"),
                                ("/status?x=1", "x")):
            check_problem(server.get(path), 400, "usage", parameter)
        for path in ("/healthz?x=1", "/api/v1/costs?filter=%ff", "/api/v1/costs?filter=%zz", "/api/v1/costs?filter=%00",
                     "/api/v1/dimensions/%ff"):
            check_problem(server.get(path), 400, "usage")
        check_problem(server.get("/api/v1/costs?" + "&".join(["cloud=aws"] * 300)), 413, "limit")


def test_a_wrong_method_is_told_what_is_allowed():
    with serving() as server:
        for path, allow in (("/api/v1/costs", "GET, HEAD, POST, OPTIONS"), ("/api/v1/deliveries/1", "GET, HEAD, OPTIONS"),
                            ("/healthz", "GET, HEAD, OPTIONS")):
            answer = server.ask(path, "DELETE")
            check_problem(answer, 405, "method")
            assert answer["Allow"] == allow
            options = server.ask(path, "OPTIONS")
            assert (options.status, options.body, options["Allow"]) == (204, b"", allow)
        check_problem(server.ask("/api/v1/nothing", "POST"), 404, "missing")
        assert server.ask("/api/v1/health", "BREW").status == 405


def test_head_is_get_without_a_body():
    with with_demo() as server:
        for path in ("/healthz", f"/api/v1/costs?{PERIOD}", "/openapi.json", "/status"):
            got, head = server.get(path), server.ask(path, "HEAD")
            assert head.status == got.status == 200 and head.body == b"" and head["Content-Length"] == got["Content-Length"]


def test_the_older_interface_refuses_as_its_clients_expect():
    with serving() as server:
        answer = server.get("/api/v1/summary?end=2026-09-30")
        assert answer.status == 422 and answer["Content-Type"] == "application/json"
        assert answer.json()["detail"][0]["loc"] == ["query", "start"] and answer.json()["detail"][0]["type"] == "missing"
        for path in (f"/api/v1/top-services?limit=0&{PERIOD}", f"/api/v1/top-services?limit=x&{PERIOD}",
                     f"/api/v1/timeseries?granularity=hourly&{PERIOD}", "/api/v1/summary?start=1&end=2"):
            assert server.get(path).status == 422, path
        answer = server.get("/api/v1/summary?start=2026-09-30&end=2026-09-01")
        assert answer.status == 400 and isinstance(answer.json()["detail"], str)
        assert server.get(f"/api/v1/summary?{PERIOD}&unknown=1").status == 200
        assert isinstance(server.ask("/api/v1/health", "PUT").json()["detail"], str)


def test_the_older_interface_keeps_its_shapes():
    with with_demo() as server:
        assert server.json("/api/v1/health") == {"status": "ok"}
        filters = server.json("/api/v1/filters?cloud=all")
        assert list(filters) == ["clouds", "scopes_by_cloud", "services_top", "regions_top", "available_range"]
        assert filters["clouds"][:5] == ["all", "aws", "azure", "gcp", "oci"]
        summary = server.json(f"/api/v1/summary?cloud=aws&{PERIOD}")
        assert list(summary) == ["total_current", "total_previous", "delta", "top_services", "top_scopes"]
        assert list(summary["delta"]) == ["absolute", "percent"] and len(summary["top_services"]) == 5
        series = server.json(f"/api/v1/timeseries?cloud=aws&{PERIOD}")
        assert series["granularity"] == "daily" and len(series["points"]) == 30
        assert abs(sum(point["total"] for point in series["points"]) - summary["total_current"]) < 0.01
        top = server.json(f"/api/v1/top-services?cloud=aws&limit=2&{PERIOD}")
        assert [list(item) for item in top] == [["key", "name", "total"]] * 2
        exact = server.json(f"/api/v1/costs?{PERIOD}&cloud=aws&granularity=total&metric=billed_cost")["totals"][0]["billed_cost"]
        assert abs(Decimal(exact) - Decimal(str(summary["total_current"]))) < Decimal("0.01")


def test_every_answer_carries_its_security_header():
    with serving() as server:
        for path in ("/healthz", "/api/v1/costs", "/api/v1/nothing", "/openapi.json", "/metrics"):
            answer = server.get(path)
            assert answer["X-Content-Type-Options"] == "nosniff", path
            assert answer["Access-Control-Allow-Origin"] is None, path
        answer = server.get("/api/v1/costs")
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
        assert answer["Vary"] == "Authorization, Accept, Accept-Encoding" and answer["Cache-Control"] == "private, no-cache"


def test_the_page_has_a_fresh_nonce_and_its_files_are_kept():
    with serving() as server:
        page = server.get("/")
        if page.status == 404:
            raise tap.Skip("this program was built without the page")
        nonce = re.search(r"'nonce-([0-9a-f]{32})'", page["Content-Security-Policy"])[1]
        assert f'nonce="{nonce}"' in page.body.decode() and page["Cache-Control"] == "no-store"
        assert nonce not in server.get("/deliveries?x=1").body.decode()
        for address in ("/sources/aws.cur2%3A1111", "/resources/a%2Fb.txt", "/services/~..", "/tags/team/x.js", "/explore/%zz", "/100%"):
            assert server.get(address)["Content-Type"] == "text/html; charset=utf-8", address
        script = re.search(r'src="(/assets/[^"]+\.js)"', page.body.decode())[1]
        plain = server.get(script)
        assert plain["Content-Type"] == "text/javascript; charset=utf-8" and "immutable" in plain["Cache-Control"]
        packed = server.get(script, Accept_Encoding="gzip")
        assert packed["Content-Encoding"] == "gzip" and gzip.decompress(packed.body) == plain.body
        assert server.get(script, Accept_Encoding="gzip, br")["Content-Encoding"] == "br"
        assert server.get(script, If_None_Match=plain["ETag"]).status == 304


def test_docs_shows_the_interface_under_a_strict_policy():
    with serving() as server:
        page = server.get("/docs")
        if page.status == 404:
            raise tap.Skip("this program was built without the page")
        assert "'unsafe-inline'" not in page["Content-Security-Policy"] and "script-src 'self'" in page["Content-Security-Policy"]
        for path in re.findall(r'(?:src|href)="(/docs/[^"]+)"', page.body.decode()):
            file = server.get(path)
            assert file.status == 200, path
            if path.endswith(".js"):
                assert file["Content-Type"] == "text/javascript; charset=utf-8"


def test_metrics_are_what_prometheus_reads():
    with with_demo() as server:
        for _ in range(3):
            server.json(f"/api/v1/costs?{PERIOD}")
        server.get("/nothing.js")
        answer = server.get("/metrics")
        assert answer["Content-Type"].startswith("text/plain; version=0.0.4")
        text = answer.body.decode()
        assert 'centavo_http_requests_total{method="GET",route="/api/v1/costs",status="200"} 3' in text
        assert "centavo_cache_misses_total 1" in text and "centavo_cache_hits_total 2" in text
        assert 'centavo_deliveries{state="active"} 6' in text
        assert re.search(r"^centavo_last_activation_timestamp_seconds 1[0-9]{9}\.", text, re.MULTILINE)
        check = subprocess.run(["promtool", "check", "metrics"], input=answer.body, capture_output=True, check=False)
        assert check.returncode == 0, check.stdout + check.stderr


def test_health_and_readiness_are_told_apart():
    with serving() as server:
        assert server.get("/healthz").body == b"ok\n" and server.get("/readyz").body == b"ready\n"


def test_requests_are_logged_as_json_with_their_trace():
    with serving() as server:
        trace = "0af7651916cd43dd8448eb211c80319c"
        server.get("/status?x=1", traceparent=f"00-{trace}-b7ad6b7169203331-01")
        (event,) = wait(lambda: server.events("request"))
        assert event["method"] == "GET" and event["path"] == "/status" and event["status"] == 400 and event["trace_id"] == trace
        assert event["client"] == "127.0.0.1" and event["bytes"] > 0 and event["ms"] >= 0 and event["cache"] == "none"
        assert re.fullmatch("[0-9a-f]{16}", event["id"])


def test_a_taken_port_is_named():
    with serving() as server:
        with tap.folder() as home:
            done = subprocess.run([tap.CENTAVO, "serve", "--home", home, "--listen", f"127.0.0.1:{server.port}"],
                                  capture_output=True, text=True, check=False, timeout=120)
            assert done.returncode != 0 and f"127.0.0.1:{server.port} is taken" in done.stderr, done.stderr
            for listen in ("8080", "127.0.0.1:", "::1:80", "127.0.0.1:99999", "no.such.host.invalid:80"):
                tap.centavo("serve", "--home", home, "--listen", listen, status=64)


def test_an_open_address_is_warned_about():
    with serving(listen="0.0.0.0:0") as server:
        wait(lambda: server.events("server.open_to_the_network"))
        server.host = "127.0.0.1"
        assert server.get("/healthz", Host="any.name.example").status == 200


def test_other_sites_cannot_speak_through_a_browser():
    with serving("--allowed-hosts", "bills.example, other.example") as server:
        for host, status in (("localhost", 200), ("127.0.0.1:8080", 200), ("[::1]:1", 200), ("bills.example", 200),
                             ("Other.Example:80", 200), ("evil.example", 421), ("127.0.0.1.evil.example", 421),
                             ("localhost.evil.example", 421), ("bills.example.evil.example", 421)):
            assert server.get("/healthz", Host=host).status == status, host
        path = "/api/v1/costs"
        for headers, status in (({"Origin": f"http://127.0.0.1:{server.port}"}, 200), ({"Origin": "http://evil.example"}, 403),
                                ({"Origin": "null"}, 403), ({"Sec_Fetch_Site": "cross-site"}, 403),
                                ({"Sec_Fetch_Site": "same-site"}, 403), ({"Sec_Fetch_Site": "same-origin"}, 200)):
            assert server.ask(path, "POST", "{}", Content_Type="application/json", **headers).status == status, headers


def test_ipv6_is_served():
    try:
        with serving(listen="[::1]:0") as server:
            assert server.host == "[::1]" and server.get("/healthz").status == 200
    except AssertionError as reason:
        if "Cannot assign" in str(reason) or "not supported" in str(reason):
            raise tap.Skip("no IPv6 here") from reason
        raise
