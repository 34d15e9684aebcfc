"""Minimum ages that the engine has no step for, such as 17 or 21: the pairs they keep apart.

A learner meets an establishment through one offer, so excluding that pair is exact.
"""

import datetime as dt

from learners.rules.ages import Birth, birthday
from matchmaking.adapters.people import Person
from matchmaking.adapters.places import Places, age_step


def too_young(people: list[Person], places: Places, as_of: dt.date) -> list[tuple[int, int]]:
    """Return (learner row, offer row) of who is old enough for the step but not for the place, on the begin date."""
    exact = [row for row, age in enumerate(places.ages) if age_step(age) != age]
    if not exact:
        return []
    of_programme: dict[int | None, list[int]] = {}
    for row, one in enumerate(people):
        of_programme.setdefault(one.programme, []).append(row)
    return [
        (row, offer)
        for offer in exact
        for row in of_programme.get(places.rows[offer].programme, ())
        if _turns(people[row], places.ages[offer]) > _begin(people[row], places.rows[offer].available_from, as_of)
    ]


def _turns(one: Person, age: int) -> dt.date:
    return birthday(Birth(one.birth_year, one.birth_month), age)


def _begin(one: Person, available_from: dt.date | None, as_of: dt.date) -> dt.date:
    return max(one.start_on or as_of, available_from or as_of, as_of)
