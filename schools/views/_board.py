"""The desk of a school put together: tallies, table, chart and file come from one list of rows."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.actor import Actor
from catalogue.selectors import school_calendar
from core import clock
from learners.selectors.school_learners import countdowns, learners_of_school, read_learners
from matchmaking.selectors.school_board import (
    PROPOSALS,
    BoardTerms,
    Nearby,
    ReachablePlace,
    board_terms,
    nearest_places,
    with_proposals,
)
from placements.selectors.school_desk import AgreementLine, agreements_of_school
from placements.selectors.tryout import with_try_outs
from schools.forms.desk import BoardFilterForm
from schools.models import School
from schools.selectors.offer import OfferOf, offer_of
from schools.views._rows import DEFAULT_SORT, Group, Row, dangers_of, groups_of, in_order

BARS = 8


class Demand(NamedTuple):
    """One bar of the chart; the last one, of several programmes together, has no slug."""

    name: str
    slug: str
    places: int
    searching: int


@dataclass
class Board:
    """Everything the desk of one school shows for one choice of filters."""

    school: School
    terms: BoardTerms
    everybody: list[Row]
    nearby: Nearby
    every_agreement: list[AgreementLine]
    offers: list[OfferOf]
    query: QueryDict
    moment: dt.datetime = field(default_factory=clock.now)
    _lists: dict[str, str] = field(default_factory=dict)

    @cached_property
    def form(self) -> BoardFilterForm:
        """The filters, with only what occurs among the learners."""
        programmes = {row.learner.programme_slug or "": row.learner.programme or "" for row in self.everybody}
        programmes |= {offer.slug: offer.name for offer in self.offers}
        coaches = {row.learner.coach_id: row.learner.coach for row in self.everybody}
        campuses = {str(own.campus_id): own.campus for offer in self.offers for own in offer.own}
        return BoardFilterForm(
            self.query,
            campuses=_by_label(campuses),
            states=[(group.value, str(group.label)) for group in Group],
            programmes=_by_label(programmes),
            coaches=_by_label(coaches),
        )

    @cached_property
    def group(self) -> Group:
        """The group the table shows."""
        return Group(self.form.chosen.get("state", Group.WITHOUT))

    @cached_property
    def chosen(self) -> list[Row]:
        """The learners within the chosen campus, programme and coach, of every group: what the numbers count."""
        if not self.is_filtered:
            return self.everybody
        return [row for row in self.everybody if self._fits(row.learner.programme_slug or "", row.learner.coach_id)]

    @cached_property
    def agreements(self) -> list[AgreementLine]:
        """The agreements within the same choices."""
        return [line for line in self.every_agreement if self._fits(line.programme_slug, line.coach_id)]

    @cached_property
    def workplaces(self) -> list[ReachablePlace]:
        """The free places that one of the chosen learners can reach, the one confirmed last on top."""
        ours = {row.learner.pk for row in self.chosen}
        found = [place for place in self.nearby.workplaces if place.learners & ours]
        return sorted(found, key=lambda place: (-place.confirmed_on.toordinal(), place.company, place.programme))

    @cached_property
    def chosen_offers(self) -> list[OfferOf]:
        """The programmes of the school within the chosen campus and programme."""
        programme = self.form.chosen.get("programme")
        return [
            line
            for line in self.offers
            if programme in (None, line.slug) and ("campus" not in self.form.chosen or line.slug in self._at_campus)
        ]

    def _fits(self, programme: str, coach: str) -> bool:
        """Tell whether a programme and a coach are within the choices. A campus stands for the programmes given there."""
        chosen = self.form.chosen
        if chosen.get("programme", programme) != programme or chosen.get("coach", coach) != coach:
            return False
        return "campus" not in chosen or programme in self._at_campus

    @cached_property
    def _at_campus(self) -> set[str]:
        campus = self.form.chosen.get("campus")
        return {offer.slug for offer in self.offers for own in offer.own if str(own.campus_id) == campus}

    @cached_property
    def rows(self) -> list[Row]:
        """The learners in the table, in the chosen order: all pages together, and the file."""
        return in_order((row for row in self.chosen if self.group in row.groups), self.query.get("sort", DEFAULT_SORT))

    @cached_property
    def demand(self) -> list[Demand]:
        """Per programme: the green places that one of ours can reach, and our learners who search.

        Most searching learners first; programmes past `BARS` are added up in one last row.
        """
        known = {row.learner.programme_id: (row.programme, row.learner.programme_slug or "") for row in self.chosen}
        searching = Counter(row.learner.programme_id for row in self.chosen if row.is_searching)
        places = Counter(place.programme_id for place in self.workplaces)
        found = [Demand(*known[key], places[key], number) for key, number in searching.items() if key is not None]
        ordered = sorted(found, key=lambda line: (-line.searching, line.name))
        if len(ordered) <= BARS + 1:
            return ordered
        rest = ordered[BARS:]
        label = _("%(number)d andere opleidingen") % {"number": len(rest)}
        added = Demand(label, "", sum(line.places for line in rest), sum(line.searching for line in rest))
        return [*ordered[:BARS], added]

    @property
    def is_filtered(self) -> bool:
        """Whether a campus, a programme or a coach was chosen."""
        return bool(self.form.chosen.keys() - {"state"})

    def address(self, **changes: str) -> str:
        """Return the query string with some filters changed, on the first page."""
        query = self.query.copy()
        query.pop("page", None)
        for name, value in changes.items():
            query[name] = value
        return f"?{query.urlencode()}"

    def list_address(self, listing: str, **changes: str) -> str:
        """Return the address of one of the lists of the school, with some filters changed."""
        if listing not in self._lists:
            self._lists[listing] = reverse("schools:school_list", args=[self.school.public_id, listing])
        return self._lists[listing] + self.address(**changes)


def board_of(actor: Actor, school: School, query: QueryDict, *, with_places: bool = True) -> Board:
    """Return the desk of a school for an actor; without places nor offer for who follows learners that have theirs.

    Raises RuleMissing when a term is not filled in.
    """
    today = clock.today()
    terms = board_terms(today)
    found = with_try_outs(with_proposals(learners_of_school(actor, school.pk)))
    learners = read_learners(found, *PROPOSALS, "try_out")
    running = countdowns(learners, today, terms.search, school_calendar())
    searching = [one for one in learners if one.is_searching]
    nearby = nearest_places(searching, today, terms.availability_days) if with_places else Nearby()
    agreements = agreements_of_school(actor, school.pk)
    per_learner: dict[int, list[AgreementLine]] = {}
    for line in agreements:
        per_learner.setdefault(line.learner_id, []).append(line)
    rows = []
    for one in learners:
        term = running.get(one.pk)
        dangers = tuple(dangers_of(one, term, per_learner.get(one.pk, []), today))
        groups = groups_of(one, term, few=terms.search.amber, in_danger=bool(dangers))
        places, travel_known = nearby.places.get(one.pk, []), one.pk not in nearby.unknown
        rows.append(Row(one, term, places, travel_known, groups, dangers))
    return Board(school, terms, rows, nearby, agreements, offer_of(school.pk) if with_places else [], query)


def _by_label(names: dict[str, str]) -> list[tuple[str, str]]:
    """Return names by their label; who has none (an empty key) is no choice."""
    return sorted(((key, name) for key, name in names.items() if key), key=lambda pair: pair[1].casefold())
