# SPDX-License-Identifier: Apache-2.0
"""What every workload needs: run a program and know its time and memory, start a server and stop it, ask it."""
import contextlib
import http.client
import os
import re
import socket
import subprocess
import time


class Run:
    """A finished program: seconds on the clock and of the processors, peak resident megabytes, output and errors."""

    def __init__(self, arguments, environment=None, quiet=True):
        out = subprocess.PIPE if quiet else None
        started = time.monotonic()
        child = subprocess.Popen(arguments, stdout=out, stderr=subprocess.PIPE, env=environment, text=True)
        self.output, self.errors = child.stdout.read(), child.stderr.read()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        self.seconds = time.monotonic() - started
        self.cpu_seconds = usage.ru_utime + usage.ru_stime
        self.megabytes = usage.ru_maxrss / 1024
        if child.returncode:
            raise RuntimeError(f"{' '.join(map(str, arguments))[:300]}: exit {child.returncode}: {self.errors[-800:]}")


def best(count, make):
    """The fastest of `count` runs; make(i) starts the i-th and returns a Run."""
    return min((make(i) for i in range(count)), key=lambda run: run.seconds)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def server(arguments, port, path, environment=None, stdin=None):
    """Start a server, wait until it answers, and stop that very process at the end. Yields (pid, seconds to answer)."""
    started = time.monotonic()
    child = subprocess.Popen(arguments, stdin=stdin, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                             env=environment)
    try:
        while True:
            with contextlib.suppress(OSError, http.client.HTTPException):
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
                connection.request("GET", path)
                if connection.getresponse().status == 200:
                    break
            if child.poll() is not None or time.monotonic() - started > 120:
                raise RuntimeError(f"{arguments[0]} does not answer on {path}")
            time.sleep(0.002)
        yield child.pid, time.monotonic() - started
    finally:
        if child.stdin:
            child.stdin.close()
        child.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(20)
        if child.poll() is None:
            child.kill()
            child.wait()


def resident_megabytes(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        return int(re.search(r"VmRSS:\s+(\d+)", status.read())[1]) / 1024


def ask(port, path):
    """(status, headers, body) of one request."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path)
    response = connection.getresponse()
    return response.status, response.headers, response.read()


class Load:
    """What wrk says of one load: requests a second and the 99th percentile in milliseconds."""

    def __init__(self, port, path, seconds=8, connections=1, script=None, arguments=()):
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", f"http://127.0.0.1:{port}{path}"]
        if script:
            command[1:1] = ["-s", script]
        text = Run([*command, *(["--", *arguments] if arguments else [])]).output
        self.rate = float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1])
        value, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)\b", text).groups()
        self.p99 = float(value) * {"us": 0.001, "ms": 1, "s": 1000}[unit]
        self.errors = int((re.search(r"Non-2xx or 3xx responses: (\d+)", text) or [0, 0])[1])
        if self.errors:
            raise RuntimeError(f"{path}: {self.errors} answers were errors")


def environment(**more):
    return {**os.environ, **more}
