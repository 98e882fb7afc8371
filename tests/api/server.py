# SPDX-License-Identifier: Apache-2.0
"""A server of its own on a free port and a fresh home, and the plainest client that can talk to it."""
import contextlib
import http.client
import json
import os
import re
import select
import signal
import socket
import subprocess
import time

import engine
import tap

DEADLINE = 120


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def json(self):
        return json.loads(self.body)

    def __getitem__(self, name):
        return self.headers.get(name)


class Server:
    check = None  # called with method, path and every answer

    def __init__(self, home, *options, environment=None, listen="127.0.0.1:0"):
        self.home = str(home)
        self.log_path = os.path.join(self.home + ".log")
        self.process = subprocess.Popen(
            [tap.CENTAVO, "serve", "--home", self.home, "--listen", listen, *options], stdout=subprocess.PIPE,
            stderr=open(self.log_path, "wb"), env={**os.environ, **engine.environment(self.home), **(environment or {})})
        if not select.select([self.process.stdout], [], [], DEADLINE)[0]:
            self.process.kill()
            raise AssertionError("the server said nothing: " + self.log())
        self.line = self.process.stdout.readline().decode()
        found = re.search(r"http://(.+):(\d+)", self.line)
        assert found, f"{self.line!r} {self.log()}"
        self.host, self.port = found[1], int(found[2])

    def log(self):
        with open(self.log_path, encoding="utf-8") as file:
            return file.read()

    def events(self, name):
        whole = self.log().split("\n")[:-1]  # the last line may be half written
        return [event for event in map(json.loads, whole) if event["event"] == name]

    def connect(self, timeout=DEADLINE):
        return socket.create_connection((self.host.strip("[]"), self.port), timeout)

    def ask(self, path, method="GET", body=None, **headers):
        """One request on a connection of its own. Header names are given with _ for -."""
        connection = http.client.HTTPConnection(self.host.strip("[]"), self.port, timeout=DEADLINE)
        try:
            connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            response = connection.getresponse()
            answer = Answer(response.status, response.headers, response.read())
        finally:
            connection.close()
        if Server.check:
            Server.check(method, path, answer)
        return answer

    def get(self, path, **headers):
        return self.ask(path, **headers)

    def json(self, path, **headers):
        answer = self.ask(path, **headers)
        assert answer.status == 200, f"{path}: {answer.status} {answer.body[:500]}"
        return answer.json()

    def raw(self, request):
        """Everything that the server sends on one connection until it closes it."""
        with self.connect() as connection:
            with contextlib.suppress(OSError):
                connection.sendall(request)
            received = b""
            with contextlib.suppress(OSError):
                while part := connection.recv(65536):
                    received += part
            return received

    def upload(self, path, name=None, **words):
        """Send a file and wait for its run to be over."""
        query = "&".join(f"{key}={value}" for key, value in {"name": name or os.path.basename(path), **words}.items())
        with open(path, "rb") as file:
            answer = self.ask("/api/v1/deliveries?" + query, "POST", file.read())
        assert answer.status == 202, f"{answer.status} {answer.body[:500]}"
        assert answer["Location"] == f"/api/v1/runs/{answer.json()['run_id']}"
        return self.wait_run(answer["Location"])

    def wait_run(self, path):
        def over():
            run = self.json(path)
            return run if run["state"] in ("done", "failed") else None
        return wait(over)

    def stop(self, number=signal.SIGTERM):
        """The exit status; with number None, of a server that is stopping already."""
        if number and self.process.poll() is None:
            self.process.send_signal(number)
        try:
            return self.process.wait(DEADLINE)
        finally:
            self.process.stdout.close()
            if self.process.poll() is None:
                self.process.kill()
                self.process.wait()


def wait(condition, seconds=DEADLINE):
    """The first true value of condition()."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if value := condition():
            return value
        time.sleep(0.01)
    raise AssertionError("waited too long for " + condition.__name__)


@contextlib.contextmanager
def serving(*options, bills=(), **more):
    """A server in a fresh home, with these bills ingested before it starts. Its end is checked."""
    with tap.folder() as folder:
        home = os.path.join(folder, "home")
        if bills:
            tap.centavo("ingest", "--home", home, *bills)
        server = Server(home, *options, **more)
        try:
            yield server
            assert server.process.poll() is None, "the server died: " + server.log()[-3000:]
        finally:
            status = server.stop()
        assert status == 0, f"exit {status}: {server.log()[-3000:]}"
