# SPDX-License-Identifier: Apache-2.0
"""Saved views and boards: whose they are, two who change one at once, what is gone, and what nobody may send."""
import json
import os
import threading

import engine
import tap
from routes import check_problem, with_demo
from server import Server, serving, wait

ANA, BO = "A" * 43, "b-_" * 10
VIEW = {"name": "Storage", "query": "group_by=service_name&window=90d", "visibility": "shared"}


def send(server, method, path, members, owner=None):
    headers = {"Content_Type": "application/json", **({"Centavo_Owner": owner} if owner else {})}
    return server.ask("/api/v1/" + path, method, members if isinstance(members, (str, bytes)) else json.dumps(members), **headers)


def get(server, path, owner=None):
    return server.get("/api/v1/" + path, **({"Centavo_Owner": owner} if owner else {}))


def made(answer):
    assert answer.status == 201, answer.body
    return answer.json()


def names(server, path, owner=None):
    return [item["name"] for item in get(server, path, owner).json()["items"]]


def test_a_view_is_saved_changed_and_removed():
    with with_demo() as server:
        answer = send(server, "POST", "saved_views",
                      {**VIEW, "name": "  Storage \n", "description": "two\nlines", "look": {"chart": "area", "drill": "Ação"}})
        view = made(answer)
        path = "saved_views/" + view["view_id"]
        assert answer["Location"] == "/api/v1/" + path and answer["Cache-Control"] == "no-store"
        assert get(server, path).json() == view and get(server, "saved_views").json() == {"items": [view]}
        assert (view["name"], view["description"], view["page"], view["query"], view["look"], view["visibility"], view["is_mine"],
                view["version"], view["problems"]) == (
            "Storage", "two\nlines", "/explore", VIEW["query"], {"chart": "area", "drill": "Ação"}, "shared", False, 1, []), view
        changed = send(server, "PUT", path, {**VIEW, "name": "Disks", "page": "/accounts", "version": 1}).json()
        assert (changed["name"], changed["page"], changed["description"], changed["look"], changed["version"]) == (
            "Disks", "/accounts", "", {}, 2), changed
        assert changed["created_at"] == view["created_at"] and changed["updated_at"] > view["updated_at"], changed
        removed = server.ask("/api/v1/" + path, "DELETE")
        assert (removed.status, removed.body) == (204, b""), removed.body
        for method in ("GET", "DELETE"):
            check_problem(server.ask("/api/v1/" + path, method), 404, "missing")
        check_problem(send(server, "PUT", path, {**VIEW, "version": 2}), 404, "missing")


def test_what_is_private_is_not_there_for_anybody_else():
    with with_demo() as server:
        view = made(send(server, "POST", "saved_views", {**VIEW, "name": "Mine", "visibility": "private"}, ANA))
        board = made(send(server, "POST", "boards", {"name": "My board", "visibility": "private", "items": []}, ANA))
        assert view["is_mine"] and board["is_mine"]
        for path, thing, body in (("saved_views", view["view_id"], {**VIEW, "visibility": "private"}),
                                  ("boards", board["board_id"], {"name": "x", "visibility": "private", "items": []})):
            one = f"{path}/{thing}"
            assert len(names(server, path, ANA)) == 1 and names(server, path, BO) == names(server, path) == []
            nothing = get(server, f"{path}/{'x' * 16}", BO)
            for answer in (get(server, one, BO), get(server, one), send(server, "PUT", one, {**body, "version": 1}, BO),
                           server.ask("/api/v1/" + one, "DELETE", Centavo_Owner=BO), server.ask("/api/v1/" + one, "DELETE")):
                check_problem(answer, 404, "missing")
                assert answer.json()["detail"].replace(thing, "x" * 16) == nothing.json()["detail"], answer.body
            assert get(server, one, ANA).json()["version"] == 1
        check_problem(send(server, "POST", "saved_views", {**VIEW, "visibility": "private"}), 400, "usage", "visibility")
        check_problem(send(server, "POST", "boards", {"name": "x", "visibility": "private", "items": []}), 400, "usage", "visibility")


def test_what_is_shared_is_everybodys_but_only_its_owner_takes_it_back():
    with with_demo() as server:
        view = made(send(server, "POST", "saved_views", VIEW, ANA))
        path = "saved_views/" + view["view_id"]
        assert view["is_mine"] and not get(server, path, BO).json()["is_mine"]
        assert send(server, "PUT", path, {**VIEW, "name": "Bo's name", "version": 1}, BO).status == 200
        taken = send(server, "PUT", path, {**VIEW, "visibility": "private", "version": 2}, BO)
        check_problem(taken, 403, "denied", "visibility")
        assert send(server, "PUT", path, {**VIEW, "visibility": "private", "version": 2}, ANA).json()["visibility"] == "private"
        check_problem(get(server, path, BO), 404, "missing")
        nobodys = made(send(server, "POST", "saved_views", VIEW))
        check_problem(send(server, "PUT", "saved_views/" + nobodys["view_id"], {**VIEW, "visibility": "private", "version": 1}, BO), 403,
                      "denied", "visibility")


def test_a_wrong_owner_is_refused_and_no_owner_is_ever_logged():
    with with_demo() as server:
        for owner in ("A" * 21, "A" * 65, "A" * 30 + "=", "A" * 30 + " B", "é" * 22):
            answer = server.get("/api/v1/saved_views", Centavo_Owner=owner.encode())
            check_problem(answer, 400, "usage", "Centavo-Owner")
            assert owner.encode() not in answer.body
        twice = server.raw(b"GET /api/v1/boards HTTP/1.1\r\nHost: localhost\r\n" + 2 * (b"Centavo-Owner: " + b"A" * 30 + b"\r\n") +
                           b"Connection: close\r\n\r\n")
        assert twice.startswith(b"HTTP/1.1 400 "), twice
        made(send(server, "POST", "saved_views", {**VIEW, "visibility": "private"}, ANA))
        assert len(wait(lambda: server.events("request")[6:] and server.events("request"))) == 7
        assert ANA not in server.log() and "A" * 21 not in server.log()
        if not engine.is_server():
            for name in ("centavo.db", "centavo.db-wal"):
                if os.path.exists(os.path.join(server.home, name)):
                    with open(os.path.join(server.home, name), "rb") as file:
                        assert ANA.encode() not in file.read(), name


def test_of_two_who_change_the_same_version_one_is_told():
    with with_demo() as server:
        item = made(send(server, "POST", "saved_views", VIEW))
        for path, body in (("saved_views", VIEW), ("boards", {"name": "Monday", "visibility": "shared", "items": [
                {"view_id": item["view_id"], "width": 1, "height": "tall"}]})):
            thing = made(send(server, "POST", path, body))
            one = f"{path}/{thing.get('view_id') or thing['board_id']}"
            answers = []

            def change(number):
                answers.append(send(server, "PUT", one, {**body, "name": f"by {number}", "version": 1}))
            writers = [threading.Thread(target=change, args=(number,)) for number in range(8)]
            for writer in writers:
                writer.start()
            for writer in writers:
                writer.join()
            now = get(server, one).json()
            assert sorted(answer.status for answer in answers) == [200] + [409] * 7, [answer.body for answer in answers]
            for answer in answers:
                if answer.status == 409:
                    check_problem(answer, 409, "conflict", "version")
                    assert answer.json()["version"] == 2 and answer.json()["current"] == now, answer.body
                else:
                    assert answer.json() == now and now["version"] == 2
            if path == "boards":
                assert len(now["items"]) == 1


def test_a_board_shows_its_views_and_says_which_are_gone():
    with with_demo() as server:
        views = [made(send(server, "POST", "saved_views", {**VIEW, "name": name, "visibility": kind}, ANA))
                 for name, kind in (("one", "shared"), ("two", "shared"), ("own", "private"))]
        items = [{"view_id": view["view_id"], "title": title, "width": width, "height": height}
                 for view, title, width, height in zip(views, (None, "Second", None), (1, 4, 2), ("small", "medium", "tall"))]
        board = made(send(server, "POST", "boards", {"name": "Monday", "visibility": "shared", "items": items}, ANA))
        path = "boards/" + board["board_id"]
        assert [{key: item[key] for key in items[0]} for item in board["items"]] == items
        assert [item["view"] for item in board["items"]] == views
        assert [item["problem_code"] for item in board["items"]] == [None, None, "private"]
        assert get(server, "boards").json()["items"] == [{key: value for key, value in {**board, "is_mine": False}.items() if key != "items"}]
        for_all = get(server, path).json()["items"]
        assert [item["problem_code"] for item in for_all] == [None, None, "missing"] and for_all[2]["view"] is None
        assert server.ask("/api/v1/saved_views/" + views[1]["view_id"], "DELETE").status == 204
        left = get(server, path, ANA).json()["items"]
        assert left[1]["view"] is None and left[1]["title"] == "Second" and "deleted" in left[1]["problem"], left[1]
        assert left[1]["problem"] == for_all[2]["problem"]  # what is gone and what is another's look the same
        # with what is gone it may be saved again, but nothing that never was there may be put on it
        kept = {"name": "Monday", "visibility": "shared", "items": items, "version": 1}
        assert send(server, "PUT", path, kept, BO).json()["version"] == 2
        check_problem(send(server, "PUT", path, {**kept, "items": items + [{**items[0], "view_id": "nobody's"}], "version": 2}), 400,
                      "usage", "items[3].view_id")
        assert get(server, path).json()["version"] == 2 and len(get(server, path).json()["items"]) == 3
        check_problem(send(server, "POST", "boards", {**board_of(items[1])}), 400, "usage", "items[0].view_id")
        check_problem(send(server, "POST", "boards", {**board_of(items[2])}, BO), 400, "usage", "items[0].view_id")
        assert send(server, "PUT", path, {**kept, "items": [], "version": 2}).json()["items"] == []
        assert server.ask("/api/v1/" + path, "DELETE").status == 204
        check_problem(get(server, path), 404, "missing")
        assert names(server, "saved_views") == ["one"]


def board_of(*items):
    return {"name": "b", "visibility": "shared", "items": list(items)}


def test_a_view_says_what_of_it_is_gone():
    queries = {
        "group_by=service_name,tag:team": [],
        "group_by=tag:tteam,colour&filter=norm_tag:nnone%20%3D%20x%20and%20tag:team%20%3D%20x": [
            ("tag", "group_by", "tag:tteam"), ("column", "group_by", "colour"), ("tag", "filter", "norm_tag:nnone")],
        "tag:gone=1&service_name=x": [("tag", "tag:gone", "tag:gone")],
        "group_by=norm_tag:team": [],
        "window=never": [("word", "window", None)],
        "colour=red": [("word", "colour", None)],
        "filter=service_name%20%3D": [("word", "filter", None)],
        "filter=colour%20%3D%20red": [("word", "filter", None)],
        "": [],
    }
    with with_demo() as server:
        for query, expected in queries.items():
            view = made(send(server, "POST", "saved_views", {**VIEW, "query": query}))
            found = [(problem["code"], problem["parameter"], problem["name"]) for problem in view["problems"]]
            assert found == expected, (query, view["problems"])
            assert all(problem["detail"] for problem in view["problems"])
        assert [len(item["problems"]) for item in get(server, "saved_views").json()["items"]].count(0) == 3
        send(server, "POST", "tags/rules", {"norm_key": "nnone", "raw_key": "team"})
        names_now = [problem["name"] for item in get(server, "saved_views").json()["items"] for problem in item["problems"]]
        assert "norm_tag:nnone" not in names_now and "tag:tteam" in names_now, names_now


def test_without_any_bill_views_are_saved_all_the_same():
    with serving() as server:
        view = made(send(server, "POST", "saved_views", {**VIEW, "query": "group_by=tag:team,norm_tag:team,service_name"}))
        assert [problem["name"] for problem in view["problems"]] == ["tag:team", "norm_tag:team"], view


def test_what_is_no_view_is_refused_by_name():
    wrong = [
        ({"name": ""}, "name"), ({"name": " \t "}, "name"), ({"name": "x" * 121}, "name"), ({"name": 5}, "name"), ({"name": None}, "name"),
        ({"name": "a\u0007b"}, "name"), ({"name": "a\nb"}, "name"), ({"name": "a\u009b31mb"}, "name"),
        ({"name": "a\u202eb"}, "name"), ({"description": "a\u2066b"}, "description"), ({"look": {"a": "\u2028"}}, "look.a"),
        ({"description": "x" * 2001}, "description"),
        ({"description": "a\u001bb"}, "description"), ({"description": []}, "description"), ({"page": "explore"}, "page"),
        ({"page": "//evil.example"}, "page"), ({"page": "/a?b=c"}, "page"), ({"page": "/" + "a" * 200}, "page"), ({"page": 1}, "page"),
        ({"page": "/\\evil"}, "page"), ({"query": 7}, "query"), ({"query": "a=" + "x" * 2047}, "query"), ({"query": "a=%zz"}, "query"),
        ({"query": "a=%00"}, "query"), ({"query": "a=b#c"}, "query"), ({"query": "?a=b"}, "query"), ({"query": "a\tb"}, "query"),
        ({"query": "&".join(["a=b"] * 300)}, "query"), ({"look": []}, "look"), ({"look": "x"}, "look"),
        ({"look": {"chart": 5}}, "look.chart"), ({"look": {"chart": {"deep": "er"}}}, "look.chart"), ({"look": {"": "x"}}, "look."),
        ({"look": {"a": "\u0001"}}, "look.a"), ({"look": {"a": "x" * 2048}}, "look"), ({"visibility": "public"}, "visibility"),
        ({"visibility": None}, "visibility"), ({"version": 1.5}, None), ({"owner": "x"}, "owner"), ({"view_id": "x"}, "view_id"),
    ]
    with with_demo() as server:
        for members, parameter in wrong:
            if parameter:
                check_problem(send(server, "POST", "saved_views", {**VIEW, **members}), 400, "usage", parameter)
        for missing in VIEW:
            check_problem(send(server, "POST", "saved_views", {key: VIEW[key] for key in VIEW if key != missing}), 400, "usage", missing)
        path = "saved_views/" + made(send(server, "POST", "saved_views", {**VIEW, "name": "é" * 120, "query": "a=" + "x" * 2046}))["view_id"]
        for version in (None, 0, -1, "1", 1.5, 2 ** 63 - 1, True):
            answer = send(server, "PUT", path, {**VIEW, "version": version})
            check_problem(answer, 409 if version == 2 ** 63 - 1 else 400, "conflict" if version == 2 ** 63 - 1 else "usage", "version")
        check_problem(send(server, "PUT", path, VIEW), 400, "usage", "version")
        for body in ("", "{", "[]", "null", '{"name":"a","name":"b"}', '{"name":"\\u0000"}', b"\xff\xfe", "[" * 100000,
                     '{"look":' * 5000 + "1" + "}" * 5000):
            assert send(server, "POST", "saved_views", body).status == 400, body[:40]
        large = server.raw(b"POST /api/v1/saved_views HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                           b"Content-Length: 2000000\r\n\r\n")
        assert large.startswith(b"HTTP/1.1 413 "), large
        check_problem(server.ask("/api/v1/saved_views", "POST", json.dumps(VIEW)), 415, "content_type")
        check_problem(server.get("/api/v1/saved_views?q=a"), 400, "usage", "q")
        check_problem(server.get("/api/v1/saved_views/a%00b"), 400, "usage")
        check_problem(server.get("/api/v1/saved_views/' or 1=1 --".replace(" ", "%20")), 404, "missing")
        assert len(names(server, "saved_views")) == 1


def test_as_many_of_the_worst_views_as_there_may_be_are_one_answer():
    two_letters = [a + b for a in "abcdefghijklmnopqrstuvwxyz" for b in "abcdefghijklmnopqrstuvwxyz"]
    queries = ["group_by=" + ",".join(two_letters[:670]), "&".join(f"tag:{name}" for name in two_letters[:250]), '"' * 2048,
               "tag:" + '"' * 2043 + "="]
    with with_demo() as server:
        limits = {limit["name"]: limit["value"] for limit in server.json("/api/v1/about")["limits"]}
        for query in queries:
            view = made(send(server, "POST", "saved_views",
                             {"name": '"' * 120, "description": "\U0001f642" * 2000, "query": query, "look": {"a": '"' * 1000},
                              "visibility": "shared"}))
            assert 1 <= len(view["problems"]) <= limits["view_problem_count"], view["problems"]
            size = len(get(server, "saved_views/" + view["view_id"]).body)
            assert size * limits["saved_view_count"] < limits["answer"], (query[:20], size)


def test_what_is_no_board_is_refused_by_name():
    with with_demo() as server:
        view_id = made(send(server, "POST", "saved_views", VIEW))["view_id"]
        item = {"view_id": view_id, "width": 1, "height": "small"}
        wrong = [("items", None), ("items", {}), ("items", [item] * 61), ("items[0]", [5]), ("items[1]", [item, None]),
                 ("items[0].width", [{**item, "width": 5}]), ("items[0].width", [{**item, "width": 0}]),
                 ("items[0].width", [{**item, "width": "1"}]), ("items[0].height", [{**item, "height": "huge"}]),
                 ("items[0].title", [{**item, "title": ""}]), ("items[0].title", [{**item, "title": 1}]),
                 ("items[0].view_id", [{**item, "view_id": None}]), ("items[0].view_id", [{**item, "view_id": "x" * 41}]),
                 ("items[0].colour", [{**item, "colour": "red"}])]
        for parameter, items in wrong:
            check_problem(send(server, "POST", "boards", {"name": "b", "visibility": "shared", "items": items}), 400, "usage", parameter)
        check_problem(send(server, "POST", "boards", {"name": "b", "visibility": "shared"}), 400, "usage", "items")
        assert names(server, "boards") == []
        full = made(send(server, "POST", "boards", board_of(*[item] * 60)))
        assert full["item_count"] == len(full["items"]) == 60


def test_there_are_only_so_many_boards():
    with serving() as server:
        most = next(limit["value"] for limit in server.json("/api/v1/about")["limits"] if limit["name"] == "board_count")
        for number in range(most):
            made(send(server, "POST", "boards", board_of()))
        check_problem(send(server, "POST", "boards", board_of()), 413, "limit")
        assert len(names(server, "boards")) == most == 500
        assert server.ask("/api/v1/boards/" + get(server, "boards").json()["items"][0]["board_id"], "DELETE").status == 204
        made(send(server, "POST", "boards", board_of()))


def test_methods_that_there_are_not_are_named():
    with with_demo() as server:
        view_id = made(send(server, "POST", "saved_views", VIEW))["view_id"]
        for path, allowed in (("saved_views", "GET, HEAD, POST, OPTIONS"), ("boards", "GET, HEAD, POST, OPTIONS"),
                              ("saved_views/" + view_id, "GET, HEAD, PUT, DELETE, OPTIONS"), ("boards/x", "GET, HEAD, PUT, DELETE, OPTIONS")):
            options = server.ask("/api/v1/" + path, "OPTIONS")
            assert (options.status, options["Allow"]) == (204, allowed)
            for method in ("PATCH", "DELETE", "PUT", "POST"):
                if method not in allowed:
                    answer = server.ask("/api/v1/" + path, method)
                    check_problem(answer, 405, "method")
                    assert answer["Allow"] == allowed
        head = server.ask("/api/v1/saved_views", "HEAD")
        assert head.status == 200 and head.body == b"" and int(head["Content-Length"]) > 0
        # a page of another site changes nothing, and nothing is changed by a body that DELETE does not take
        foreign = {"Origin": "http://evil.example", "Content_Type": "application/json"}
        for method, body in (("DELETE", None), ("PUT", json.dumps({**VIEW, "version": 1}))):
            check_problem(server.ask("/api/v1/saved_views/" + view_id, method, body, **foreign), 403, "denied")
        check_problem(server.ask("/api/v1/saved_views/" + view_id, "DELETE", "x" * 10), 413, "limit")
        assert get(server, "saved_views/" + view_id).json()["version"] == 1
        assert server.ask("/api/v1/saved_views/" + view_id, "DELETE").status == 204
        page = server.get("/metrics").body.decode()
        for method, status in (("POST", 201), ("DELETE", 204)):
            assert f'method="{method}",route="/api/v1/saved_views' in page and f'status="{status}"' in page
        wait(lambda: ("DELETE", 204) in [(event["method"], event["status"]) for event in server.events("request")])


def test_views_survive_the_server():
    with tap.folder() as folder:
        views = []
        for _ in range(2):
            server = Server(os.path.join(folder, "home"))
            try:
                if not views:
                    views.append(made(send(server, "POST", "saved_views", {**VIEW, "visibility": "private"}, ANA)))
                views.append(get(server, "saved_views/" + views[0]["view_id"], ANA).json())
            finally:
                assert server.stop() == 0, server.log()
        assert views[0] == views[1] == views[2]
