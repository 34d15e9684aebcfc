"""Small random rounds as JSON documents, made so that every rule bites now and then and ties are common."""

from datetime import date, timedelta

from hypothesis import strategies as st

MODES = ("walk", "bicycle", "public_transport", "moped", "car")
AS_OF = date(2026, 9, 14)
DAYS = st.sampled_from([-400, -30, 0, 0, 20, 61, 300]).map(lambda n: (AS_OF + timedelta(days=n)).isoformat())
BIRTHS = st.sampled_from(["2008-02-29", "2010-09-14", "2010-09-15", "2011-10-04", "2007-01-01", None])
KM = st.sampled_from([0, 0, 1, 2.5, 4, 12, -7, 40, None])
WEIGHTS = {
    "travel": 0.34, "coverage": 0.24, "wanted": 0.16, "tags": 0.1, "mentor": 0.08, "responsiveness": 0.08,
    "site_proximity": 0.3, "site_coverage": 0.35, "site_language": 0.25, "site_order": 0.1,
}  # fmt: skip


def some(names, largest=3):
    return st.lists(st.sampled_from(names), unique=True, max_size=largest)


def rarely(value, usual):
    return st.integers(0, 7).map(lambda n: value if n == 0 else usual)


LEARNERS = {
    "programme": st.sampled_from(["p", "p", "q", None]),
    "zone": st.sampled_from(["a", "b", "c", None]),
    "x": KM,
    "y": KM,
    "modes": some(MODES),
    "max_minutes": st.sampled_from([0, 15, 30.5, 60, 90]),
    "begin": st.one_of(st.none(), DAYS),
    "until": st.one_of(st.none(), st.none(), DAYS),
    "birth_date": BIRTHS,
    "languages": some(["nl", "fr", "en"]),
    "has": some(["b", "vca"]),
    "needs": st.one_of(st.just([]), some(["lift", "quiet"])),
    "to_learn": some([f"act{n}" for n in range(70)], 6),
    "wants": some([f"act{n}" for n in range(4)]),
    "tags": some(["wood", "metal", "food", "care", "it"], 5),
    "days_left": st.sampled_from([-1, 0, 5, 6, 20]),
    "disadvantaged": st.booleans(),
    "max_level": st.sampled_from([8, 8, 8, 0, 1]),
}
SITES = {
    "zone": st.sampled_from(["a", "b", "c", None]),
    "x": KM,
    "y": KM,
    "capacity": st.sampled_from([0, 1, 1, 1, 2]),
    "tags": some(["wood", "metal", "food", "care", "it"], 5),
    "mentor_available": st.sampled_from([0, 0.3, 0.5, 1]),
    "responsiveness": st.sampled_from([0, 0.7, 1]),
    "shift_begin": st.sampled_from([0, 300, 480]),
}
OFFERS = {
    "valid_from": st.one_of(st.none(), st.none(), DAYS),
    "valid_until": st.one_of(st.none(), st.none(), DAYS),
    "begin": st.one_of(st.none(), st.none(), DAYS),
    "until": st.one_of(st.none(), st.none(), DAYS),
    "teaches": some([f"act{n}" for n in range(70)], 30),
    "min_age": st.sampled_from([0, 0, 0, 15, 16, 18]),
    "requires": st.one_of(st.just([]), st.just([]), some(["b", "vca"])),
    "provides": st.one_of(st.just(["lift", "quiet"]), some(["lift", "quiet"])),
    "languages": st.one_of(st.just([]), some(["nl", "fr", "en"])),
    "recognised": rarely(False, True),
    "mentor": rarely(False, True),
    "open": rarely(False, True),
}
MINUTES = st.lists(
    st.lists(st.sampled_from([5, 20, 31, 60, 255]), min_size=3, max_size=3), min_size=3, max_size=3
)
STRAIGHT = {"kind": "straight", "overhead": [0, 1, 12, 2, 5], "minutes_per_km": [15.6, 5.2, 4, 2.5, 1.5]}
ZONES = st.fixed_dictionaries({mode: MINUTES for mode in MODES}).map(
    lambda minutes: {"kind": "zones", "zones": ["a", "b", "c"], "minutes": minutes}
)


@st.composite
def documents(draw, learners=6, sites=4, pins=True):
    """A whole round with at most this many learners and sites."""
    travel = draw(st.one_of(st.just(STRAIGHT), ZONES))
    numbers = draw(st.booleans())
    people = [
        {"id": n + 1 if numbers else f"L{n}", **draw(st.fixed_dictionaries(LEARNERS))}
        for n in range(draw(st.integers(0, learners)))
    ]
    places = [
        {"id": n + 1 if numbers else f"S{n}", **draw(st.fixed_dictionaries(SITES))}
        for n in range(draw(st.integers(0, sites)))
    ]
    if travel["kind"] == "straight":
        for row in (*people, *places):
            row["zone"] = None
    offers = [
        {"site": place["id"], "programme": programme, **draw(st.fixed_dictionaries(OFFERS))}
        for place in places
        for programme in draw(some(["p", "q"], 2))
    ]
    return {
        "as_of": AS_OF.isoformat(),
        "seed": draw(st.integers(0, 5)),
        "max_level": draw(st.sampled_from([0, 1, 2, 8])),
        "weights": draw(st.sampled_from([WEIGHTS, {**dict.fromkeys(WEIGHTS, 0), "mentor": 1, "site_language": 1}])),
        "policy": {
            "few_days_left": draw(st.sampled_from([0, 150])),
            "disadvantaged": draw(st.sampled_from([0, 60])),
            "first_transit_minute": draw(st.sampled_from([0, 360])),
        },
        "travel": travel,
        "learners": people,
        "sites": places,
        "offers": offers,
        "decisions": _decisions(draw, people, places, pins),
        "orders": _orders(draw, people, places),
    }


def _decisions(draw, people, places, pins):
    if not people or not places:
        return []
    kinds = ["forbid", "decline", "pin"] if pins else ["forbid", "decline"]
    pair = st.tuples(st.sampled_from(people), st.sampled_from(places), st.sampled_from(kinds))
    made, pinned = [], set()
    for learner, place, kind in draw(st.lists(pair, max_size=4)):
        if kind == "pin" and learner["id"] in pinned:
            continue
        pinned |= {learner["id"]} if kind == "pin" else set()
        made.append({"learner": learner["id"], "site": place["id"], "kind": kind})
    return made


def _orders(draw, people, places):
    if not people or not places or not draw(st.booleans()):
        return []
    listed = draw(st.lists(st.sampled_from([row["id"] for row in people]), unique=True, min_size=1))
    return [{"site": places[0]["id"], "learners": listed}]
