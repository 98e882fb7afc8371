# SPDX-License-Identifier: Apache-2.0
"""What happens over time: cached answers, uploads, another process's work, many clients, and the end of the server."""
import gzip
import http.client
import json
import os
import re
import signal
import threading
import time

import tap
from bill import write_focus
from routes import MONTHS, PERIOD, check_problem, with_demo
from server import DEADLINE, Server, serving, wait

COSTS = f"/api/v1/costs?{PERIOD}&group_by=service_name"


def metric(server, name):
    return float(re.search(rf"^{re.escape(name)} (\S+)$", server.get("/metrics").body.decode(), re.MULTILINE)[1])


def one_bill(folder):
    return tap.demo_bills(folder, *MONTHS)["aws"][-1]


def test_an_answer_that_is_known_is_not_sent_again():
    with with_demo() as server:
        for path in (COSTS, "/api/v1/summary?" + PERIOD, "/api/v1/tags"):
            first = server.get(path)
            tag = first["ETag"]
            assert re.fullmatch(r'"[0-9a-f]{32}"', tag), path
            for sent in (tag, "W/" + tag, f'"x", {tag}', "*"):
                again = server.get(path, If_None_Match=sent)
                assert (again.status, again.body, again["ETag"]) == (304, b"", tag), (path, sent)
            assert server.get(path, If_None_Match='"x"').status == 200
        assert server.get(COSTS)["ETag"] != server.get(COSTS + "&top=3")["ETag"]
        assert server.get(COSTS)["ETag"] != server.get(COSTS, Accept="text/csv")["ETag"]


def test_an_answer_is_packed_when_the_client_takes_it():
    with with_demo() as server:
        plain = server.get(COSTS)
        packed = server.get(COSTS, Accept_Encoding="br, gzip;q=0.5")
        assert packed["Content-Encoding"] == "gzip" and gzip.decompress(packed.body) == plain.body
        assert packed["ETag"] != plain["ETag"]
        assert server.get(COSTS, Accept_Encoding="gzip", If_None_Match=packed["ETag"]).status == 304
        assert server.get(COSTS, Accept_Encoding="gzip;q=0")["Content-Encoding"] is None
        fresh = server.get(COSTS + "&top=4", Accept_Encoding="gzip")  # packed before it was ever sent plain
        assert gzip.decompress(fresh.body) == server.get(COSTS + "&top=4").body


def test_the_same_question_is_computed_once_however_it_is_spelt():
    with with_demo() as server:
        spellings = (COSTS, f"/api/v1/costs?group_by=service_name&{PERIOD}", COSTS.replace("service_name", "service%5Fname"), COSTS)
        answers = [server.get(path) for path in spellings]
        assert len({answer["ETag"] for answer in answers}) == 1
        assert metric(server, "centavo_cache_misses_total") == 1
        logged = [event["cache"] for event in wait(lambda: server.events("request")[4:] and server.events("request"))][:4]
        assert logged == ["miss", "hit", "hit", "hit"], logged


def test_many_clients_that_ask_at_once_share_one_computation():
    with with_demo() as server:
        answers = []

        def ask():
            answers.append(server.get("/api/v1/costs?window=all&group_by=tag:team,service_name,sub_account_id&top=all"))

        clients = [threading.Thread(target=ask) for _ in range(32)]
        for client in clients:
            client.start()
        for client in clients:
            client.join()
        assert [answer.status for answer in answers] == [200] * 32 and len({answer.body for answer in answers}) == 1
        assert metric(server, "centavo_cache_misses_total") == 1


def test_many_clients_on_kept_connections_get_their_own_answers():
    with with_demo() as server:
        wrong = []

        def ask(number):
            connection = http.client.HTTPConnection(server.host, server.port, timeout=DEADLINE)
            for turn in range(40):
                top = 1 + (number + turn) % 7
                connection.request("GET", f"/api/v1/top-services?{PERIOD}&limit={top}")
                answer = connection.getresponse()
                if len(json.loads(answer.read())) > top or answer.status != 200:
                    wrong.append((number, turn))
            connection.close()

        clients = [threading.Thread(target=ask, args=(number,)) for number in range(16)]
        for client in clients:
            client.start()
        for client in clients:
            client.join()
        assert not wrong


def test_a_bill_that_another_process_brings_is_noticed():
    with tap.folder() as folder, serving() as server:
        bill = one_bill(folder)
        before = server.json("/status")["data_version"]
        empty = server.get(COSTS.replace("2026-09", "2026-10").replace("-30", "-31"))
        assert empty.json()["items"] == []
        tap.centavo("ingest", "--home", server.home, bill)
        path = COSTS.replace("2026-09", "2026-10").replace("-30", "-31")
        wait(lambda: server.json(path)["items"], 5)
        assert server.get(path)["ETag"] != empty["ETag"]
        assert server.get(path, If_None_Match=empty["ETag"]).status == 200
        assert server.json("/status")["data_version"] != before


def test_an_uploaded_bill_is_imported_and_its_run_tells_how():
    with tap.folder() as folder, serving() as server:
        bill = one_bill(folder)
        run = server.upload(bill)
        assert run["state"] == "done" and run["error"] is None, run
        (delivery,) = run["deliveries"]
        assert delivery["state"] == "active" and delivery["control_total"].keys() == delivery["stored_total"].keys() == {"USD"}
        assert server.json("/status")["delivery_counts"] == {"active": 1}
        path = COSTS.replace("2026-09", "2026-10").replace("-30", "-31")
        assert server.json(path)["items"], "a run that is done has data that can be asked at once"
        detail = server.json(f"/api/v1/deliveries/{delivery['delivery_id']}")
        assert detail["name"] == os.path.basename(bill) and detail["files"] and detail["checks"]
        again = server.upload(bill, name="again.csv.gz")
        assert again["deliveries"][0]["state"] == "duplicate"
        assert os.listdir(os.path.join(server.home, "stage")) == []
        assert tap.centavo("verify", "--home", server.home) is not None


def test_a_file_that_is_no_bill_is_refused_by_its_run():
    with tap.folder() as folder, serving() as server:
        for name, content in (("a.csv", b"a,b,c\n1,2,3\n"), ("b.gz", b"\x1f\x8b\x08\0broken"), ("c.bin", os.urandom(5000)),
                              ("d.csv", b"\n")):
            path = os.path.join(folder, name)
            with open(path, "wb") as file:
                file.write(content)
            run = server.upload(path)
            states = [delivery["state"] for delivery in run["deliveries"]]
            assert run["state"] == "failed" and run["error"]["detail"] or states == ["rejected"], (name, run)
        assert server.json("/api/v1/costs?window=all")["items"] == []
        assert os.listdir(os.path.join(server.home, "stage")) == []


def test_a_run_that_cannot_keep_its_bill_says_why():
    with tap.folder() as folder, serving() as server:
        landing = os.path.join(server.home, "landing")
        os.rename(landing, landing + ".away")
        with open(landing, "wb"):  # a file where the folder was
            pass
        bill = os.path.join(folder, "bill.csv")
        write_focus(bill, 4)
        run = server.upload(bill)
        assert run["state"] == "failed" and run["deliveries"] == [] and "landing" in run["error"]["detail"], run
        os.remove(landing)
        os.rename(landing + ".away", landing)
        assert server.upload(bill)["deliveries"][0]["state"] == "active"


def test_an_upload_that_is_said_wrongly_is_refused():
    with serving("--upload-limit", "1KB") as server:
        path = "/api/v1/deliveries"
        check_problem(server.ask(path, "POST", b"x"), 400, "usage", "name")
        check_problem(server.ask(path + "?name=a&colour=red", "POST", b"x"), 400, "usage", "colour")
        nothing = server.ask(path + "?name=a", "POST")
        check_problem(nothing, 400, "usage")
        assert nothing.json()["detail"].startswith("there is nothing in it"), nothing.body
        check_problem(server.ask(path + "?name=a", "POST", b"x" * 2000), 413, "limit")
        check_problem(server.ask(path + "?name=a", "POST", b"x", Content_Encoding="gzip"), 415, "content_type")
        check_problem(server.ask(path + "?name=a", "POST", b"x", Origin="http://evil.example"), 403, "denied")
        assert server.json(path)["items"] == [] and os.listdir(os.path.join(server.home, "stage")) == []


def test_a_repeated_key_becomes_the_same_run():
    with tap.folder() as folder, serving() as server:
        with open(one_bill(folder), "rb") as file:
            bill = file.read()
        runs = [server.ask("/api/v1/deliveries?name=a.csv.gz", "POST", bill, Idempotency_Key="one").json() for _ in range(2)]
        assert runs[0] == runs[1]
        server.wait_run(f"/api/v1/runs/{runs[0]['run_id']}")
        assert server.json("/status")["delivery_counts"] == {"active": 1}
        assert os.listdir(os.path.join(server.home, "stage")) == []


def test_an_upload_that_breaks_off_leaves_nothing():
    with serving() as server:
        with server.connect() as connection:
            connection.sendall(b"POST /api/v1/deliveries?name=a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n" + b"x" * 5000)
        wait(lambda: server.events("request"))
        assert os.listdir(os.path.join(server.home, "stage")) == [] and server.json("/api/v1/deliveries")["items"] == []


def test_a_killed_server_leaves_a_home_that_works():
    with tap.folder() as folder:
        home, bill = os.path.join(folder, "home"), one_bill(os.path.join(folder, "bills"))
        server = Server(home)
        with open(bill, "rb") as file:
            server.ask("/api/v1/deliveries?name=a.csv.gz", "POST", file.read())
        server.process.kill()
        assert server.stop() == -signal.SIGKILL
        server = Server(home)
        try:
            assert server.get("/readyz").status == 200 and os.listdir(os.path.join(home, "stage")) == []
            assert server.upload(bill)["deliveries"][0]["state"] in ("active", "duplicate")
        finally:
            assert server.stop() == 0
        tap.centavo("verify", "--home", home)


def test_a_stopping_server_finishes_what_is_under_way():
    for number in (signal.SIGTERM, signal.SIGINT):
        with tap.folder() as folder:
            with open(one_bill(folder), "rb") as file:
                bill = file.read()
            server = Server(os.path.join(folder, "home"))
            slow = server.connect()  # an upload that is half sent when the server is asked to stop
            slow.sendall(b"POST /api/v1/deliveries?name=slow.csv.gz HTTP/1.1\r\nHost: localhost\r\n"
                         b"Content-Length: %d\r\n\r\n" % len(bill) + bill[:1000])
            idle = server.connect()
            wait(lambda: 'centavo_http_connections 3' in server.get("/metrics").body.decode())
            server.process.send_signal(number)
            wait(lambda: server.events("server.stopping"))

            def refused():
                try:
                    server.connect().close()
                except ConnectionRefusedError:
                    return True
                return False

            wait(refused)
            slow.sendall(bill[1000:])
            assert b" 202 " in slow.recv(65536)
            assert server.stop(None) == 0
            assert idle.recv(1) == b""
            assert not server.events("server.cut")
            (done,) = server.events("run.done")
            assert done["state"] == "active"
            slow.close(), idle.close()


def test_a_stop_does_not_wait_for_ever():
    with tap.folder() as folder:
        server = Server(os.path.join(folder, "home"), "--shutdown-seconds", "1")
        stuck = server.connect()
        stuck.sendall(b"POST /api/v1/deliveries?name=a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nx")
        wait(lambda: 'centavo_http_connections 2' in server.get("/metrics").body.decode())
        start = time.monotonic()
        assert server.stop() == 0 and time.monotonic() - start > 0.9
        assert server.events("server.cut")
        stuck.close()


def test_a_client_that_leaves_harms_nobody():
    with with_demo() as server:
        for number in range(50):
            with server.connect() as connection:
                connection.sendall(f"GET /api/v1/costs?window=all&group_by=resource_id&top={number + 1} HTTP/1.1\r\n"
                                   "Host: localhost\r\n\r\n".encode())
        assert server.json(COSTS)["items"]
        assert server.get("/healthz").status == 200
