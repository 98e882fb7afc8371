# SPDX-License-Identifier: Apache-2.0
"""Fresh databases on a Citus cluster that somebody else made: CENTAVO_TEST_CITUS_URL names a database of its coordinator.

    with citus.Cluster() as cluster:            # LookupError where no cluster is named
        url = cluster.database()                # a fresh database on every node, with the extension and the same workers

It has what postgres.Server has for a test that only asks and changes rows: database(), sql(), close().
"""
import os
import re

import postgres

NONE = "CENTAVO_TEST_CITUS_URL names no Citus cluster; the extension is not in Debian"


class Cluster:
    def __init__(self):
        self.home = os.environ.get("CENTAVO_TEST_CITUS_URL")
        if not self.home:
            raise LookupError(NONE)
        self.names = []
        place = re.search(r"@([^:/]+):(\d+)/", self.home)
        self.coordinator = place.groups()
        workers = self.sql(self.home, "SELECT nodename, nodeport FROM pg_dist_node WHERE groupid <> 0 AND isactive ORDER BY nodeport")
        assert workers, "the cluster has no workers"
        self.workers = [tuple(worker) for worker in workers]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def url(self, database, node=None):
        """The URL of a database, on the coordinator or another node."""
        host, port = node or self.coordinator
        return re.sub(r"@[^:/]+:\d+/[^?]*", f"@{host}:{port}/{database}", self.home)

    @staticmethod
    def sql(url, text):
        return postgres.query(url, text)

    def database(self, options="", extension=True):
        """The URL of a fresh database of the coordinator, empty but for the extension."""
        own = self.home.rsplit("/", 1)[1]
        name = f"centavo_test_{os.getpid()}_{len(self.names) + 1}"
        self.names.append(name)
        for node in [self.coordinator, *self.workers]:
            self.sql(self.url(own, node), "SET client_min_messages = error;\n"
                     f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8' {options}")
        if extension:
            self.join(self.url(name))
        return self.url(name)

    def join(self, url):
        """Make the databases of this name on all nodes one cluster."""
        name = url.rsplit("/", 1)[1]
        for node in [self.coordinator, *self.workers]:
            self.sql(self.url(name, node), "SET client_min_messages = error; CREATE EXTENSION citus")
        host, port = self.coordinator
        self.sql(url, f"SELECT citus_set_coordinator_host('{host}', {port})")
        for host, port in self.workers:
            self.sql(url, f"SELECT citus_add_node('{host}', {port})")

    def close(self):
        own = self.home.rsplit("/", 1)[1]
        for name in self.names:
            for node in [self.coordinator, *self.workers]:
                self.sql(self.url(own, node), f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        self.names = []
