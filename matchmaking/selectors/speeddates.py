"""Speed dates from the live lists: learners who search, companies they fit with, and a timetable for the day."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

import numpy as np

from catalogue.models import Programme, Subregion
from companies.models import Company, Establishment
from learners.models import Learner
from matchmaking import engine
from matchmaking.adapters import Scope, take_snapshot
from matchmaking.engine.score import SCORE_SHIFT
from matchmaking.engine.speeddates import timetable
from matchmaking.selectors.terms import current_profile

NO_PAIRS = "Geen enkele lerende die zoekt, past nu bij een plek in deze keuze. Kies ruimer."


@dataclass(frozen=True, slots=True)
class Plan:
    """What the day looks like: slots of a number of minutes from a time, and the most of each."""

    starts_at: dt.time
    minutes: int
    slots: int
    companies: int
    most: int

    def times(self) -> list[str]:
        """Return the time at which each slot begins, such as '14.10'."""
        first = self.starts_at.hour * 60 + self.starts_at.minute
        begins = [first + slot * self.minutes for slot in range(self.slots)]
        return [f"{minute // 60 % 24}.{minute % 60:02}" for minute in begins]


@dataclass(frozen=True, slots=True)
class Row:
    """A company or a learner with whom it meets per slot; an empty text is a pause."""

    name: str
    meetings: list[str]


@dataclass(frozen=True, slots=True)
class SpeedDatesPage:
    """The timetable twice: by company and by learner. `sentence` says why there is none."""

    times: list[str]
    companies: list[Row]
    learners: list[Row]
    meetings: int
    without: int
    sentence: str = ""


def speeddates(
    plan: Plan, today: dt.date, *, subregion: Subregion | None = None, programme: Programme | None = None
) -> SpeedDatesPage:
    """Return a timetable for who searches in a sub-region and a programme (None: all of them).

    The companies that together suit the most learners are invited. Nothing is stored. Raises NoWeights, RuleMissing or
    TravelTableMissing when reference data are missing.
    """
    wishes = _wishes(Scope(today, subregion.pk if subregion else None, None if programme is None else (programme.pk,)))
    invited = _invited(wishes, plan.companies)
    near = {pair: score for pair, score in wishes.items() if pair[1] in invited}
    people, companies = _names(near)
    named = {(people[one], companies[company]): score for (one, company), score in near.items()}
    meetings = timetable(named, slots=plan.slots, most=plan.most)
    by_company: dict[str, list[str]] = {name: [""] * plan.slots for name in sorted({one for _, one in named})}
    by_learner: dict[str, list[str]] = {name: [""] * plan.slots for name in sorted({one for one, _ in named})}
    for one in meetings:
        by_company[one.company][one.slot] = one.learner
        by_learner[one.learner][one.slot] = one.company
    return SpeedDatesPage(
        times=plan.times(),
        companies=[Row(name, cells) for name, cells in by_company.items()],
        learners=[Row(name, cells) for name, cells in by_learner.items() if any(cells)],
        meetings=len(meetings),
        without=len({one for one, _ in wishes}) - len({one.learner for one in meetings}),
        sentence="" if meetings else NO_PAIRS,
    )


def _invited(wishes: dict[tuple[int, int], int], number: int) -> set[int]:
    """One company after the other: who suits the most learners that no invited company suits yet, then the most."""
    suits: dict[int, set[int]] = {}
    for learner, company in wishes:
        suits.setdefault(company, set()).add(learner)
    chosen: set[int] = set()
    covered: set[int] = set()
    while len(chosen) < number and len(chosen) < len(suits):
        rest = [one for one in suits if one not in chosen]
        best = min(rest, key=lambda one: (-len(suits[one] - covered), -len(suits[one]), one))
        chosen.add(best)
        covered |= suits[best]
    return chosen


def _wishes(scope: Scope) -> dict[tuple[int, int], int]:
    """The best score of each learner at each company, both by key (1 query beside the snapshot)."""
    snapshot = take_snapshot(scope, current_profile(scope.as_of))
    packed = engine.pack(snapshot.problem)
    pairs = engine.build_pairs(packed)
    owner = dict(Establishment.objects.filter(pk__in=scope.establishments()).values_list("pk", "company"))
    rows = packed.learners.row[np.repeat(np.arange(pairs.ptr.size - 1), np.diff(pairs.ptr))].tolist()
    offers = packed.offers.row[pairs.offer].tolist()
    sites = snapshot.problem.offers.site.tolist()
    scores = (pairs.key >> SCORE_SHIFT).tolist()
    found: dict[tuple[int, int], int] = {}
    for row, offer, score in zip(rows, offers, scores, strict=True):
        pair = snapshot.learner_ids[row], owner[snapshot.site_ids[sites[offer]]]
        found[pair] = max(found.get(pair, 0), int(score))
    return found


def _names(wishes: dict[tuple[int, int], int]) -> tuple[dict[int, str], dict[int, str]]:
    """Names by key, different for everybody (2 queries)."""
    people = Learner.objects.select_related("contact").filter(pk__in={one for one, _ in wishes})
    companies = Company.objects.filter(pk__in={one for _, one in wishes}).order_by("pk")
    taken = Counter(company.name for company in companies)
    return (
        {one.pk: _learner_name(one) for one in people},
        {one.pk: one.name if taken[one.name] == 1 else f"{one.name} ({one.enterprise_number})" for one in companies},
    )


def _learner_name(learner: Learner) -> str:
    """Initials and code: the sheet lies on a table where everybody can read it."""
    contact = getattr(learner, "contact", None)
    return f"{contact.initials} ({learner.code})" if contact else learner.code
