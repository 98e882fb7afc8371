# SPDX-License-Identifier: Apache-2.0
"""Feeds of a made-up world: what they deliver, and what a delivery is worth, told apart from the program's own arithmetic.

A feed has scopes (billing months, or days); what a scope holds is a list of Charge. Each feed writes a file in its provider's
format from the charges of one scope or several, so that the totals of the file are those of its charges by construction.
"""
import csv
import datetime
import json
from dataclasses import dataclass, replace
from decimal import Decimal

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Charge:
    """billed and effective are the totals of what the row, or the rows that belong together, come to."""
    day: datetime.date
    kind: str  # of the feed's own kinds
    service: str
    account: str
    currency: str
    billed: Decimal
    effective: Decimal
    reference: str = ""


def month_of(day):
    return f"{day:%Y-%m}"


def month_bounds(month):
    year, number = map(int, month.split("-"))
    return datetime.date(year, number, 1), datetime.date(year + number // 12, number % 12 + 1, 1)


def days_of(month):
    first, following = month_bounds(month)
    return [first + datetime.timedelta(days=i) for i in range((following - first).days)]


def money(chance, top=500):
    """A cost with up to 12 decimals, now and then tiny or negative zero's neighbour."""
    digits = chance.choice((2, 2, 4, 9, 12))
    return Decimal(chance.randrange(1, top * 10 ** digits)).scaleb(-digits)


def add_up(charges):
    """{currency: (billed, effective)}"""
    totals = {}
    for charge in charges:
        billed, effective = totals.get(charge.currency, (Decimal(0), Decimal(0)))
        totals[charge.currency] = (billed + charge.billed, effective + charge.effective)
    return totals


class Feed:
    scope_is_day = False
    is_append = False  # every object adds to the others
    comes_in_halves = False  # of two datasets that belong together
    exempt_from_closed = False  # a person gives the file: that is the acceptance
    suffix = ".csv"
    money = None  # feeds with the same word here bring the same money; the one of lower rank counts
    rank = 0

    def __init__(self, name, provider, prefix):
        self.name, self.provider, self.prefix = name, provider, prefix

    def charge(self, chance, day):
        raise NotImplementedError

    def charge_count(self, charges):
        """How many charges the program makes of these."""
        return len(charges)

    def scope_of(self, charge):
        return str(charge.day) if self.scope_is_day else month_of(charge.day)

    def fresh(self, chance, month, count, last_day=31):
        days = [day for day in days_of(month) if day.day <= last_day]
        return [self.charge(chance, days[i % len(days)]) for i in range(count)]

    def restated(self, chance, charges):
        """The same money with a few amounts changed, rows gone and rows come: less than a guard minds."""
        changed = list(charges)
        for _ in range(max(1, len(changed) // 20)):
            at = chance.randrange(len(changed))
            action = chance.choice(("change", "drop", "add"))
            if action == "drop" and len(changed) > 20:
                del changed[at]
            elif action == "add":
                changed.append(self.charge(chance, changed[at].day))
            else:
                changed[at] = self.charge(chance, changed[at].day)
        chance.shuffle(changed)
        return changed


class AwsFeed(Feed):
    """AWS CUR legacy CSV: usage, tax, credits, refunds, and savings plans whose negations cancel the covered usage."""
    HEADER = ("identity/LineItemId,bill/PayerAccountId,bill/BillingPeriodStartDate,bill/BillingPeriodEndDate,bill/InvoicingEntity,"
              "bill/BillingEntity,lineItem/UsageAccountId,lineItem/CurrencyCode,lineItem/UsageStartDate,lineItem/UsageEndDate,"
              "product/ProductName,lineItem/ProductCode,lineItem/LineItemType,lineItem/UsageType,lineItem/Operation,"
              "lineItem/ResourceId,lineItem/UsageAmount,lineItem/UnblendedCost,lineItem/BlendedCost,pricing/publicOnDemandCost,"
              "savingsPlan/SavingsPlanARN,savingsPlan/SavingsPlanEffectiveCost,savingsPlan/TotalCommitmentToDate,"
              "savingsPlan/UsedCommitment").split(",")
    SERVICES = {"AmazonEC2": "Amazon Elastic Compute Cloud", "AmazonS3": "Amazon Simple Storage Service",
                "AmazonRDS": "Amazon Relational Database Service"}

    ACCOUNTS = ("000000000001", "000000000002", "000000000003")

    def __init__(self, name, payer):
        super().__init__(name, "AWS", "aws")
        self.payer = payer
        self.money = payer

    def charge_count(self, charges):
        """A savings plan is its fee, the covered usage, and what was left unused."""
        return len(charges) + 2 * sum(charge.kind == "SavingsPlan" for charge in charges)

    def charge(self, chance, day):
        kind = chance.choice(("Usage",) * 8 + ("Tax", "Credit", "SavingsPlan"))
        service = "ComputeSavingsPlans" if kind == "SavingsPlan" else chance.choice(list(self.SERVICES))
        amount = money(chance)
        if kind == "Credit":
            amount = -amount / 10
        amount = amount.quantize(Decimal("1e-12"))
        return Charge(day, kind, service, chance.choice(self.ACCOUNTS), "USD", amount, amount)

    def lines(self, number, charge):
        first, following = month_bounds(month_of(charge.day))
        base = dict.fromkeys(self.HEADER, "")
        base.update({
            "identity/LineItemId": f"{number}", "bill/PayerAccountId": self.payer,
            "bill/BillingPeriodStartDate": f"{first}T00:00:00Z", "bill/BillingPeriodEndDate": f"{following}T00:00:00Z",
            "bill/InvoicingEntity": "Amazon Web Services EMEA SARL", "bill/BillingEntity": "AWS",
            "lineItem/UsageAccountId": charge.account, "lineItem/CurrencyCode": charge.currency,
            "lineItem/UsageStartDate": f"{charge.day}T05:00:00Z", "lineItem/UsageEndDate": f"{charge.day}T06:00:00Z",
            "product/ProductName": self.SERVICES.get(charge.service, "Savings Plans for AWS Compute usage"),
            "lineItem/ProductCode": charge.service, "lineItem/LineItemType": charge.kind,
            "lineItem/UsageType": "BoxUsage:m5.large" if charge.kind == "Usage" else "", "lineItem/UsageAmount": "1",
            "lineItem/UnblendedCost": str(charge.billed),
            "pricing/publicOnDemandCost": str(charge.billed) if charge.kind == "Usage" else ""})
        if charge.kind != "SavingsPlan":
            return [base]
        # A fee F; one hour of usage worth 2F is covered, for three quarters of F; the last quarter is unused.
        plan = {"savingsPlan/SavingsPlanARN": f"arn:aws:savingsplans::{self.payer}:savingsplan/{number}"}
        used = (charge.billed * 3 / 4).quantize(Decimal("1e-12"))
        covered = base | plan | {"lineItem/LineItemType": "SavingsPlanCoveredUsage", "lineItem/ProductCode": "AmazonEC2",
                                 "product/ProductName": self.SERVICES["AmazonEC2"], "lineItem/UsageType": "BoxUsage:m5.large",
                                 "lineItem/UnblendedCost": str(charge.billed * 2),
                                 "pricing/publicOnDemandCost": str(charge.billed * 2),
                                 "savingsPlan/SavingsPlanEffectiveCost": str(used)}
        negation = covered | {"lineItem/LineItemType": "SavingsPlanNegation", "lineItem/UnblendedCost": str(-charge.billed * 2),
                              "pricing/publicOnDemandCost": "", "savingsPlan/SavingsPlanEffectiveCost": ""}
        fee = base | plan | {"lineItem/LineItemType": "SavingsPlanRecurringFee", "pricing/publicOnDemandCost": "",
                             "savingsPlan/TotalCommitmentToDate": str(charge.billed),
                             "savingsPlan/UsedCommitment": str(used)}
        return [covered, negation, fee]

    def write(self, path, charges):
        with open(path, "w", encoding="utf-8", newline="") as file:
            out = csv.DictWriter(file, self.HEADER, lineterminator="\n")
            out.writeheader()
            for number, charge in enumerate(charges):
                out.writerows(self.lines(number, charge))


class FocusFeed(Feed):
    """FOCUS 1.0 of one provider, with several currencies."""
    HEADER = ("BilledCost,EffectiveCost,ListCost,ContractedCost,BillingCurrency,ChargeCategory,ChargeClass,ChargeDescription,"
              "ChargeFrequency,ChargePeriodStart,ChargePeriodEnd,BillingPeriodStart,BillingPeriodEnd,BillingAccountId,"
              "BillingAccountName,SubAccountId,SubAccountName,ProviderName,PublisherName,InvoiceIssuerName,ServiceName,"
              "ServiceCategory,RegionId,PricingQuantity,PricingUnit").split(",")
    SERVICES = {"Compute Engine": "Compute", "Object Store": "Storage", "Managed Database": "Databases"}

    def __init__(self, name, provider, account, currencies=("USD", "EUR"), teams=("shop", "web", "data", "office")):
        super().__init__(name, provider, "focus")
        self.account, self.currencies, self.teams = account, currencies, teams
        self.money, self.rank = account, 1

    def charge(self, chance, day):
        kind = chance.choice(("Usage",) * 6 + ("Tax", "Credit"))
        amount = money(chance) * (-1 if kind == "Credit" else 1)
        return Charge(day, kind, chance.choice(list(self.SERVICES)), chance.choice(self.teams),
                      chance.choice(self.currencies), amount, amount)

    def write(self, path, charges):
        with open(path, "w", encoding="utf-8", newline="") as file:
            out = csv.writer(file, lineterminator="\n")
            out.writerow(self.HEADER)
            for charge in charges:
                first, following = month_bounds(month_of(charge.day))
                out.writerow([charge.billed, charge.effective, charge.billed, charge.billed, charge.currency, charge.kind, "",
                              f"{charge.kind} of {charge.service}", "Usage-Based" if charge.kind == "Usage" else "One-Time",
                              f"{charge.day}T00:00:00Z", f"{charge.day + datetime.timedelta(days=1)}T00:00:00Z",
                              f"{first}T00:00:00Z", f"{following}T00:00:00Z", self.account, "", charge.account, charge.account,
                              self.provider, self.provider, self.provider, charge.service, self.SERVICES[charge.service],
                              "eu-north-1", "", ""])


class CsvFeed(Feed):
    """date, service, cost, currency: replaces the days it covers."""
    scope_is_day = True
    exempt_from_closed = True

    def __init__(self, name):
        super().__init__(name, "Unknown", "csv")

    def charge(self, chance, day):
        amount = money(chance)
        return Charge(day, "Usage", chance.choice(("Licences", "Hosting")), "", "USD", amount, amount)

    def write(self, path, charges):
        with open(path, "w", encoding="utf-8", newline="") as file:
            out = csv.writer(file, lineterminator="\n")
            out.writerow(("date", "service", "cost", "currency"))
            for charge in charges:
                out.writerow((charge.day, charge.service, charge.billed, charge.currency))


class GcpFeed(Feed):
    """BigQuery standard export as JSON lines: credits inside the rows, the month of the invoice beside the day of usage."""
    suffix = ".jsonl"

    def __init__(self, name, account):
        super().__init__(name, "Google Cloud", "gcp")
        self.account = account

    def charge_count(self, charges):
        """A promotion is a credit of its own."""
        return len(charges) + sum(charge.reference != "0" for charge in charges)

    def charge(self, chance, day):
        kind = chance.choice(("regular",) * 6 + ("tax", "adjustment"))
        amount = money(chance)
        credits = (amount / 4).quantize(Decimal("1e-12")) if kind == "regular" and chance.random() < 0.4 else Decimal(0)
        return Charge(day, kind, chance.choice(("Compute Engine", "Cloud Storage")), f"project-{chance.randrange(3)}", "EUR",
                      amount - credits, amount - credits, reference=str(credits))

    def write(self, path, charges):
        with open(path, "w", encoding="utf-8") as file:
            for charge in charges:
                credits = Decimal(charge.reference)
                row = {
                    "billing_account_id": self.account, "service": {"id": "S-1", "description": charge.service},
                    "sku": {"id": f"SKU-{charge.service[:2]}", "description": f"{charge.service} unit"},
                    "usage_start_time": f"{charge.day} 05:00:00 UTC", "usage_end_time": f"{charge.day} 06:00:00 UTC",
                    "project": {"id": charge.account, "name": charge.account}, "labels": [], "system_labels": [],
                    "location": {"location": "europe-west1", "country": "BE", "region": "europe-west1", "zone": None},
                    "export_time": f"{charge.day} 12:00:00 UTC", "cost": str(charge.billed + credits), "currency": charge.currency,
                    "currency_conversion_rate": "1.0",
                    "usage": {"amount": "1", "unit": "seconds", "amount_in_pricing_units": "1", "pricing_unit": "hour"},
                    "credits": [{"name": "Promotion", "amount": str(-credits), "type": "PROMOTION", "id": "p"}] if credits else [],
                    "invoice": {"month": f"{charge.day:%Y%m}"}, "cost_type": charge.kind, "adjustment_info": None}
                file.write(json.dumps(row) + "\n")


class AzureFeed(Feed):
    """Azure MCA cost details: a month comes as actual and as amortized costs, and only both are the whole bill."""
    HALVES = ("actual", "amortized")
    HEADER = ("id,billingAccountId,billingAccountName,billingProfileId,billingProfileName,billingPeriodStartDate,billingPeriodEndDate,"
              "servicePeriodStartDate,date,subscriptionId,subscriptionName,meterId,meterName,meterCategory,publisherType,publisherName,"
              "chargeType,pricingModel,frequency,billingCurrency,pricingCurrency,costInBillingCurrency,benefitId,benefitName,"
              "consumedService").split(",")
    # What is bought here is not used yet, and what covers usage was bought before: INV-15 compares the two of one reservation.
    PLANS = {"Purchase": "/providers/Microsoft.Capacity/reservationOrders/5b0e/reservations/7c1d",
             "Covered": "/providers/Microsoft.Capacity/reservationOrders/0a11/reservations/93fe"}
    comes_in_halves = True

    def __init__(self, name, account):
        super().__init__(name, "Microsoft", "azure")
        self.account = account

    def charge(self, chance, day):
        """Usage at a price, usage that a reservation covers, or the purchase of a reservation."""
        kind = chance.choice(("Usage",) * 6 + ("Covered",) * 2 + ("Purchase",))
        amount = money(chance, 50)
        return Charge(day, kind, "Virtual Machines", f"subscription-{chance.randrange(3)}", "EUR",
                      Decimal(0) if kind == "Covered" else amount, Decimal(0) if kind == "Purchase" else amount)

    @staticmethod
    def alone(charges, half):
        """What one half says: of an actual one purchases count when they are billed; an amortized one has none."""
        if half == "actual":
            return [replace(charge, effective=charge.billed) for charge in charges]
        return [charge for charge in charges if charge.kind != "Purchase"]

    @staticmethod
    def together(halves):
        """What both say: the purchases of the actual one, all else of the amortized one."""
        return ([charge for charge in halves["actual"] if charge.kind == "Purchase"] +
                [charge for charge in halves["amortized"] if charge.kind != "Purchase"])

    @staticmethod
    def shared(charges):
        """What both halves say of the same charges."""
        return sum(charge.billed for charge in charges if charge.kind == "Usage")

    def row(self, number, charge, half):
        first, following = month_bounds(month_of(charge.day))
        last = following - datetime.timedelta(days=1)
        is_plan = charge.kind != "Usage"
        return (number, self.account, "Example", "PROF-1", "Example EU", f"{first:%m/%d/%Y}", f"{last:%m/%d/%Y}", "",
                f"{charge.day:%m/%d/%Y}", charge.account, charge.account, "", "", charge.service, "Azure", "Microsoft",
                "Purchase" if charge.kind == "Purchase" else "Usage", "Reservation" if is_plan else "OnDemand",
                "OneTime" if charge.kind == "Purchase" else "UsageBased", charge.currency, charge.currency,
                charge.billed if half == "actual" else charge.effective, self.PLANS.get(charge.kind, ""),
                "VM one year" if is_plan else "", "Microsoft.Compute")

    def write_half(self, path, half, charges):
        with open(path, "w", encoding="utf-8", newline="") as file:
            out = csv.writer(file, lineterminator="\n")
            out.writerow(self.HEADER)
            out.writerows(self.row(number, charge, half) for number, charge in enumerate(charges)
                          if half == "actual" or charge.kind != "Purchase")


class OciFeed(Feed):
    """OCI cost reports: every object adds to the others; a row that came before comes again in a later object."""
    is_append = True

    def __init__(self, name, subscription):
        super().__init__(name, "Oracle", "oci")
        self.subscription = subscription
        self.rows_written = 0

    HEADER = ("lineItem/referenceNo,lineItem/tenantId,lineItem/intervalUsageStart,lineItem/intervalUsageEnd,product/service,"
              "product/resourceId,product/region,product/availabilityDomain,usage/billedQuantity,cost/productSku,"
              "product/Description,cost/unitPrice,cost/myCost,cost/myCostOverage,cost/currencyCode,cost/billingUnitReadable,"
              "cost/skuUnitDescription,cost/overageFlag,lineItem/isCorrection,lineItem/backreferenceNo,cost/subscriptionId").split(",")

    def charge(self, chance, day):
        self.rows_written += 1
        amount = money(chance, 20)
        return Charge(day, "Usage", chance.choice(("COMPUTE", "OBJECTSTORE")), "ocid1.tenancy.one", "EUR", amount, amount,
                      reference=f"V1.{self.prefix}.{self.rows_written}")

    def write(self, path, charges):
        with open(path, "w", encoding="utf-8", newline="") as file:
            out = csv.writer(file, lineterminator="\n")
            out.writerow(self.HEADER)
            for charge in charges:
                out.writerow((charge.reference, charge.account, f"{charge.day}T10:00Z", f"{charge.day}T11:00:00Z", charge.service,
                              "ocid1.instance.one", "eu-frankfurt-1", "", "1", "B93113", f"{charge.service} unit", charge.billed,
                              charge.billed, "", charge.currency, "ONE HOUR", "Hours", "N", "false", "", self.subscription))


def without_days(charges, days):
    return [charge for charge in charges if charge.day not in days]


def scaled(charges, factor):
    return [replace(charge, billed=(charge.billed * factor).quantize(Decimal("1e-12")),
                    effective=(charge.effective * factor).quantize(Decimal("1e-12"))) for charge in charges]
