# SPDX-License-Identifier: Apache-2.0
"""Made-up bills, small and with known totals, and the executable to give them to."""
import json
import os
import subprocess
from decimal import Decimal

import engine

HEADER = ("BilledCost,EffectiveCost,ListCost,ContractedCost,BillingCurrency,ChargeCategory,ChargeClass,ChargeDescription,"
          "ChargeFrequency,ChargePeriodStart,ChargePeriodEnd,BillingPeriodStart,BillingPeriodEnd,BillingAccountId,"
          "BillingAccountName,SubAccountId,SubAccountName,ProviderName,PublisherName,InvoiceIssuerName,ServiceName,"
          "ServiceCategory,RegionId,ResourceId,PricingQuantity,PricingUnit,ConsumedQuantity,ConsumedUnit,Tags")


def focus_rows(count, seed=1, month="2026-05", currency="USD", account="acme"):
    """Rows of a FOCUS 1.0 bill and their exact total. The same arguments give the same rows."""
    year, number = map(int, month.split("-"))
    following = f"{year + number // 12}-{number % 12 + 1:02}"
    total = Decimal(0)
    rows = []
    state = seed
    for i in range(count):
        state = (state * 6364136223846793005 + 1442695040888963407) % 2 ** 64
        cost = Decimal(state >> 33) / Decimal(10 ** 7)
        total += cost
        day = i % 28 + 1
        service = ("Compute Engine", "Object Store", "Managed Database", "Network")[i % 4]
        category = ("Compute", "Storage", "Databases", "Networking")[i % 4]
        rows.append(
            f'{cost},{cost},{cost},{cost},{currency},Usage,,"{service}, day {day}",Usage-Based,'
            f'{month}-{day:02}T00:00:00Z,{month}-{day:02}T01:00:00Z,{month}-01T00:00:00Z,{following}-01T00:00:00Z,'
            f'{account},Acme,team-{i % 5},Team {i % 5},Nimbus,Nimbus,Nimbus,{service},{category},eu-north-1,'
            f'res-{i % 97},1,Hours,1,Hours,"{{""app"":""shop-{i % 3}"",""env"":""prod""}}"')
    return rows, total


def write_focus(path, count, **options):
    """A FOCUS bill at path; its exact total."""
    rows, total = focus_rows(count, **options)
    with open(path, "w", encoding="utf-8") as file:
        file.write(HEADER + "\n" + "\n".join(rows) + "\n")
    return total


class Centavo:
    """The executable with one home."""

    def __init__(self, home):
        self.binary = os.environ["CENTAVO_BIN"]
        self.home = home
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith("CENTAVO_")}
        self.environment.update(engine.environment(home))

    def state(self, statement):
        """Rows of a statement about the catalogue, as lists of texts; NULL is None. What it changes is changed."""
        return engine.state(self.home, statement)

    def command(self, *arguments):
        return [self.binary, *map(str, arguments), "--home", self.home, "--log-level", "error"]

    def run(self, *arguments, status=0):
        """Standard output; the exit status must be the given one (None: any)."""
        done = subprocess.run(self.command(*arguments), capture_output=True, text=True, env=self.environment)
        if status is not None and done.returncode != status:
            raise AssertionError(f"{' '.join(map(str, arguments))}: exit status {done.returncode}, not {status}\n"
                                 f"{done.stdout[-2000:]}{done.stderr[-2000:]}")
        return done.stdout

    def ingest(self, *arguments, status=0):
        """The deliveries that `ingest --format json` tells of."""
        return json.loads(self.run("ingest", *arguments, "--format", "json", status=status))["deliveries"]

    def totals(self, metric="billed_cost"):
        """What counts now, over all time: {currency: Decimal}."""
        answer = json.loads(self.run("costs", "--start", "2000-01-01", "--end", "2099-12-31", "--granularity", "total",
                                     "--metric", metric, "--format", "json"))
        return {row["billing_currency"]: Decimal(row[metric]) for row in answer["totals"]}

    def verify(self):
        return self.run("verify")
