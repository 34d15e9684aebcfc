"""Small random rounds as JSON documents: most pairs are feasible, every rule bites now and then, ties are common.

Hypothesis draws a seed and the kind of ids and travel; the rest comes from that seed, so that a fault in one field stays rare.
"""

import random
from datetime import date, timedelta

from hypothesis import strategies as st

MODES = ("walk", "bicycle", "public_transport", "moped", "car")
AS_OF = date(2026, 9, 14)
TAGS = ("wood", "metal", "food", "care", "it")
ACTIVITIES = [f"act{n}" for n in range(70)]
WEIGHTS = {
    "travel": 0.34, "coverage": 0.24, "wanted": 0.16, "tags": 0.1, "mentor": 0.08, "responsiveness": 0.08,
    "site_proximity": 0.3, "site_coverage": 0.35, "site_language": 0.25, "site_order": 0.1,
}  # fmt: skip
EVEN = {**dict.fromkeys(WEIGHTS, 0), "mentor": 1, "site_language": 1}
STRAIGHT = {"kind": "straight", "overhead": [0, 1, 12, 2, 5], "minutes_per_km": [15.6, 5.2, 4, 2.5, 1.5]}


class Maker:
    """One document's worth of choices."""

    def __init__(self, seed, numbers, zones):
        self.random, self.numbers, self.zones = random.Random(seed), numbers, zones

    def usual(self, value, *rare):
        """`value`, but once in ten times one of the others."""
        return self.random.choice(rare) if self.random.random() < 0.1 else value

    def some(self, names, largest):
        return self.random.sample(list(names), self.random.randint(0, min(largest, len(names))))

    def day(self, *offsets):
        return (AS_OF + timedelta(days=self.random.choice(offsets))).isoformat()

    def place(self):
        if self.zones:
            return {"zone": self.usual(self.random.choice("abc"), None)}
        far = self.usual(0, 60)
        return {
            "x": self.usual(self.random.choice([0, 1, 2.5, 4, -3]) + far, None),
            "y": self.random.choice([0, 0, 1, 5.5, -7]),
        }

    def learner(self, number):
        return {
            "id": number + 1 if self.numbers else f"L{number}",
            **self.place(),
            "programme": self.usual(self.random.choice("ppq"), None),
            "modes": self.some(MODES, 3) or self.usual(["bicycle"], []),
            "max_minutes": self.usual(self.random.choice([45, 60.5, 90, 254]), 0, 10),
            "begin": self.usual(None, self.day(-30, 20)),
            "until": self.usual(None, self.day(0, 10, 300)),
            "birth_date": self.usual("2007-01-01", "2008-02-29", "2010-09-14", "2010-09-15", "2011-10-04", None),
            "languages": self.usual(["nl"], [], ["fr"], ["nl", "fr", "en"]),
            "has": self.usual(["b", "vca"], [], ["b"]),
            "needs": self.usual([], ["lift"], ["quiet", "lift"]),
            "to_learn": self.some(ACTIVITIES, 6),
            "wants": self.some(ACTIVITIES, 3),
            "tags": self.some(TAGS, 5),
            "days_left": self.random.choice([-1, 0, 5, 6, 20]),
            "disadvantaged": self.random.random() < 0.3,
            "max_level": self.usual(8, 0, 1),
        }

    def site(self, number):
        return {
            "id": number + 1 if self.numbers else f"S{number}",
            **self.place(),
            "capacity": self.random.choice([0, 1, 1, 1, 2, 3]),
            "tags": self.some(TAGS, 5),
            "mentor_available": self.random.choice([0, 0.3, 0.5, 1]),
            "responsiveness": self.random.choice([0, 0.7, 1]),
            "shift_begin": self.usual(480, 0, 300),
        }

    def offer(self, site, programme):
        return {
            "site": site["id"],
            "programme": programme,
            "capacity": self.random.choice([None, None, 1, 1, 2, self.usual(1, 0, 9)]),
            "valid_from": self.usual(None, self.day(0, 1, 30)),
            "valid_until": self.usual(None, self.day(-1, 0, 20)),
            "begin": self.usual(None, self.day(-10, 20, 60, 61)),
            "until": self.usual(None, self.day(-1, 0, 20)),
            "teaches": self.some(ACTIVITIES, 50),
            "min_age": self.random.choice([0, 15, 16, 16, 18]),
            "requires": self.usual([], ["b"], ["vca", "b"]),
            "provides": self.usual(["lift"], [], ["quiet", "lift"]),
            "languages": self.random.choice([[], ["nl"], ["nl", "fr"], self.usual(["nl"], ["en"])]),
            "recognised": self.usual(True, False),
            "mentor": self.usual(True, False),
            "open": self.usual(True, False),
            "shift_begin": self.usual(None, 300, 480),
        }

    def travel(self):
        if not self.zones:
            return STRAIGHT
        pick = self.random.choice
        grids = {mode: [[pick([5, 20, 31, 60, 60, 255]) for _ in "abc"] for _ in "abc"] for mode in MODES}
        return {"kind": "zones", "zones": ["a", "b", "c"], "minutes": grids}

    def decisions(self, people, places, pins):
        kinds = ["forbid", "decline", "pin"] if pins else ["forbid", "decline"]
        made, pinned = [], set()
        for _ in range(self.random.randint(0, 3) if people and places else 0):
            one, kind = self.random.choice(people)["id"], self.random.choice(kinds)
            if kind != "pin" or one not in pinned:
                made.append({"learner": one, "site": self.random.choice(places)["id"], "kind": kind})
            pinned |= {one} if kind == "pin" else set()
        return made

    def orders(self, people, places):
        listed = self.some([row["id"] for row in people], 4)
        return [{"site": places[0]["id"], "learners": listed}] if places and self.random.random() < 0.5 else []


@st.composite
def documents(draw, learners=8, sites=5, pins=True, numbers=None):
    """A whole round with at most this many learners and sites."""
    numbers = draw(st.booleans()) if numbers is None else numbers
    make = Maker(draw(st.integers(0, 2**32)), numbers, draw(st.booleans()))
    people = [make.learner(n) for n in range(make.usual(make.random.randint(2, learners), 0, 1))]
    places = [make.site(n) for n in range(make.usual(make.random.randint(2, sites), 0, 1))]
    offers = [
        make.offer(site, programme)
        for site in places
        for programme in make.usual(make.random.choice(["p", "pq"]), "q", "")
    ]
    pick = make.random.choice
    return {
        "as_of": AS_OF.isoformat(),
        "seed": pick(range(5)),
        "max_level": pick([0, 1, 2, 8]),
        "weights": pick([WEIGHTS, WEIGHTS, EVEN]),
        "policy": {
            "few_days_left": pick([0, 150]),
            "disadvantaged": pick([0, 60]),
            "first_transit_minute": pick([0, 360]),
        },
        "travel": make.travel(),
        "learners": people,
        "sites": places,
        "offers": offers,
        "decisions": make.decisions(people, places, pins),
        "orders": make.orders(people, places),
    }
