# SPDX-License-Identifier: Apache-2.0
"""Requests whose end could be read in two ways are refused, and nothing behind them on the connection is executed."""
import re
import socket
import time

from server import serving, wait

HEAD = b"Host: 127.0.0.1\r\n"
SECOND = b"GET /healthz?smuggled=1 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
GET = b"GET /healthz HTTP/1.1\r\n"
POST = b"POST /api/v1/costs HTTP/1.1\r\nContent-Type: application/json\r\n"

# name, bytes, statuses that will do (None: cut without a word). What stands behind them on the connection is not executed.
REFUSED = [
    ("both lengths, content-length first", POST + HEAD + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", {400}),
    ("both lengths, transfer-encoding first", POST + HEAD + b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n", {400}),
    ("two different lengths", POST + HEAD + b"Content-Length: 2\r\nContent-Length: 40\r\n\r\n{}", {400}),
    ("two equal lengths", POST + HEAD + b"Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", {400}),
    ("length with a plus", POST + HEAD + b"Content-Length: +5\r\n\r\n{}   ", {400}),
    ("length as a list", POST + HEAD + b"Content-Length: 5, 5\r\n\r\n{}   ", {400}),
    ("negative length", POST + HEAD + b"Content-Length: -1\r\n\r\n", {400}),
    ("hexadecimal length", POST + HEAD + b"Content-Length: 0x2\r\n\r\n{}", {400}),
    ("empty length", POST + HEAD + b"Content-Length:\r\n\r\n{}", {400}),
    ("length that does not fit", POST + HEAD + b"Content-Length: 99999999999999999999999\r\n\r\n", {400, 413}),
    ("unknown transfer-encoding", POST + HEAD + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", {400, 501}),
    ("two transfer-encodings in a list", POST + HEAD + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", {400, 501}),
    ("two transfer-encoding lines", POST + HEAD + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n", {400}),
    ("transfer-encoding hidden by a tab", POST + HEAD + b"Transfer-Encoding:\x0bchunked\r\n\r\n0\r\n\r\n", {400, 501}),
    ("transfer-encoding in HTTP/1.0", b"POST /api/v1/costs HTTP/1.0\r\n" + HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", {400}),
    ("blank before the colon", GET + b"Host : 127.0.0.1\r\n\r\n", {400}),
    ("blank before the colon of a length", POST + HEAD + b"Content-Length : 2\r\n\r\n{}", {400}),
    ("no Host", GET + b"Accept: */*\r\n\r\n", {400}),
    ("two Hosts", GET + HEAD + b"Host: other\r\n\r\n", {400}),
    ("Host with a path", GET + b"Host: 127.0.0.1/x\r\n\r\n", {400}),
    ("NUL in a value", GET + HEAD + b"X-A: a\0b\r\nAccept: */*\r\n\r\n", {400}),
    ("NUL in the last value", GET + HEAD + b"X-A: a\0\r\n\r\n", {400}),
    ("NUL in a name", GET + HEAD + b"X\0A: a\r\n\r\n", {400}),
    ("CR in a value", GET + HEAD + b"X-A: a\rX-B: b\r\n\r\n", {400}),
    ("control character in a value", GET + HEAD + b"X-A: a\x01b\r\n\r\n", {400}),
    ("bare line feed behind a value", GET + HEAD[:-2] + b"\nX-A: b\r\n\r\n", {400}),
    ("bare line feed behind the request line", GET[:-2] + b"\n" + HEAD + b"\r\n", {400}),
    ("bare line feeds everywhere", (GET + HEAD + b"\r\n").replace(b"\r\n", b"\n"), {400}),
    ("folded line", GET + HEAD + b"X-A: a\r\n b\r\n\r\n", {400}),
    ("folded transfer-encoding", POST + HEAD + b"Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n", {400, 501}),
    ("line without a colon", GET + HEAD + b"nonsense\r\n\r\n", {400}),
    ("empty name", GET + HEAD + b": a\r\n\r\n", {400}),
    ("blank in the target", b"GET /heal thz HTTP/1.1\r\n" + HEAD + b"\r\n", {400, None}),
    ("two blanks in the request line", b"GET  /healthz HTTP/1.1\r\n" + HEAD + b"\r\n", {400, None}),
    ("control character in the target", b"GET /healthz\x01 HTTP/1.1\r\n" + HEAD + b"\r\n", {400}),
    ("byte beyond ASCII in the target", b"GET /healthz?\xe4 HTTP/1.1\r\n" + HEAD + b"\r\n", {400}),
    ("target without a slash", b"GET healthz HTTP/1.1\r\n" + HEAD + b"\r\n", {400}),
    ("absolute URL of another host", b"GET http://other/healthz HTTP/1.1\r\n" + HEAD + b"\r\n", {400}),
    ("HTTP/0.9", b"GET /healthz\r\n\r\n", {400, 505, None}),
    ("HTTP/2.0", b"GET /healthz HTTP/2.0\r\n" + HEAD + b"\r\n", {400, 505, None}),
    ("HTTP/1.2", b"GET /healthz HTTP/1.2\r\n" + HEAD + b"\r\n", {400, 505, None}),
    ("chunk size that is no number", POST + HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n", {400}),
    ("chunk size with a minus", POST + HEAD + b"Transfer-Encoding: chunked\r\n\r\n-2\r\n{}\r\n0\r\n\r\n", {400}),
    ("chunk size that does not fit", POST + HEAD + b"Transfer-Encoding: chunked\r\n\r\nfffffffffffffffffff\r\n{}\r\n0\r\n\r\n", {400, 413}),
    ("chunk longer than its size", POST + HEAD + b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}{}\r\n0\r\n\r\n", {400}),
    ("100 kB URL", b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n" + HEAD + b"\r\n", {414}),
    ("9 kB URL", b"GET /" + b"a" * 9_000 + b" HTTP/1.1\r\n" + HEAD + b"\r\n", {414}),
    ("100 kB header line", GET + HEAD + b"X-A: " + b"a" * 100_000 + b"\r\n\r\n", {431}),
    ("40 kB of header lines", GET + HEAD + b"X-A: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n" * 1_100 + b"\r\n", {431}),
    ("5000 header lines", GET + HEAD + b"X: y\r\n" * 5_000 + b"\r\n", {431}),
    ("body that nobody asked for", GET[:-2] + b"\r\n" + HEAD + b"Content-Length: 5\r\n\r\nhello", {200, 413, 400}),
]

ACCEPTED = [
    ("plain", GET + HEAD + b"\r\n"),
    ("no header at all in HTTP/1.0", b"GET /healthz HTTP/1.0\r\n\r\n"),
    ("tabs and blanks around a value", GET + HEAD + b"X-A: \t a b \t\r\n\r\n"),
    ("empty value", GET + HEAD + b"X-A:\r\n\r\n"),
    ("no blank behind the colon", GET + b"Host:127.0.0.1\r\n\r\n"),
    ("Host with a port", GET + b"Host: localhost:8080\r\n\r\n"),
    ("absolute URL of this host", b"GET http://127.0.0.1/healthz HTTP/1.1\r\n" + HEAD + b"\r\n"),
    ("empty line before the request", b"\r\n" + GET + HEAD + b"\r\n"),
    ("byte beyond ASCII in a value", GET + HEAD + b"X-A: \xc3\xa4\r\n\r\n"),
    ("8 kB of target", b"GET /healthz HTTP/1.1\r\n" + HEAD + b"X-A: " + b"a" * 8_000 + b"\r\n\r\n"),
    ("30 kB of header", GET + HEAD + (b"X-A: " + b"a" * 1_000 + b"\r\n") * 30 + b"\r\n"),
]


def statuses(received):
    return [int(status) for status in re.findall(rb"HTTP/1\.[01] (\d\d\d) ", received)]


def test_a_request_with_two_readings_is_refused_and_ends_its_connection():
    with serving() as server:
        for name, request, allowed in REFUSED:
            found = statuses(server.raw(request + SECOND))
            assert set(found or [None]) <= allowed, f"{name}: {found}, not one of {allowed}"
            assert server.get("/healthz").status == 200, name

        def fine():
            return [event for event in server.events("request") if event["path"] == "/healthz" and event["status"] == 200]
        expected = len(REFUSED) + sum(200 in allowed for *_, allowed in REFUSED)
        wait(lambda: len(fine()) >= expected)  # the log is written behind the answers
        assert len(fine()) == expected, fine()  # no smuggled one


def test_a_sound_request_is_answered_and_so_is_the_one_behind_it():
    with serving() as server:
        for name, request in ACCEPTED:
            found = statuses(server.raw(request + GET + b"Host: 127.0.0.1\r\nConnection: close\r\n\r\n"))
            assert found == ([200] if b"HTTP/1.0" in request else [200, 200]), f"{name}: {found}"


def test_a_chunked_body_counts_like_any_other():
    with serving() as server:
        body = b"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n8;note=x\r\n{\"top\":5\r\n1\r\n}\r\n0\r\nX-T: 1\r\n\r\n"
        assert statuses(server.raw(POST + HEAD + body)) == [200]


def test_a_header_that_drips_is_cut_and_others_are_served_meanwhile():
    with serving() as server:
        slow = [server.connect() for _ in range(30)]
        for connection in slow:
            connection.sendall(GET)
        start = time.monotonic()
        cut = set()

        def all_cut():
            for number, connection in enumerate(slow):
                if number in cut:
                    continue
                try:
                    connection.sendall(b"X")
                    connection.settimeout(0.001)
                    if connection.recv(1) == b"":
                        cut.add(number)
                except socket.timeout:
                    pass
                except OSError:
                    cut.add(number)
            assert server.get("/healthz").status == 200
            return len(cut) == len(slow)

        wait(all_cut)
        assert time.monotonic() - start > 5
        for connection in slow:
            connection.close()


def test_a_body_that_is_too_large_is_refused_before_it_is_sent():
    with serving("--upload-limit", "1MB") as server:
        for path, size in (("/api/v1/costs", 2_000_000), ("/api/v1/deliveries?name=a", 2_000_000)):
            head = (f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    f"Content-Length: {size}\r\nExpect: 100-continue\r\n\r\n").encode()
            assert statuses(server.raw(head)) == [413], path


def test_a_chunked_body_that_grows_too_large_is_refused():
    with serving("--upload-limit", "1MB") as server:
        chunk = b"10000\r\n" + b"x" * 65536 + b"\r\n"
        head = b"POST /api/v1/deliveries?name=a HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
        assert statuses(server.raw(head + chunk * 20 + b"0\r\n\r\n")) == [413]
        assert server.json("/api/v1/deliveries")["items"] == []
