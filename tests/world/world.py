# SPDX-License-Identifier: Apache-2.0
"""A world of feeds that deliver, restate, forget, repeat and overlap in random order, and what the totals must be after each step.

The model is small: per feed and scope, of all versions that a person has not rejected and that are not held, the one that was
produced last counts. Everything else (who replaces whom, guards, roles, history) is the program's to get right.
"""
import datetime
import hashlib
import json
import os
import random
import time
import urllib.parse
from dataclasses import dataclass, field
from decimal import Decimal

from feeds import add_up, days_of, month_of, scaled, without_days

MONTHS = [f"2026-{number:02}" for number in range(1, 9)]
START = datetime.datetime(2026, 2, 3, 6, 0, 0)
GRACE = {"AWS": 15, "Microsoft": 10, "Google Cloud": 15, "Oracle": 15}
DROP_PERCENT = 20
LACKING_DAYS = 2


@dataclass
class Version:
    """One delivery: what it holds of each scope."""
    delivery_id: int
    feed: object
    produced: datetime.datetime
    scopes: dict  # scope -> [Charge]
    eligible: bool = True  # counts, or did until a later one came
    outrun: bool = False  # it was held, and nobody needs to decide any more
    path: str = ""
    digest: str = ""


@dataclass
class Run:
    """The present run of a month that comes in halves."""
    charges: list = field(default_factory=list)
    delivered: set = field(default_factory=set)  # halves of it
    latest: dict = field(default_factory=dict)  # half -> the charges it was made of


@dataclass
class World:
    seed: int
    centavo: object  # bill.Centavo
    server: object  # server.Server
    folder: str
    feeds: list
    chance: random.Random = None
    clock: datetime.datetime = START
    versions: list = field(default_factory=list)
    held: list = field(default_factory=list)
    history: list = field(default_factory=list)  # (moment, totals)
    runs: dict = field(default_factory=dict)  # (feed, month) -> Run
    counts: dict = field(default_factory=dict)  # how often each kind of step was taken

    def __post_init__(self):
        self.chance = random.Random(self.seed)

    # ---- the model ----

    def counting(self, feed, scope):
        """The version that counts in this scope, or None."""
        versions = [v for v in self.versions if v.feed is feed and v.eligible and scope in v.scopes]
        return max(versions, key=lambda v: (v.produced, v.delivery_id), default=None)

    def scopes(self, feed):
        return sorted({scope for v in self.versions if v.feed is feed and v.eligible for scope in v.scopes})

    def charges(self, feed, scope):
        version = self.counting(feed, scope)
        return version.scopes[scope] if version else []

    def is_shadow(self, feed, scope):
        """The same money counts from a feed of higher priority."""
        return any(other.money == feed.money and other.rank < feed.rank and self.counting(other, scope)
                   for other in self.feeds if other is not feed and feed.money)

    def totals(self):
        """{(provider, month, currency): (billed, effective)}, nothing where both are 0."""
        totals = {}
        for feed in self.feeds:
            for scope in self.scopes(feed):
                if self.is_shadow(feed, scope):
                    continue
                for charge in self.charges(feed, scope):
                    key = (feed.provider, month_of(charge.day), charge.currency)
                    before = totals.get(key, (Decimal(0), Decimal(0)))
                    totals[key] = (before[0] + charge.billed, before[1] + charge.effective)
        return {key: value for key, value in totals.items() if any(value)}

    def is_closed(self, feed, month):
        year, number = map(int, month.split("-"))
        over = datetime.datetime(year + number // 12, number % 12 + 1, 1) + datetime.timedelta(days=GRACE.get(feed.provider, 10))
        return over <= self.clock

    def trips_guard(self, feed, scopes, produced):
        """The rules of the guards over what this delivery would replace."""
        if feed.is_append:
            return False  # an object replaces none but itself, and here it never changes
        old, new, closed_changes = {}, {}, False
        for scope, charges in scopes.items():
            counting = self.counting(feed, scope)
            if not counting or counting.produced > produced:
                continue
            old.setdefault(scope[:7], []).extend(counting.scopes[scope])
            new.setdefault(scope[:7], []).extend(charges)
            closed_changes |= (not feed.exempt_from_closed and self.is_closed(feed, scope[:7])
                               and sorted(map(repr, counting.scopes[scope])) != sorted(map(repr, charges)))
        for month, before in old.items():
            was, now = add_up(before), add_up(new[month])
            rows_before, rows_now = map(feed.charge_count, (before, new[month]))
            if set(was) != set(now) or (rows_before - rows_now) * 100 > rows_before * DROP_PERCENT:
                return True
            if any(billed > 0 and (billed - now[currency][0]) * 100 > billed * DROP_PERCENT
                   for currency, (billed, _) in was.items()):
                return True
        return closed_changes

    def hides_days(self, feed, scopes):
        """What counts from a feed of the same money and lower priority has charges of days that this delivery lacks."""
        for other in self.feeds:
            if other is feed or not feed.money or other.money != feed.money or other.rank < feed.rank:
                continue
            for scope, charges in scopes.items():
                theirs = [charge.day for charge in self.charges(other, scope)]
                if not theirs or not charges or self.is_shadow(other, scope):
                    continue
                mine = [charge.day for charge in charges]
                if (min(mine) - min(theirs)).days > LACKING_DAYS or (max(theirs) - max(mine)).days > LACKING_DAYS:
                    return True
        return False

    def is_nothing_new(self, digest, produced):
        """Bytes that are known change nothing, unless they were made again after others had replaced them."""
        known = next((v for v in reversed(self.versions) if v.digest == digest), None)
        if not known:
            return False
        counts_wholly = all(self.counting(known.feed, scope) is known for scope in known.scopes)
        return not ((known.eligible or known.outrun) and not counts_wholly and produced > known.produced)

    # ---- the program ----

    def ingest(self, feed, scopes, produced):
        """Deliver a file with these scopes."""
        path = os.path.join(self.folder, f"{feed.prefix}-{len(self.versions):05}{feed.suffix}")
        feed.write(path, [charge for scope in scopes.values() for charge in scope])
        self.deliver(feed, scopes, produced, path)

    def deliver(self, feed, scopes, produced, path):
        """The state that it must come to follows from the model."""
        with open(path, "rb") as file:
            digest = hashlib.sha256(file.read()).hexdigest()
        held = self.trips_guard(feed, scopes, produced) or self.hides_days(feed, scopes)
        newest = any(not (c := self.counting(feed, scope)) or c.produced <= produced for scope in scopes)
        wanted = ("duplicate" if self.is_nothing_new(digest, produced) else
                  "held" if held else "active" if newest else "superseded")
        answer = parse(self.centavo.run("ingest", path, "--format", "json", "--source", feed.name,
                                        "--produced-at", f"{produced:%Y-%m-%dT%H:%M:%SZ}", status=None))
        assert answer["state"] == wanted, f"{answer['state']}, not {wanted}: {answer['message']}"
        if wanted == "duplicate":
            return
        version = Version(answer["delivery_id"], feed, produced, scopes, eligible=not held, path=path, digest=digest)
        self.versions.append(version)
        if held:
            self.held.append(version)
            self.check_diff(version)
        self.forget_outrun()

    def check_diff(self, version):
        """What a person is shown before deciding: old, new and difference of everything that would be replaced."""
        counting = {scope: self.counting(version.feed, scope) for scope in version.scopes}
        if not all(c and c.produced <= version.produced for c in counting.values()):
            return
        shown = json.loads(self.centavo.run("deliveries", "diff", version.delivery_id, "--format", "json"))
        old = add_up(charge for scope, c in counting.items() for charge in c.scopes[scope])
        new = add_up(charge for charges in version.scopes.values() for charge in charges)
        wanted = {currency: (old.get(currency, (0,))[0], new.get(currency, (0,))[0]) for currency in {*old, *new}}
        found = {total["billing_currency"]: (Decimal(total["old"]), Decimal(total["new"])) for total in shown["totals"]}
        assert found == wanted, f"diff of {version.delivery_id}: {found}, not {wanted}"
        for total in shown["totals"]:
            items = [item for item in shown["items"] if item["billing_currency"] == total["billing_currency"]]
            delta = sum(Decimal(item["delta"]) for item in items)
            assert delta == Decimal(total["delta"]) == Decimal(total["new"]) - Decimal(total["old"]), (total, delta)

    def forget_outrun(self):
        """Nobody needs to decide about a held delivery when what was produced later counts in all of its scopes."""
        for held in list(self.held):
            if all((counting := self.counting(held.feed, scope)) and counting.produced > held.produced for scope in held.scopes):
                held.outrun = True
                self.held.remove(held)

    def hold_again(self, feed):
        """What was overtaken by a delivery that is rejected now waits for a person again."""
        for version in self.versions:
            if version.outrun and version.feed is feed and not all(
                    (counting := self.counting(feed, scope)) and counting.produced > version.produced for scope in version.scopes):
                version.outrun = False
                self.held.append(version)

    def tick(self, hours=None):
        self.clock += datetime.timedelta(hours=hours or self.chance.randrange(1, 18))
        return self.clock

    # ---- steps ----

    def some_feed(self):
        """One that replaces; what an append feed and one that comes in halves do are steps of their own."""
        return self.chance.choice([feed for feed in self.feeds if not feed.is_append and not feed.comes_in_halves])

    def some_scope(self, feed):
        scopes = self.scopes(feed)
        return self.chance.choice(scopes) if scopes else None

    def step_new(self):
        """A month that this feed has not delivered yet; for a feed of days, some days of it."""
        feed = self.some_feed()
        month = self.chance.choice(MONTHS)
        charges = feed.fresh(self.chance, month, self.chance.randrange(30, 60), self.chance.choice((10, 20, 31)))
        scopes = {}
        for charge in charges:
            scopes.setdefault(feed.scope_of(charge), []).append(charge)
        self.ingest(feed, scopes, self.tick())

    def step_restate(self):
        feed = self.some_feed()
        scope = self.some_scope(feed)
        if not scope:
            self.step_new()
            return
        self.ingest(feed, {scope: feed.restated(self.chance, self.charges(feed, scope))}, self.tick())

    def step_late_days(self):
        """The month grows by charges of days that were missing or incomplete."""
        feed = self.some_feed()
        scope = self.some_scope(feed)
        if not scope:
            self.step_new()
            return
        day = datetime.date.fromisoformat(scope) if feed.scope_is_day else self.chance.choice(days_of(scope)[-8:])
        more = [feed.charge(self.chance, day) for _ in range(self.chance.randrange(1, 6))]
        self.ingest(feed, {scope: self.charges(feed, scope) + more}, self.tick())

    def step_missing_days(self):
        feed = self.some_feed()
        scope = self.some_scope(feed)
        if not scope or feed.scope_is_day:
            self.step_new()
            return
        charges = self.charges(feed, scope)
        days = sorted({charge.day for charge in charges})
        left = without_days(charges, set(self.chance.sample(days, min(len(days) - 1, self.chance.choice((1, 1, 2, 12))))))
        if left:
            self.ingest(feed, {scope: left}, self.tick())

    def step_shrink(self):
        """Every amount halves: a guard must hold it."""
        feed = self.some_feed()
        scope = self.some_scope(feed)
        if not scope:
            self.step_new()
            return
        self.ingest(feed, {scope: scaled(self.charges(feed, scope), Decimal("0.5"))}, self.tick())

    def step_older(self):
        """An execution that was produced before the one that counts, and arrives after it."""
        feed = self.some_feed()
        scope = self.some_scope(feed)
        if not scope:
            self.step_new()
            return
        counting = self.counting(feed, scope)
        charges = feed.restated(self.chance, counting.scopes[scope])
        self.ingest(feed, {scope: charges}, counting.produced - datetime.timedelta(minutes=self.chance.randrange(1, 300)))

    def step_again(self):
        """The same bytes as any delivery before, whatever became of it, now or as they came then."""
        version = self.chance.choice([v for v in self.versions if not v.feed.comes_in_halves] or [None])
        if not version:
            self.step_new()
            return
        later = self.chance.random() < 0.5 and not version.feed.is_append
        produced = self.tick() if later else version.produced
        self.deliver(version.feed, version.scopes, produced, version.path)

    def step_map_again(self):
        """The landed bytes of something that counts, mapped anew, take its place and change nothing. (Of a half they may: it takes
        in the latest other half.)"""
        counting = [v for v in self.versions
                    if not v.feed.comes_in_halves and any(self.counting(v.feed, scope) is v for scope in v.scopes)]
        if not counting:
            self.step_new()
            return
        version = self.chance.choice(counting)
        answer = parse(self.centavo.run("ingest", "--again", version.delivery_id, "--format", "json", status=None))
        assert answer["state"] == "active", answer
        version.delivery_id = answer["delivery_id"]

    def step_object(self):
        """An object of an append feed adds to the others; rows that came in one of them before come again and do not count."""
        feed = self.chance.choice([feed for feed in self.feeds if feed.is_append])
        known = [charge for scope in self.scopes(feed) for charge in self.charges(feed, scope)]
        fresh = feed.fresh(self.chance, self.chance.choice(MONTHS), self.chance.randrange(5, 20))
        again = self.chance.sample(known, min(len(known), self.chance.randrange(4)))
        name = f"reports_cost-csv_{len(self.versions):08}"
        path = os.path.join(self.folder, name + feed.suffix)
        rows = fresh + again
        self.chance.shuffle(rows)
        feed.write(path, rows)
        self.deliver(feed, {name: fresh}, self.tick(), path)

    def step_half(self):
        """A run of a month that comes in halves: either half of it, or the one that is still missing."""
        feed = self.chance.choice([feed for feed in self.feeds if feed.comes_in_halves])
        month = self.chance.choice(MONTHS[-3:])  # open ones: what is compared with a closed month is told by other steps
        run = self.runs.setdefault((feed, month), Run())
        if len(run.delivered) in (0, 2) or self.chance.random() < 0.25:
            run.charges = run.charges + feed.fresh(self.chance, month, self.chance.randrange(10, 20))
            run.delivered = set()
        half = self.chance.choice([half for half in feed.HALVES if half not in run.delivered])
        other = next(name for name in feed.HALVES if name != half)
        before = run.latest.get(other)
        path = os.path.join(self.folder, f"{feed.prefix}-{half}-{len(self.versions):05}{feed.suffix}")
        feed.write_half(path, half, run.charges)
        produced = self.tick()
        answer = parse(self.centavo.run("ingest", path, "--format", "json", "--source", feed.name,
                                        "--produced-at", f"{produced:%Y-%m-%dT%H:%M:%SZ}", status=None))
        fits = before is None or feed.shared(before) == feed.shared(run.charges)
        assert answer["state"] == ("active" if fits else "held"), answer
        assert fits or "AZURE-PAIR" in answer["message"], answer
        charges = feed.together({half: run.charges, other: before}) if before else feed.alone(run.charges, half)
        self.versions.append(Version(answer["delivery_id"], feed, produced, {month: charges}, eligible=fits, path=path))
        run.latest[half] = run.charges
        run.delivered.add(half)

    def step_broken(self):
        """A file cut off in the middle of a row, or of no known kind, changes nothing."""
        feed = self.some_feed()
        path = os.path.join(self.folder, "broken" + feed.suffix)
        with open(path, "w", encoding="utf-8") as file:
            file.write(self.chance.choice(("a,b\n1,2\n", "", f"{{\"x\": {self.chance.random()}", "\0\0\0")))
        answer = parse(self.centavo.run("ingest", path, "--format", "json", status=None))
        assert answer["state"] == "rejected", answer

    def step_accept(self):
        if not self.held:
            self.step_shrink()
            return
        version = self.held.pop(self.chance.randrange(len(self.held)))
        self.centavo.run("deliveries", "accept", version.delivery_id, "--reason", "seen")
        version.eligible = True
        self.forget_outrun()

    def step_refuse(self):
        if not self.held:
            self.step_shrink()
            return
        version = self.held.pop(self.chance.randrange(len(self.held)))
        self.centavo.run("deliveries", "reject", version.delivery_id, "--reason", "wrong")

    def step_undo(self):
        """A person rejects what counts: what counted before it does again."""
        feed = self.some_feed()
        scope = self.some_scope(feed)
        if not scope or self.chance.random() < 0.5:
            self.step_restate()
            return
        version = self.counting(feed, scope)
        self.centavo.run("deliveries", "reject", version.delivery_id, "--reason", "undone")
        version.eligible = False
        self.hold_again(feed)

    STEPS = (("new", 3), ("restate", 6), ("late_days", 4), ("missing_days", 3), ("shrink", 2), ("older", 3), ("again", 3),
             ("object", 3), ("half", 3), ("broken", 1), ("map_again", 2), ("accept", 3), ("refuse", 1), ("undo", 1))

    # ---- the proof ----

    def step(self):
        name = self.chance.choices([name for name, _ in self.STEPS], [weight for _, weight in self.STEPS])[0]
        self.counts[name] = self.counts.get(name, 0) + 1
        getattr(self, "step_" + name)()
        self.check(name)
        self.history.append((datetime.datetime.now(datetime.timezone.utc), self.totals()))

    def check(self, name):
        wanted = self.totals()
        end = time.monotonic() + 120
        while (found := self.answer()) != wanted and time.monotonic() < end:
            time.sleep(0.02)  # the server looks for new versions every 50 ms
        assert found == wanted, f"after {name}: {difference(found, wanted)}"

    def check_past(self, count):
        """The totals as they were after earlier steps."""
        for moment, wanted in self.chance.sample(self.history, min(count, len(self.history))):
            found = self.answer(moment)
            assert found == wanted, f"as of {moment}: {difference(found, wanted)}"

    def answer(self, moment=None):
        totals = {}
        for at, metric in enumerate(("billed_cost", "effective_cost")):
            words = {"metric": metric, "start": "2026-01-01", "end": "2026-12-31", "granularity": "month",
                     "basis": "billing_period", "group_by": "provider_name", "top": 1000, "limit": 1000}
            if moment:
                words["as_of"] = f"{moment:%Y-%m-%dT%H:%M:%S.%fZ}"
            for item in self.server.json("/api/v1/costs?" + urllib.parse.urlencode(words))["items"]:
                key = (item["provider_name"], item["charge_date"][:7], item["billing_currency"])
                value = totals.setdefault(key, [Decimal(0), Decimal(0)])
                value[at] += Decimal(item[metric])
        return {key: tuple(value) for key, value in totals.items() if any(value)}


def parse(text):
    return json.loads(text)["deliveries"][0]


def difference(found, wanted):
    keys = [key for key in sorted(set(found) | set(wanted), key=repr) if found.get(key) != wanted.get(key)]
    return "; ".join(f"{key}: {found.get(key)}, not {wanted.get(key)}" for key in keys[:6])
