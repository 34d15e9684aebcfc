"""The engine once more, in plain Python from the words of the design: dicts, sets and loops, no arrays, nothing shared.

It reads the JSON document of a round, so names, dates and sets are compared as they are written.
"""

import math
import random
from datetime import date, timedelta
from hashlib import blake2b

import numpy as np

MASK = (1 << 64) - 1
MODES = ("walk", "bicycle", "public_transport", "moped", "car")
LEARNER = ("travel", "coverage", "wanted", "tags", "mentor", "responsiveness")
SITE = ("site_proximity", "site_coverage", "site_language", "site_order")


def day(text):
    return date.fromisoformat(text) if text else None


def share(part, total):
    return math.floor(1000 * part / total + 0.5) if total else 1000


def mix(z):
    z = (z + 0x9E3779B97F4A7C15) & MASK
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 & MASK
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB & MASK
    return z ^ (z >> 31)


def digest(text):
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")


def hash_of(one):
    return mix(one & MASK) if isinstance(one, int) else digest(one)


def stir(learner, site):
    tie = (hash_of(learner) ^ hash_of(site)) & 0xFFFFFFFF
    tie = (tie ^ tie >> 15) * 0x2C1B3C6D & 0xFFFFFFFF
    tie = (tie ^ tie >> 12) * 0x297A2D39 & 0xFFFFFFFF
    return tie >> 16


class Oracle:
    def __init__(self, document):
        self.doc = document
        self.learners = {row["id"]: row for row in document["learners"]}
        self.sites = {row["id"]: row for row in document["sites"]}
        self.offers = {(row["site"], row["programme"]): row for row in document["offers"]}
        self.decided = {(d["learner"], d["site"]): set() for d in document["decisions"]}
        for d in document["decisions"]:
            self.decided[d["learner"], d["site"]].add(d["kind"])
        self.policy = {"few_days_left": 0, "few_days_limit": 5, "disadvantaged": 0, "max_wait_days": 60} | document[
            "policy"
        ]
        self.as_of = day(document["as_of"])

    # -- rules -------------------------------------------------------------------------------------------------------
    def minutes(self, learner, site, offer=None):
        a, b = self.learners[learner], self.sites[site]
        travel = self.doc["travel"]
        modes = set(a["modes"])
        begins = (offer or {}).get("shift_begin")
        begins = b.get("shift_begin", -1) if begins is None else begins
        if 0 <= begins < self.policy.get("first_transit_minute", 0):
            modes.discard("public_transport")
        if travel["kind"] == "zones":
            if a.get("zone") is None or b.get("zone") is None:
                return None
            i, j = travel["zones"].index(a["zone"]), travel["zones"].index(b["zone"])
            found = [travel["minutes"][mode][i][j] for mode in modes if mode in travel["minutes"]]
        else:
            if None in (a.get("x"), a.get("y"), b.get("x"), b.get("y")):
                return None
            across, up = (np.float32(b[k]) - np.float32(a[k]) for k in "xy")
            km = math.floor(float(np.sqrt(across * across + up * up)) * 8 + 0.5) / 8
            speed = zip(MODES, travel["overhead"], travel["minutes_per_km"], strict=True)
            found = [math.floor(o + per * km + 0.5) for mode, o, per in speed if mode in modes]
        return min([m for m in found if m <= 254], default=None)

    def unknown(self, learner, site):
        keys = ["zone"] if self.doc["travel"]["kind"] == "zones" else ["x", "y"]
        return any(row.get(key) is None for row in (self.learners[learner], self.sites[site]) for key in keys)

    def reasons(self, learner, site, programme):
        a, b, o = self.learners[learner], self.sites[site], self.offers[site, programme]
        begin = day(a.get("begin")) or self.as_of
        start = max(begin, day(o.get("begin")) or begin)
        found = set()
        checks = {
            "programme_not_taught": a.get("programme") != programme,
            "not_recognised": not o.get("recognised", True)
            or not (day(o.get("valid_from")) or date.min) <= start <= (day(o.get("valid_until")) or date.max),
            "no_place": not o.get("open", True) or b["capacity"] == 0 or o.get("capacity") == 0,
            "no_mentor": not o.get("mentor", True),
            "period": start - begin > timedelta(days=self.policy["max_wait_days"])
            or start > (day(a.get("until")) or date.max)
            or start > (day(o.get("until")) or date.max),
            "too_young": self.too_young(a, o.get("min_age", 0), start),
            "licence": not set(o["requires"]) <= set(a["has"]),
            "accessibility": not set(a["needs"]) <= set(o["provides"]),
            "language": bool(o["languages"]) and not set(o["languages"]) & set(a["languages"]),
            "location_unknown": self.unknown(learner, site),
            "declined": "decline" in self.decided.get((learner, site), ()),
            "forbidden": "forbid" in self.decided.get((learner, site), ()),
        }
        found = {name for name, holds in checks.items() if holds}
        minutes = self.minutes(learner, site, o)
        if "location_unknown" not in found and (minutes is None or minutes > a["max_minutes"]):
            found.add("too_far")
        return found

    @staticmethod
    def too_young(a, age, start):
        if not age:
            return False
        birth = day(a.get("birth_date"))
        if birth is None:
            return True
        leap_day = (birth.month, birth.day) == (2, 29)
        reached = (
            start.year
            - birth.year
            - ((start.month, start.day) < ((3, 1) if leap_day and not leap(start.year) else (birth.month, birth.day)))
        )
        return reached < age

    # -- scores ------------------------------------------------------------------------------------------------------
    def raw(self, learner, site, programme):
        a, b, o = self.learners[learner], self.sites[site], self.offers[site, programme]
        teaches, limit = set(o["teaches"]), math.floor(a["max_minutes"])
        to_learn, wants, tags = set(a["to_learn"]), set(a["wants"]), set(a["tags"])
        goal = min(3, len(tags))
        travel, coverage = (
            share(limit - self.minutes(learner, site, o), limit),
            share(len(to_learn & teaches), len(to_learn)),
        )
        ranked = next((row["learners"] for row in self.doc["orders"] if row["site"] == site), [])
        return {
            "travel": travel,
            "coverage": coverage,
            "wanted": share(len(wants & teaches), len(wants)),
            "tags": share(min(len(tags & set(b["tags"])), goal), goal),
            "mentor": math.floor(float(np.float32(b["mentor_available"])) * 1000 + 0.5),
            "responsiveness": math.floor(float(np.float32(b["responsiveness"])) * 1000 + 0.5),
            "site_proximity": travel,
            "site_coverage": coverage,
            "site_language": share(len(set(o["languages"]) & set(a["languages"])), len(o["languages"])),
            "site_order": 1000 * (len(ranked) - ranked.index(learner)) // len(ranked) if learner in ranked else 0,
        }

    def scores(self, learner, site, programme):
        raw, weights = self.raw(learner, site, programme), self.doc["weights"]
        mine, theirs = (
            (sum(round(1000 * weights[name]) * raw[name] for name in side) + 500) // 1000 for side in (LEARNER, SITE)
        )
        a = self.learners[learner]
        if 0 <= a.get("days_left", -1) <= self.policy["few_days_limit"]:
            theirs += self.policy["few_days_left"]
        return mine, theirs + self.policy["disadvantaged"] * bool(a.get("disadvantaged"))

    # -- the round ---------------------------------------------------------------------------------------------------
    def lists(self):
        """{learner: [(site, learner score, site score)]}, best first."""
        found = {}
        for one, row in self.learners.items():
            options = []
            for site, programme in self.offers:
                if programme == row.get("programme") and not self.reasons(one, site, programme):
                    options.append((site, *self.scores(one, site, programme)))
            found[one] = sorted(options, key=lambda o: (-o[1], -stir(one, o[0]), o[0]))
        return found

    def lottery(self):
        salt = digest(str(self.doc["seed"]))
        order = sorted(self.learners, key=lambda one: (mix(hash_of(one) ^ salt), one))
        return {one: place for place, one in enumerate(order)}

    def round(self, max_level=None, order_seed=0):
        """{learner: (site or None, level)}; learners propose one at a time in any order."""
        max_level = self.doc["max_level"] if max_level is None else max_level
        lists, lottery = self.lists(), self.lottery()
        room = {site: row["capacity"] for site, row in self.sites.items()}
        pinned = {one: site for (one, site), kinds in self.decided.items() if "pin" in kinds}
        inside = {pair: row["capacity"] for pair, row in self.offers.items() if row.get("capacity") is not None}
        for one, site in pinned.items():
            room[site] = max(room[site] - 1, 0)
            pair = site, self.learners[one].get("programme")
            if pair in inside:
                inside[pair] = max(inside[pair] - 1, 0)
        prefs = {one: [] if one in pinned else [o[0] for o in lists[one]] for one in self.learners}
        rank = {(one, o[0]): (o[2], lottery[one]) for one in self.learners for o in lists[one]}
        top = {one: min(max_level, row.get("max_level", 8)) for one, row in self.learners.items()}
        group = {one: row.get("programme") for one, row in self.learners.items()}
        match, level = defer(prefs, rank, room, top, order_seed, group=group, inside=inside)
        return {one: (pinned.get(one, match.get(one)), level[one]) for one in self.learners}


def choose(offered, room, worth, group, inside, site):
    """Whom a site keeps: from the best down, unless its group or the site is full. `inside`: {(site, group): places}."""
    kept, taken = [], {}
    for one in sorted(offered, key=worth, reverse=True):
        own = site, group.get(one)
        if len(kept) < room and taken.get(own, 0) < inside.get(own, len(offered)):
            kept.append(one)
            taken[own] = taken.get(own, 0) + 1
    return kept


def defer(prefs, rank, room, top, order_seed=0, group=None, inside=None):
    """Level-k deferred acceptance, one proposal at a time, in an order shuffled by `order_seed`."""
    pick = random.Random(order_seed)
    level, spot, held, match = dict.fromkeys(prefs, 0), dict.fromkeys(prefs, 0), {site: [] for site in room}, {}
    free = [one for one in prefs if prefs[one]]
    while free:
        one = free.pop(pick.randrange(len(free)))
        if spot[one] == len(prefs[one]):
            if level[one] >= top[one]:
                continue
            level[one], spot[one] = level[one] + 1, 0
        site = prefs[one][spot[one]]
        match[one] = site
        offered = [*held[site], one]
        worth = {other: (level[other], rank[other, site]) for other in offered}
        held[site] = choose(offered, room[site], worth.get, group or {}, inside or {}, site)
        for worst in set(offered) - set(held[site]):
            del match[worst]
            spot[worst] += 1
            free.append(worst)
    return match, level


def leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
