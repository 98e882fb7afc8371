# SPDX-License-Identifier: Apache-2.0
"""Bills and invoices of many accounts, each with a few faults whose amounts are known.

A case is one billing account: a month of charges, the invoice of it, and faults put into one of the two. The truth is
what each fault moves between them: {cause: bills less invoice}.
"""
import csv
import random
from collections import defaultdict
from decimal import ROUND_HALF_EVEN, Decimal

CENT = Decimal("0.01")
MONTH = "2025-03"
DAYS = 31
COLUMNS = """BilledCost EffectiveCost ListCost ContractedCost BillingCurrency ChargeCategory ChargeClass ChargeDescription
ChargeFrequency ChargePeriodStart ChargePeriodEnd BillingPeriodStart BillingPeriodEnd BillingAccountId BillingAccountName
SubAccountId SubAccountName ProviderName PublisherName InvoiceIssuerName ServiceName ServiceCategory ServiceSubcategory
ResourceId CommitmentDiscountId CommitmentDiscountCategory CommitmentDiscountType CommitmentDiscountStatus
PricingCategory""".split()
SERVICES = {"Virtual Machine": ("Compute", "Virtual Machines"), "Object Store": ("Storage", "Object Storage"),
            "Managed Database": ("Databases", "Relational Databases"), "Load Balancer": ("Networking", "Network Infrastructure"),
            "Queue": ("Integration", "Messaging"), "Business Support": ("Management and Governance", "Support"),
            "Acme Firewall": ("Security", "Threat Detection and Response"), "Tax": ("Other", "Other (Other)")}


def cents(value):
    return value.quantize(CENT, ROUND_HALF_EVEN)


def charge(account, service, day, cost, **more):
    category, subcategory = SERVICES[service]
    row = {"BilledCost": cost, "EffectiveCost": cost, "ListCost": cost, "ContractedCost": cost, "BillingCurrency": "USD",
           "ChargeCategory": "Usage", "ChargeClass": "", "ChargeFrequency": "Usage-Based",
           "ChargeDescription": f"{service} on day {day}",
           "ChargePeriodStart": f"{MONTH}-{day:02}T00:00:00Z",
           "ChargePeriodEnd": f"{MONTH}-{day + 1:02}T00:00:00Z" if day < DAYS else "2025-04-01T00:00:00Z",
           "BillingPeriodStart": f"{MONTH}-01T00:00:00Z", "BillingPeriodEnd": "2025-04-01T00:00:00Z",
           "BillingAccountName": "", "SubAccountId": account, "SubAccountName": f"Team {account}", "ProviderName": "Nimbus",
           "PublisherName": "Nimbus", "InvoiceIssuerName": "Nimbus Inc.", "ServiceName": service, "ServiceCategory": category,
           "ServiceSubcategory": subcategory, "ResourceId": f"{service}/{account}", "CommitmentDiscountId": "",
           "CommitmentDiscountCategory": "", "CommitmentDiscountType": "", "CommitmentDiscountStatus": "",
           "PricingCategory": "Standard"}
    row.update(more)
    return row


def commitment(rng, account):
    """An instalment, and the use that it pays for."""
    plan = {"CommitmentDiscountId": f"plan-{account}", "CommitmentDiscountCategory": "Spend",
            "CommitmentDiscountType": "Plan"}
    price = Decimal(rng.randrange(20000, 90000)) / 100
    yield charge(account, "Virtual Machine", 1, price, EffectiveCost=Decimal(0), ChargeCategory="Purchase",
                 ChargeFrequency="Recurring", ResourceId=plan["CommitmentDiscountId"], **plan)
    for day in range(1, DAYS + 1):
        part = (price * day * 2 / (DAYS * (DAYS + 1))).quantize(Decimal("0.000001"))
        yield charge(account, "Virtual Machine", day, Decimal(0), EffectiveCost=part, ListCost=part * 2,
                     ContractedCost=part * 2, CommitmentDiscountStatus="Used", PricingCategory="Committed", **plan)


def bill(rng):
    """A healthy month."""
    accounts = [f"{rng.randrange(10**11, 10**12)}" for _ in range(rng.randint(2, 4))]
    plain = [name for name in SERVICES if name not in ("Business Support", "Acme Firewall", "Tax")]
    rows = []
    for account in accounts:
        for service in rng.sample(plain, rng.randint(2, 4)):
            size = Decimal(rng.randrange(100, 20000)) / 100
            rows += [charge(account, service, day, size * rng.randrange(60000, 140000) / 100000) for day in range(1, DAYS + 1)]
    rows += commitment(rng, accounts[0])
    rows.append(charge(accounts[0], "Business Support", 1, Decimal(rng.randrange(10000, 40000)) / 100,
                       ChargeCategory="Purchase", ChargeFrequency="Recurring"))
    rows.append(charge(accounts[1], "Acme Firewall", 1, Decimal(rng.randrange(5000, 30000)) / 100, PublisherName="Acme",
                       ChargeCategory="Purchase", ChargeFrequency="Recurring"))
    for account in rng.sample(accounts, 2):
        rows.append(charge(account, rng.choice([r["ServiceName"] for r in rows if r["SubAccountId"] == account]),
                           rng.randint(2, DAYS), -Decimal(rng.randrange(1000, 9000)) / 100, ChargeCategory="Credit",
                           ChargeFrequency="One-Time"))
    taxed = sum(r["BilledCost"] for r in rows)
    rows.append(charge("", "Tax", DAYS, taxed * 19 / 100, ChargeCategory="Tax", ChargeFrequency="One-Time",
                       SubAccountName="", ResourceId="", PricingCategory=""))
    return accounts, rows


def invoice(rows, measure="BilledCost", each=False):
    """Lines by category, service and account, each rounded to the cent."""
    lines = defaultdict(Decimal)
    for row in rows:
        category = row["ChargeCategory"] if row["ChargeCategory"] in ("Tax", "Credit") else "Usage"
        key = (category, "" if category == "Tax" else row["ServiceName"], "" if category == "Tax" else row["SubAccountId"])
        lines[key] += cents(row[measure]) if each else row[measure]
    return {key: cents(amount) for key, amount in lines.items()}


def total(rows, **only):
    return sum((r["BilledCost"] for r in rows if all(r[k] == v for k, v in only.items())), Decimal(0))


# ---- faults: each changes the bill or the invoice, and says what that moves ----

def drop(rows, test):
    gone = [r for r in rows if test(r)]
    rows[:] = [r for r in rows if not test(r)]
    return -total(gone)


def is_invoiced(row, lines):
    """Use that the invoice has: what it has nothing of is another difference, not a missing day."""
    return row["ChargeCategory"] == "Usage" and row["BillingCurrency"] == "USD" and \
        row["SubAccountId"] in {key[2] for key in lines}


def drop_day(rng, accounts, rows, lines):
    days = {f"{MONTH}-{day:02}" for day in rng.sample(range(2, DAYS), rng.randint(1, 2))}
    return "missing_days", drop(rows, lambda r: r["ChargePeriodStart"][:10] in days and is_invoiced(r, lines))


def drop_end(rng, accounts, rows, lines):
    last = rng.randint(26, 30)
    return "missing_days", drop(rows, lambda r: int(r["ChargePeriodStart"][8:10]) > last and is_invoiced(r, lines))


def drop_credits(rng, accounts, rows, lines):
    return "credits", drop(rows, lambda r: r["ChargeCategory"] == "Credit")


def drop_tax(rng, accounts, rows, lines):
    return "tax", drop(rows, lambda r: r["ChargeCategory"] == "Tax")


def drop_support(rng, accounts, rows, lines):
    return "support", drop(rows, lambda r: r["ServiceName"] == "Business Support")


def drop_account(rng, accounts, rows, lines):
    gone = accounts[-1]
    lines_gone = [k for k in lines if k[0] == "Credit" and k[2] == gone]
    if gone in accounts[:2] or lines_gone:
        return None
    return "other_accounts", drop(rows, lambda r: r["SubAccountId"] == gone)


def other_currency(rng, accounts, rows, lines):
    if any(r["SubAccountId"] == accounts[-1] and r["ChargeCategory"] == "Credit" for r in rows) or len(accounts) < 3:
        return None
    moved = Decimal(0)
    for row in rows:
        if row["SubAccountId"] == accounts[-1]:
            moved -= row["BilledCost"]
            row["BillingCurrency"] = "EUR"
    return "currency", moved


def double(rng, accounts, rows, lines):
    found = total(rows, BillingCurrency="USD")
    rows += [dict(r) for r in rows]
    return "counted_twice", found


def leave_out(rows, lines, test, **only):
    """The invoice is without these lines: the bill has that much more."""
    for key in [k for k in lines if test(k)]:
        del lines[key]
    return lambda: total(rows, **only)


def invoice_without_tax(rng, accounts, rows, lines):
    return "tax", leave_out(rows, lines, lambda k: k[0] == "Tax", ChargeCategory="Tax")


def invoice_without_marketplace(rng, accounts, rows, lines):
    return "marketplace", leave_out(rows, lines, lambda k: k[1] == "Acme Firewall", ServiceName="Acme Firewall")


def invoice_without_account(rng, accounts, rows, lines):
    gone = accounts[-1]
    if gone in accounts[:2] or any(k[0] == "Credit" and k[2] == gone for k in lines):
        return None
    return "other_accounts", leave_out(rows, lines, lambda k: k[2] == gone, SubAccountId=gone)


def other_metric(rng, accounts, rows, lines):
    before = sum(lines.values())
    lines.clear()
    lines.update(invoice(rows, "EffectiveCost"))
    return "metric", before - sum(lines.values())


def rounded_rows(rng, accounts, rows, lines):
    before = sum(lines.values())
    lines.clear()
    lines.update(invoice(rows, each=True))
    return "rounding", before - sum(lines.values())


# Two faults of one group act on the same amounts, or one hides what the other is known by. What an invoice leaves out is
# what the bill then has; all of a bill is doubled last.
FAULTS = [[drop_day, drop_end, other_metric, rounded_rows, double], [drop_credits], [drop_tax, invoice_without_tax],
          [drop_support], [drop_account, other_currency, invoice_without_account], [invoice_without_marketplace]]
ORDER = [drop_account, other_currency, invoice_without_account, invoice_without_tax, invoice_without_marketplace, drop_credits,
         drop_tax, drop_support, drop_day, drop_end, other_metric, rounded_rows, double]


def flat(lines, rows):
    """The invoice as somebody types it in: one amount before tax, and the tax."""
    out = {("Usage", "", ""): sum(a for k, a in lines.items() if k[0] != "Tax")}
    out.update({k: a for k, a in lines.items() if k[0] == "Tax"})
    return out


def typed_case(rng, accounts, rows, lines):
    """An invoice of two lines that leaves something out."""
    kind = rng.choice(["none", "credits", "support", "marketplace", "day", "credits+support"])
    truth = {}
    if kind == "day":
        drop_day(rng, accounts, rows, lines)
        return flat(lines, rows), None  # cannot be known: only evidence
    for name in kind.split("+"):
        keep = {"credits": lambda k: k[0] == "Credit", "support": lambda k: k[1] == "Business Support",
                "marketplace": lambda k: k[1] == "Acme Firewall"}.get(name)
        if keep:
            truth[name] = sum(lines.pop(k) for k in list(lines) if keep(k))
    return flat(lines, rows), truth


def case(seed):
    """(rows, lines, truth): truth is None where nothing can be told for certain."""
    rng = random.Random(seed)
    accounts, rows = bill(rng)
    lines = invoice(rows)
    if seed % 20 == 9:
        lines, truth = typed_case(rng, accounts, rows, lines)
        return rows, lines, truth, ["typed"]
    truth, names = defaultdict(Decimal), []
    chosen = [rng.choice(group) for group in rng.sample(FAULTS, rng.randint(0, 3))]
    for fault in sorted(chosen, key=ORDER.index):
        if fault in (other_metric, rounded_rows) and len(chosen) > 1:
            continue
        if fault is double:  # what else there is stands in the bill once more
            truth.update({name: moved() if callable(moved) else moved for name, moved in truth.items()})
        done = fault(rng, accounts, rows, lines)
        if done:
            truth[done[0]] = done[1]
            names.append(fault.__name__)
    truth.update({name: moved() if callable(moved) else moved for name, moved in truth.items()})
    return rows, lines, dict(truth), names


def write(cases, bill_path, invoice_path):
    with open(bill_path, "w", newline="", encoding="utf-8") as file:
        out = csv.DictWriter(file, COLUMNS)
        out.writeheader()
        for name, (rows, *_) in cases.items():
            for row in rows:
                out.writerow({**row, "BillingAccountId": name})
    with open(invoice_path, "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow("InvoiceIssuerName InvoiceId InvoiceDetailId BillingAccountId BillingPeriodStart BillingPeriodEnd "
                     "BillingCurrency BilledCost ChargeCategory ServiceName SubAccountId".split())
        for name, (_, lines, *_) in cases.items():
            for number, ((category, service, account), amount) in enumerate(sorted(lines.items()), 1):
                out.writerow(["Nimbus Inc.", f"INV-{name}", number, name, f"{MONTH}-01T00:00:00Z", "2025-04-01T00:00:00Z",
                              "USD", amount, category, service, account])
