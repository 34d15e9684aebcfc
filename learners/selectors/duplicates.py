"""Files that may be of the same person: by name and birth, phone or mail."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from core.db import fold
from learners.models import ContactDetails, Learner, TwoPeople

# More people than this behind one phone or mail (a school, a centre) is no sign of one person.
SHARED = 6
NAME, PHONE, MAIL, FIRST_NAME = 4, 3, 3, 2
ENOUGH = 4


@dataclass(frozen=True, slots=True)
class Person:
    """What tells whether two files are of one person."""

    learner_id: int
    name: str
    first_name: str
    year: int
    month: int | None
    phone: str
    email: str

    def born_like(self, other: "Person") -> bool:
        """Whether the births can be the same; an unknown month fits every month."""
        months = {self.month, other.month} - {None}
        return self.year == other.year and len(months) < 2


@dataclass(frozen=True, slots=True)
class Pair:
    """Two files that look alike, why, and how strongly (higher is surer)."""

    first: int
    second: int
    points: int
    reasons: tuple[str, ...]


def compare(one: Person, other: Person) -> Pair:
    """Return how much two files look alike. Brothers and sisters share a phone, so that alone is not enough."""
    signs = [
        (NAME, "zelfde naam en geboorte", one.name == other.name and one.born_like(other)),
        (PHONE, "zelfde gsm", bool(one.phone) and one.phone == other.phone),
        (MAIL, "zelfde mailadres", bool(one.email) and one.email == other.email),
        (FIRST_NAME, "zelfde voornaam en geboortejaar", one.first_name == other.first_name and one.born_like(other)),
    ]
    if signs[0][2]:
        signs.pop()
    found = [(points, reason) for points, reason, so in signs if so]
    first, second = sorted((one.learner_id, other.learner_id))
    return Pair(first, second, sum(points for points, _reason in found), tuple(reason for _points, reason in found))


def alike(people: Iterable[Person]) -> list[Pair]:
    """Return the pairs that look enough alike, surest first. People are compared only when they share something."""
    groups: dict[tuple[str, str], list[Person]] = defaultdict(list)
    for person in people:
        for kind, value in (("name", f"{person.name} {person.year}"), ("phone", person.phone), ("mail", person.email)):
            if value:
                groups[kind, value].append(person)
    pairs: dict[tuple[int, int], Pair] = {}
    for (kind, _value), members in groups.items():
        if kind != "name" and len(members) > SHARED:
            continue
        for one, other in combinations(members, 2):
            pair = compare(one, other)
            if pair.points >= ENOUGH:
                pairs[pair.first, pair.second] = pair
    return sorted(pairs.values(), key=lambda pair: (-pair.points, pair.first, pair.second))


def possible_duplicates() -> list[Pair]:
    """Return the pairs a colleague has not decided about yet (2 queries, whatever the number)."""
    decided = set(TwoPeople.objects.values_list("first", "second"))
    rows = ContactDetails.objects.values_list(
        "learner", "first_name", "last_name", "learner__birth_year", "learner__birth_month", "phone", "email"
    )
    people = [
        Person(number, fold(first, last), fold(first), year, month, str(phone or ""), email.casefold())
        for number, first, last, year, month, phone, email in rows
    ]
    return [pair for pair in alike(people) if (pair.first, pair.second) not in decided]


def with_learners(pairs: Iterable[Pair]) -> list[tuple[Pair, Learner, Learner]]:
    """Return pairs with their learners, case and contact loaded (1 query)."""
    known = list(pairs)
    rows = Learner.objects.with_case().in_bulk({number for pair in known for number in (pair.first, pair.second)})
    return [(pair, rows[pair.first], rows[pair.second]) for pair in known if {pair.first, pair.second} <= set(rows)]
