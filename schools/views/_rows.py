"""One learner as a row of the school's desk: what the screen shows and the file holds, from the same words."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from core.tables import Column
from learners.enums import CaseState, Route
from learners.rules.countdown import Countdown, Tone
from learners.selectors.school_learners import SchoolLearner
from matchmaking.selectors.school_board import NearPlace
from placements.enums import AgreementState
from placements.selectors.school_desk import AgreementLine

TONES = {Tone.CALM: "ok", Tone.SOON: "warn", Tone.URGENT: "alarm"}


class Group(TextChoices):
    """The groups of the desk: each number on top is one of them, and every learner is in at least one."""

    WITHOUT = "zonder-plek", _lazy("Zonder leerwerkplek")
    FEW = "weinig-lesdagen", _lazy("Met weinig lesdagen")
    WAITING = "voorstel-wacht", _lazy("Met een voorstel dat op antwoord wacht")
    INTRODUCED = "kennismaking", _lazy("Met een kennismaking")
    PLACED = "geplaatst", _lazy("Met een leerwerkplek")
    LOST = "plek-kwijt", _lazy("Met een werkplek die wegviel")
    UNANSWERED = "doorverwezen", _lazy("Doorverwezen, nog zonder antwoord")
    RISK = "in-gevaar", _lazy("In gevaar")
    OTHER = "andere-route", _lazy("Op een andere route dan duaal")
    ALL = "allemaal", _lazy("Alle lerenden")


@dataclass(frozen=True, slots=True)
class Row:
    """A learner of the school with the term, the nearest places and the proposals."""

    learner: SchoolLearner
    term: Countdown | None
    places: list[NearPlace]
    travel_known: bool
    groups: frozenset[Group]
    dangers: tuple[str, ...] = ()

    @property
    def initials(self) -> str:
        """Initials such as 'Y. B.'."""
        return self.learner.initials

    @property
    def programme(self) -> str:
        """The programme, or that it is not chosen yet."""
        return self.learner.programme or _("Nog niet gekozen")

    @property
    def state(self) -> str:
        """Where the case stands; on another route than dual, which one."""
        if Group.OTHER in self.groups:
            return str(Route(self.learner.route).label)
        return str(CaseState(self.learner.state).label)

    @property
    def days_left(self) -> int | None:
        """Training days left, today included; None when no term runs."""
        return self.term.days_left if self.term else None

    @property
    def last_day(self) -> dt.date | None:
        """The last training day of the term."""
        return self.term.last_day if self.term else None

    @property
    def days(self) -> str:
        """The training days left in words."""
        left = self.days_left
        if left is None:
            return _("Geen termijn")
        if left <= 0:
            return _("Lesdagen op")
        return ngettext("%(days)d lesdag", "%(days)d lesdagen", left) % {"days": left}

    @property
    def tone(self) -> str:
        """The tone of the tag with the days."""
        return TONES[self.term.tone] if self.term else "plain"

    @property
    def is_searching(self) -> bool:
        """Whether places nearby matter: on the dual route, without a workplace."""
        return Group.WITHOUT in self.groups

    @property
    def no_place(self) -> str:
        """Why there is no place nearby, empty when there is one or when none is needed."""
        if self.places or not self.is_searching:
            return ""
        if self.learner.programme_id is None:
            return _("Nog geen opleiding gekozen")
        if self.learner.nis is None:
            return _("Gemeente niet bekend")
        if not self.travel_known:
            return _("Reistijden niet bekend")
        return _("Geen binnen %(minutes)d minuten") % {"minutes": self.learner.max_minutes}

    @property
    def nearest(self) -> str:
        """The nearest places on one line, for the file."""
        return self.no_place or "; ".join(str(place) for place in self.places)

    @property
    def proposals(self) -> str:
        """Where the proposals stand, the most important first."""
        return ", ".join(words for words, _tone in self.proposal_tags) or _("Nog geen voorstel")

    @property
    def proposal_tags(self) -> list[tuple[str, str]]:
        """The state of the proposals as (words, tone)."""
        counted, tags = self.learner, []
        if counted.introduction:
            tags.append((_("Kennismaking"), "ok"))
        if number := counted.open_proposals:
            words = ngettext("%(number)d wacht op antwoord", "%(number)d wachten op antwoord", number)
            tags.append((words % {"number": number}, "info"))
        if number := counted.past_proposals:
            words = ngettext("%(number)d zonder resultaat", "%(number)d zonder resultaat", number)
            tags.append((words % {"number": number}, "plain"))
        return tags

    @property
    def coach(self) -> str:
        """The trajectory coach, or that there is none."""
        return self.learner.coach or _("Nog geen trajectbegeleider")

    @property
    def owner(self) -> str:
        """The colleague of the Steunpunt who follows the case, or that there is none."""
        return self.learner.owner or _("nog niemand")


def groups_of(learner: SchoolLearner, term: Countdown | None, *, few: int, in_danger: bool) -> frozenset[Group]:
    """Return the groups of a learner that was read with its proposals; `few` days left are few."""
    found = {Group.ALL}
    if learner.state == CaseState.PLACED:
        found.add(Group.PLACED)
    elif learner.is_searching:
        found.add(Group.WITHOUT)
        found |= {Group.FEW} if term and term.days_left is not None and term.days_left <= few else set()
    else:
        found.add(Group.OTHER)
    if learner.state == CaseState.INTRODUCED:
        found.add(Group.INTRODUCED)
    if learner.open_proposals:
        found.add(Group.WAITING)
    if learner.is_lost:
        found.add(Group.LOST)
    if learner.is_unanswered:
        found.add(Group.UNANSWERED)
    if in_danger:
        found.add(Group.RISK)
    return frozenset(found)


def dangers_of(
    learner: SchoolLearner, term: Countdown | None, agreements: Iterable[AgreementLine], today: dt.date
) -> list[str]:
    """Return why somebody has to look at this learner now, in words; empty when nothing is wrong."""
    found = [_("Werkplek viel weg")] if learner.is_lost else []
    if term and term.tone is Tone.URGENT:
        found.append(_("Bijna geen lesdagen meer"))
    for line in agreements:
        if line.is_silent(today):
            found.append(_("%(company)s antwoordt niet") % {"company": line.company})
        elif line.state == AgreementState.PAUSED and line.is_late(today):
            found.append(_("Pauze duurt langer dan afgesproken"))
    return found


COLUMNS = (
    Column(_lazy("Lerende"), "initials"),
    Column(_lazy("Dossiercode"), "learner.code"),
    Column(_lazy("Nog"), "days"),
    Column(_lazy("Laatste lesdag"), "last_day"),
    Column(_lazy("Opleiding"), "programme"),
    Column(_lazy("Dichtste plekken"), "nearest"),
    Column(_lazy("Status"), "state"),
    Column(_lazy("Voorstellen"), "proposals"),
    Column(_lazy("Let op"), lambda row: ", ".join(row.dangers)),
    Column(_lazy("Trajectbegeleider"), "coach"),
    Column(_lazy("Steunpunt"), "owner"),
)

NEVER = 10_000
SORTS: dict[str, Callable[[Row], Any]] = {
    "dagen": lambda row: NEVER if row.days_left is None else row.days_left,
    "naam": lambda row: row.learner.search_text,
    "opleiding": lambda row: row.programme,
    "status": lambda row: row.state,
    "begeleider": lambda row: (not row.learner.coach, row.coach),
}
DEFAULT_SORT = "dagen"


def in_order(rows: Iterable[Row], sort: str) -> list[Row]:
    """Return the rows sorted by a key of `SORTS`, downwards with a minus in front; equal rows by name.

    A learner without a running term comes last in both directions. An unknown key sorts as the default.
    """
    key = SORTS.get(sort.removeprefix("-"))
    down = key is not None and sort.startswith("-")
    chosen = key or SORTS[DEFAULT_SORT]
    by_name = sorted(rows, key=lambda row: (row.learner.search_text, row.learner.pk))
    ordered = sorted(by_name, key=chosen, reverse=down)
    if chosen is SORTS[DEFAULT_SORT]:
        ordered.sort(key=lambda row: row.days_left is None)
    return ordered
