# SPDX-License-Identifier: Apache-2.0
"""A real PostgreSQL for tests: a server of one's own in a temporary directory on a free port.

    with postgres.Server() as server:           # one for a suite
        url = server.database()                 # a fresh, empty database, for one test
        server.sql(url, "SELECT 1")             # [["1"]]

A server can be stopped, started again, killed, followed by a standby, and have its connections cut. It writes nothing to disk that
it waits for (fsync is off) unless it is made with fsync=True. It listens on loopback and on a socket in its directory.

Run as a program it starts a server, prints the URL of its maintenance database, and stops when its standard input ends: so
a test written in C has one that ends with it.
"""
import glob
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

USER = "centavo"
START_SECONDS = 120


def programs():
    """Debian keeps initdb and postgres beside their version."""
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/postgres"))
    if not found:
        raise FileNotFoundError("no PostgreSQL: ./bootstrap test installs it")
    return os.path.dirname(found[-1])


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def query(url, text):
    """The rows of a statement, as lists of texts; NULL is None."""
    done = subprocess.run([f"{programs()}/psql", "-X", "-q", "-A", "-t", "-F", "\x1f", "-R", "\x1e", "-P", "null=\x01", "-v",
                           "ON_ERROR_STOP=1", "-d", url, "-f", "-"], input=text, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{text}: exit status {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
    out = done.stdout.removesuffix("\n")
    return [[None if cell == "\x01" else cell for cell in row.split("\x1f")] for row in out.split("\x1e")] if out else []


class Server:
    """settings: of postgresql.conf, as {"shared_buffers": "64MB"}."""

    def __init__(self, fsync=False, settings=None, copy_of=None):
        self.folder = tempfile.mkdtemp(prefix="centavo-test-postgres-")
        self.process = None
        self.port = None
        self.count = 0
        # PostgreSQL refuses to be root: then it is the user that Debian's package made.
        self.user = []
        if os.getuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
            self.user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        self.settings = {"fsync": "on" if fsync else "off", "full_page_writes": "on" if fsync else "off",
                         "shared_buffers": "64MB", "max_connections": "60", "log_min_messages": "warning",
                         **(settings or {})}
        try:
            if copy_of:
                self.run("pg_basebackup", "-D", f"{self.folder}/db", "-d", copy_of.url(), "-c", "fast", "-R", "--no-sync")
            else:
                self.run("initdb", "-D", f"{self.folder}/db", "-U", USER, "--auth=trust", "--encoding=UTF8",
                         "--locale=C.UTF-8", "--no-sync", "--no-instructions")
            self.start()
        except BaseException:
            self.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def run(self, program, *arguments, text=None):
        """What a program of PostgreSQL prints; it must succeed."""
        done = subprocess.run([*self.user, f"{programs()}/{program}", *map(str, arguments)], input=text,
                              capture_output=True, text=True, check=False, cwd=self.folder)
        if done.returncode:
            raise AssertionError(f"{program}: exit status {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
        return done.stdout

    # ---- the server's life ----

    def start(self):
        """Start, on the port it had if there was one, and wait until it accepts connections."""
        for _ in range(5):
            port = self.port or free_port()
            options = [word for name, value in self.settings.items() for word in ("-c", f"{name}={value}")]
            with open(f"{self.folder}/log", "ab") as log:
                self.process = subprocess.Popen(
                    [*self.user, f"{programs()}/postgres", "-D", f"{self.folder}/db", "-p", str(port), "-k", self.folder,
                     "-c", "listen_addresses=127.0.0.1", *options],
                    stdin=subprocess.DEVNULL, stdout=log, stderr=log)
            if self.is_ready():
                self.port = port
                return
        raise AssertionError("PostgreSQL does not start:\n" + self.log()[-2000:])

    def is_ready(self):
        """True when it says so in its pid file, False when it ended instead."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                return False
            try:
                with open(f"{self.folder}/db/postmaster.pid", encoding="utf-8") as file:
                    lines = file.read().splitlines()
                if len(lines) > 7 and lines[0] == str(self.process.pid) and lines[7].strip() in ("ready", "standby"):
                    return True
            except FileNotFoundError:
                pass
            time.sleep(0.02)
        self.stop(signal.SIGQUIT)
        return False

    def stop(self, how=signal.SIGINT):
        """End it. SIGINT cuts its connections, SIGTERM waits for them, SIGQUIT leaves it to recover at the next start."""
        if self.process:
            if self.process.poll() is None:
                self.process.send_signal(how)
            self.process.wait()
            self.process = None

    def kill(self):
        """End it as a power cut would, but for what the operating system still has to write."""
        with open(f"{self.folder}/db/postmaster.pid", encoding="utf-8") as file:
            assert int(file.readline()) == self.process.pid
        children = subprocess.run(["ps", "-o", "pid=", "--ppid", str(self.process.pid)], capture_output=True, text=True,
                                  check=False).stdout.split()
        self.process.kill()
        for child in children:
            try:
                os.kill(int(child), signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.process.wait()
        self.process = None

    def restart(self):
        self.stop()
        self.start()

    def close(self):
        self.stop(signal.SIGQUIT)
        shutil.rmtree(self.folder, ignore_errors=True)

    def log(self):
        try:
            with open(f"{self.folder}/log", encoding="utf-8", errors="replace") as file:
                return file.read()
        except FileNotFoundError:
            return ""

    def standby(self):
        """A server of its own that follows this one and only reads, until it is promoted."""
        return Server(settings=self.settings, copy_of=self)

    def promote(self):
        """A standby becomes a server that can be written to."""
        self.run("pg_ctl", "promote", "-w", "-D", f"{self.folder}/db")

    # ---- its databases ----

    def url(self, database="postgres", user=USER):
        return f"postgresql://{user}@127.0.0.1:{self.port}/{database}"

    def database(self, options=""):
        """The URL of a fresh, empty database. options: more words of CREATE DATABASE."""
        self.count += 1
        name = f"test_{self.count}"
        self.sql(self.url(), f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8' {options}")
        return self.url(name)

    def sql(self, url, text):
        return query(url, text)

    def cut(self, url):
        """End every connection to the database of the URL, all at once."""
        name = url.rsplit("/", 1)[1]
        for how in "pid", "pid, 10000":  # which waits for one after the other
            self.sql(self.url(), f"SELECT pg_terminate_backend({how}) FROM pg_stat_activity WHERE datname = '{name}'")


def main():
    with Server() as server:
        print(server.url(), flush=True)
        for line in sys.stdin:  # "restart": the URL again when it is done
            if line.strip() == "restart":
                server.restart()
            elif line.strip() == "stop":
                server.stop()
            print(server.url(), flush=True)


if __name__ == "__main__":
    main()
