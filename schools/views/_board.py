"""The desk of a school put together: tallies, table, chart and file come from one list of rows."""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.actor import Actor
from catalogue.selectors import school_calendar
from core import clock
from learners.selectors.school_page import countdowns, learners_of_school
from matchmaking.selectors.school_board import BoardTerms, board_terms, nearest_places, with_proposals
from schools.forms import BoardFilterForm
from schools.models import School
from schools.views._rows import DEFAULT_SORT, Group, Row, groups_of, in_order

BARS = 8


@dataclass(frozen=True, slots=True)
class Tally:
    """One number on top and the address of its rows."""

    group: Group
    count: int
    label: str
    href: str
    tone: str


@dataclass
class Board:
    """Everything the desk of one school shows for one choice of filters."""

    school: School
    terms: BoardTerms
    everybody: list[Row]
    reachable: dict[int, int]
    query: QueryDict
    moment: dt.datetime = field(default_factory=clock.now)

    @cached_property
    def form(self) -> BoardFilterForm:
        """The filters, with only what occurs among the learners."""
        programmes = {row.learner.programme.slug: row.programme for row in self.everybody if row.learner.programme}
        coaches = {str(row.learner.coach.public_id): row.coach for row in self.everybody if row.learner.coach}
        return BoardFilterForm(
            self.query,
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
        """The learners within the chosen programme and coach, of every group: what the numbers count."""
        programme, coach = self.form.chosen.get("programme"), self.form.chosen.get("coach")
        return [
            row
            for row in self.everybody
            if (programme is None or (row.learner.programme and row.learner.programme.slug == programme))
            and (coach is None or (row.learner.coach and str(row.learner.coach.public_id) == coach))
        ]

    @cached_property
    def rows(self) -> list[Row]:
        """The learners in the table, in the chosen order: all pages together, and the file."""
        return in_order((row for row in self.chosen if self.group in row.groups), self.query.get("sort", DEFAULT_SORT))

    @cached_property
    def tallies(self) -> list[Tally]:
        """The numbers on top; learners on another route are only counted when there are some."""
        counted = Counter(group for row in self.chosen for group in row.groups)
        shown = [group for group in Group if group is not Group.ALL and (group is not Group.OTHER or counted[group])]
        return [self._tally(group, counted[group]) for group in (Group.FEW, *(g for g in shown if g != Group.FEW))]

    @cached_property
    def demand(self) -> list[tuple[str, int, int]]:
        """Per programme: its name, free places that one of ours can reach, and our learners who search.

        Most searching learners first; programmes past `BARS` are added up in one last row.
        """
        searching = Counter(row.learner.programme for row in self.chosen if row.is_searching and row.learner.programme)
        found = [(one.name, self.reachable.get(one.pk, 0), number) for one, number in searching.items()]
        ordered = sorted(found, key=lambda row: (-row[2], row[0]))
        if len(ordered) <= BARS + 1:
            return ordered
        rest = ordered[BARS:]
        label = _("%(number)d andere opleidingen") % {"number": len(rest)}
        return [*ordered[:BARS], (label, sum(row[1] for row in rest), sum(row[2] for row in rest))]

    @property
    def series(self) -> list[str]:
        """What the two numbers of `demand` count."""
        return [_("plekken"), _("zoekend")]

    @property
    def is_filtered(self) -> bool:
        """Whether a programme or a coach was chosen."""
        return len(self.chosen) < len(self.everybody)

    def address(self, **changes: str) -> str:
        """Return the query string with some filters changed, on the first page."""
        query = self.query.copy()
        query.pop("page", None)
        for name, value in changes.items():
            query[name] = value
        return f"?{query.urlencode()}"

    def _tally(self, group: Group, count: int) -> Tally:
        label = LABELS[group](count, self.terms)
        tone = TALLY_TONES.get(group, "plain") if count else "plain"
        return Tally(group, count, label, self.address(state=group.value), tone)


TALLY_TONES = {Group.FEW: "alarm", Group.WAITING: "info", Group.INTRODUCED: "info", Group.PLACED: "ok"}
LABELS: dict[Group, Callable[[int, BoardTerms], str]] = {
    Group.FEW: lambda n, terms: (
        ngettext("heeft nog hoogstens %(days)d lesdagen", "hebben nog hoogstens %(days)d lesdagen", n)
        % {"days": terms.search.red}
    ),
    Group.WITHOUT: lambda _n, _terms: _("nog zonder leerwerkplek"),
    Group.WAITING: lambda n, _terms: ngettext(
        "wacht op antwoord op een voorstel", "wachten op antwoord op een voorstel", n
    ),
    Group.INTRODUCED: lambda n, _terms: ngettext("maakt kennis met een bedrijf", "maken kennis met een bedrijf", n),
    Group.PLACED: lambda n, _terms: ngettext("heeft een leerwerkplek", "hebben een leerwerkplek", n),
    Group.OTHER: lambda n, _terms: ngettext("volgt een andere route", "volgen een andere route", n),
}


def board_of(actor: Actor, school: School, query: QueryDict) -> Board:
    """Return the desk of a school for an actor. Raises RuleMissing when a term is not filled in."""
    today = clock.today()
    terms = board_terms(today)
    learners = list(with_proposals(learners_of_school(actor, school.pk)))
    running = countdowns(learners, today, terms.search, school_calendar())
    searching = [one for one in learners if Group.WITHOUT in groups_of(one, running.get(one.pk))]
    nearby = nearest_places(searching, today, terms.availability_days)
    rows = [
        Row(one, running.get(one.pk), nearby.places.get(one.pk, []), one.pk not in nearby.unknown) for one in learners
    ]
    return Board(school, terms, rows, nearby.reachable, query)


def _by_label(names: dict[str, str]) -> list[tuple[str, str]]:
    return sorted(names.items(), key=lambda pair: pair[1].casefold())
