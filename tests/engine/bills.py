# SPDX-License-Identifier: Apache-2.0
"""Two installations of the same bills: one embedded, one on PostgreSQL, whose texts are ordered otherwise than ours."""
import datetime
import os
import re

import tap
from server import Server

BILLS = os.path.join(tap.ROOT, "tests/golden/view/bills")
NIMBUS = os.path.join(BILLS, "nimbus.csv")
AURORA = os.path.join(BILLS, "aurora.csv")
NOW = re.compile(r"20\d\d-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?Z?")

REQUEST = re.compile(r"urn:centavo:request:[0-9a-f]+")


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def days(numbers, cents):
    return "date,service,cost,currency\n" + "".join(f"2025-03-{day:02},Licences,{day}.{cents},USD\n" for day in numbers)


class Pair:
    """The same commands for both; `moment` lies before the bills were restated."""

    def __init__(self, folder, url):
        self.folder = folder
        self.homes = {"embedded": os.path.join(folder, "embedded"), "server": os.path.join(folder, "server")}
        self.environments = {"embedded": {}, "server": {"CENTAVO_DATABASE_URL": url}}
        self.begin = datetime.datetime.now(datetime.UTC).replace(tzinfo=None)
        self.moment = None

    def path(self, name):
        return os.path.join(self.folder, name)

    def run(self, engine, *arguments, status=0):
        return tap.centavo(*arguments, "--home", self.homes[engine], "--log-level", "error", status=status,
                           environment=self.environments[engine])

    def same(self, *arguments, status=0):
        """What both print."""
        answers = {engine: self.comparable(self.run(engine, *arguments, status=status)) for engine in self.homes}
        for one, other in zip(answers["embedded"].splitlines(), answers["server"].splitlines()):
            assert one == other, f"{arguments}\nembedded: {one}\nserver:   {other}"
        assert answers["embedded"] == answers["server"], f"{arguments}\n{answers}"
        return answers["embedded"]

    def comparable(self, text):
        """Moments of this test, homes and numbers of requests differ by their nature."""
        def moment(found):
            at = datetime.datetime.fromisoformat(found[0].rstrip("Z").replace(" ", "T"))
            return "NOW" if at >= self.begin.replace(microsecond=0) else found[0]
        for home in self.homes.values():
            text = text.replace(home, "HOME")
        return NOW.sub(moment, REQUEST.sub("REQUEST", text))

    def servers(self, *options):
        return {engine: Server(home, "--log-level", "error", *options, environment=self.environments[engine])
                for engine, home in self.homes.items()}

    # ---- the bills ----

    def fill(self):
        demo = tap.demo_bills(self.path("demo"), "--months", "2", "--until", "2026-06")
        nimbus, aurora = read(NIMBUS), read(AURORA)
        rows = nimbus.splitlines(keepends=True)
        for bill in (NIMBUS, AURORA, *demo["aws"], *demo["frostline"]):
            self.same("ingest", bill)
        self.same("ingest", "--source", "licences", write(self.path("licences.csv"), days(range(1, 21), "10")))
        self.same("tags", "map", "environment", "env", "tag:environment")
        self.same("tags", "map", "env", "production", "prod", "--value", "production")
        self.same("rates", "import", write(self.path("rates.csv"), RATES))
        self.same("invoices", "import", write(self.path("invoices.csv"), INVOICES))
        self.moment = tap.moment()
        # a restatement, one that is held until somebody takes it, days that are replaced, the same money by another feed
        self.same("ingest", write(self.path("nimbus-2.csv"), nimbus.replace("40.5,40.5,40.5,40.5", "44.25,44.25,44.25,44.25")),
                  status=1)
        self.same("deliveries", "diff", "8")
        self.same("deliveries", "accept", "8", "--reason", "restated")
        self.same("ingest", write(self.path("nimbus-3.csv"), rows[0] + rows[2] + rows[7] + rows[8]), status=1)
        self.same("ingest", "--source", "licences", write(self.path("licences-2.csv"), days(range(10, 21), "05")))
        self.same("ingest", "--source", "aurora.second", write(self.path("aurora-2.csv"), aurora.replace("55.25", "56.5")))


RATES = """rate_set,base_currency,quote_currency,valid_from,valid_to,rate
ecb_daily,EUR,USD,2025-03-01,2025-03-10,1.0412
ecb_daily,EUR,USD,2025-03-10,2025-04-01,1.083333333333333
ecb_daily,EUR,USD,2025-04-02,2026-07-01,1.1
ecb_daily,EUR,BRL,2025-03-01,2026-07-01,6.05
budget,EUR,USD,2025-01-01,2027-01-01,1.2
"""

INVOICES = """invoice_id,month,issuer,account,category,service,sub_account,amount,currency
N-1,2025-03,Nimbus,Nimbus-org,Usage,Compute Engine,a1,144.25,USD
N-1,2025-03,Nimbus,Nimbus-org,Usage,Object Store,a2,12.35,USD
A-7,2025-03,Aurora Cloud,Aurora Cloud-org,Usage,,,55.25,EUR
"""
