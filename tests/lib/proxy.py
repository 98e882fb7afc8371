# SPDX-License-Identifier: Apache-2.0
"""A proxy for PostgreSQL that stops one connection at a chosen byte, so that a test can do something to it just then.

    with Proxy(server.port) as proxy:
        moment = proxy.stop_at(Moment(["COPY \"charge_"], more=300000))
        ... start a program whose URL has proxy.port ...
        moment.wait()       # it stands still there
        moment.cut()        # or moment.release()

All other connections, and that one before and after, are passed on as they are.
"""
import select
import socket
import struct
import threading

DEADLINE = 120


class Moment:
    """words: texts that the client sends, in this order, on one connection; then so many bytes more. It stops before what has the
    last of them is passed on; answer=True: after that, before its answer is."""

    def __init__(self, words, more=0, answer=False):
        self.words = [word.encode() for word in words]
        self.more = more
        self.answer = answer
        self.connection = None
        self.reached = threading.Event()
        self.released = threading.Event()

    def wait(self, process=None):
        """Until the connection has come there; a process that ends before does not come there any more."""
        for _ in range(DEADLINE * 20):
            if self.reached.wait(0.05):
                return
            assert not process or process.poll() is None, "it ended before the moment came:" + process.stderr.read()
        raise AssertionError("the moment does not come")

    def port(self):
        """Its client_port in pg_stat_activity."""
        return self.connection.server.getsockname()[1]

    def release(self):
        self.released.set()

    def cut(self):
        """The connection breaks on both sides, as if a cable were pulled that both notice at once."""
        self.connection.reset()


class _Connection(threading.Thread):
    def __init__(self, proxy, client):
        super().__init__(daemon=True)
        self.proxy = proxy
        self.client = client
        self.server = None
        self.tail = b""
        self.seen = {}  # moment -> [how many of its words, bytes since the last]
        self.held = None  # the moment at which it stands
        self.kept = b""  # what the client sent that is not passed on yet
        self.withheld = b""  # what the server answered
        self.dead = threading.Event()

    def reset(self):
        self.dead.set()
        self.join(DEADLINE)

    def run(self):
        try:
            self.server = socket.create_connection(("127.0.0.1", self.proxy.target))
            self.server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            while not self.dead.is_set() and not self.proxy.closing.is_set() and self.step():
                pass
        except OSError:
            pass
        for end in (self.client, self.server):
            if end and self.dead.is_set():  # not a farewell, a break
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            if end:
                end.close()

    def step(self):
        """Pass on what has come from either side; False: one of them has ended."""
        if self.held and self.held.released.is_set():
            self.server.sendall(self.kept)
            self.client.sendall(self.withheld)
            self.held, self.kept, self.withheld = None, b"", b""
        ready, _, _ = select.select([self.client, self.server], [], [], 0.02)
        if self.client in ready:
            got = self.client.recv(65536)
            if not got or not self.from_client(got):
                return False
        if self.server in ready:
            got = self.server.recv(65536)
            if not got:
                return False
            self.from_server(got)
        return True

    def from_client(self, got):
        moment = self.proxy.find(self, got)
        if moment:
            self.held, moment.connection = moment, self
        if not self.held or self.held.answer:
            self.server.sendall(got)
            return True
        self.kept += got
        self.held.reached.set()
        return True

    def from_server(self, got):
        if not self.held or not self.held.answer:
            self.client.sendall(got)
            return
        self.withheld += got
        self.held.reached.set()  # by now it has happened


class Proxy:
    def __init__(self, target):
        self.target = target
        self.lock = threading.Lock()
        self.moments = []
        self.closing = threading.Event()
        self.is_open = True
        self.connections = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.closing.set()
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()

    def accept(self):
        while not self.closing.is_set():
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self.lock:
                self.connections = [one for one in self.connections if one.is_alive()]
                if self.is_open:
                    self.connections.append(_Connection(self, client))
                    self.connections[-1].start()
                else:
                    client.close()

    def cut(self, stay_away=False):
        """Every connection breaks. New ones are passed on, unless it is to stay away until open()."""
        with self.lock:
            self.is_open = not stay_away
            broken = list(self.connections)
        for connection in broken:
            connection.reset()

    def open(self):
        self.is_open = True

    def stop_at(self, moment):
        """The first connection that comes to the moment stops there."""
        with self.lock:
            self.moments.append(moment)
        return moment

    def find(self, connection, got):
        """The moment to which a connection has come with these bytes, if any."""
        text = connection.tail + got
        connection.tail = text[-64:]
        with self.lock:
            for moment in self.moments:
                seen = connection.seen.setdefault(moment, [0, 0])
                at = 0
                while seen[0] < len(moment.words):
                    found = text.find(moment.words[seen[0]], at)
                    if found < 0:
                        break
                    at = found + len(moment.words[seen[0]])
                    seen[0] += 1
                else:
                    seen[1] += len(got)
                    if seen[1] >= moment.more:
                        self.moments.remove(moment)
                        return moment
        return None
