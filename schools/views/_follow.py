"""The rows of a trajectory coach's desk: one learner with what is next, what is to do, and signals."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import TextChoices
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from learners.enums import AppointmentKind
from placements.enums import MeetingKind, PulseWhy
from placements.follow_enums import VisitWay
from placements.selectors.follow_desk import FollowUp, Kind
from placements.selectors.school_desk import AgreementLine
from schools.views._board import Board
from schools.views._rows import Row, in_order


class Task(TextChoices):
    """What a coach looks for: each number on top is one of these, and shows its rows."""

    VISIT = "bezoek", _lazy("Met een gepland bezoek")
    NOTE = "noteren", _lazy("Met een bezoek om te noteren")
    EVALUATION = "evaluatie", _lazy("Met een evaluatie te doen")
    SIGNAL = "signaal", _lazy("Met een signaal")
    ALL = "allemaal", _lazy("Alle lerenden")


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do in words, with where to do it; `when` is its day."""

    label: str
    href: str
    when: dt.date | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class Next:
    """What is next in the calendar: what, when, with whom or where. `has_hour`: the moment has an hour."""

    label: str
    at: dt.datetime
    with_whom: str
    has_hour: bool


@dataclass(frozen=True, slots=True)
class TrajectoryRow:
    """One learner as the coach follows it; `agreements` with whether each is late."""

    row: Row
    follow: FollowUp
    next: Next | None
    todo: tuple[Todo, ...]
    signals: tuple[Todo, ...]
    agreements: tuple[tuple[AgreementLine, bool], ...]

    @property
    def tasks(self) -> frozenset[Task]:
        """The groups this learner is in."""
        found = {Task.ALL}
        if self.follow.planned:
            found.add(Task.VISIT)
        if self.follow.to_note:
            found.add(Task.NOTE)
        if self.follow.rounds or self.follow.due:
            found.add(Task.EVALUATION)
        if self.signals or self.row.dangers:
            found.add(Task.SIGNAL)
        return frozenset(found)


@dataclass(frozen=True, slots=True)
class Moved:
    """An agreement that stays here although the learner is at another school now, with what is still to do for it."""

    line: AgreementLine
    is_late: bool
    todo: tuple[Todo, ...]


def moved_agreements(board: Board, follows: Mapping[int, FollowUp], today: dt.date) -> list[Moved]:
    """Return the agreements within the choices of learners who are no longer at this school."""
    ours = {row.learner.pk for row in board.everybody}
    return [
        Moved(line, line.is_late(today), _all_todo(follows.get(line.learner_id), line, today))
        for line in board.agreements
        if line.learner_id not in ours
    ]


def _all_todo(follow: FollowUp | None, line: AgreementLine, today: dt.date) -> tuple[Todo, ...]:
    """Return the signals and the tasks of one agreement of a learner."""
    if follow is None:
        return ()
    own = FollowUp(
        to_note=[one for one in follow.to_note if one.agreement == line.public_id],
        rounds=[one for one in follow.rounds if one.agreement == line.public_id],
        due=[one for one in follow.due if one.agreement == line.public_id],
        tasks=[one for one in follow.tasks if one.agreement == line.public_id],
    )
    return _signals(own, today) + _todo(own, today)


def trajectory_rows(board: Board, follows: Mapping[int, FollowUp], today: dt.date) -> list[TrajectoryRow]:
    """Return the learners within the choices, whoever asks attention first."""
    per_learner: dict[int, list[tuple[AgreementLine, bool]]] = {}
    for line in board.agreements:
        per_learner.setdefault(line.learner_id, []).append((line, line.is_late(today)))
    rows = []
    for row in in_order(board.chosen, "dagen"):
        key = row.learner.pk
        follow = follows.get(key) or FollowUp()
        rows.append(
            TrajectoryRow(
                row=row,
                follow=follow,
                next=_next(follow),
                todo=_todo(follow, today),
                signals=_signals(follow, today),
                agreements=tuple(per_learner.get(key, [])),
            )
        )
    return sorted(rows, key=lambda one: (not (one.signals or one.row.dangers), not one.todo))


KINDS = {Kind.MEETING: MeetingKind, Kind.APPOINTMENT: AppointmentKind}


def _next(follow: FollowUp) -> Next | None:
    """Return the first of the appointments with the Steunpunt, the meetings of the parties and the visits."""
    found = [
        Next(str(KINDS[Kind(one.kind)](one.code).label), one.moment, one.words, has_hour=True)
        for one in follow.meetings
        if one.moment
    ]
    for visit in follow.planned:
        day = timezone.make_aware(dt.datetime.combine(visit.day, dt.time(23, 59)))
        how = str(VisitWay(visit.code).label)
        found.append(Next(_("Bezoek"), visit.moment or day, how, has_hour=visit.moment is not None))
    return min(found, key=lambda one: one.at, default=None)


def _todo(follow: FollowUp, today: dt.date) -> tuple[Todo, ...]:
    """Return what the coach does now: note a visit, fill in or ask an evaluation."""
    found = []
    for one in follow.to_note:
        href = reverse("placements:visit", args=[one.agreement, one.public_id])
        found.append(Todo(_("Noteer je bezoek"), href, one.day, is_late=True))
    for one in follow.rounds:
        href = reverse("placements:evaluation_fill", args=[one.agreement, one.public_id, "coach"])
        found.append(Todo(_("Vul de evaluatie in"), href, one.day, is_late=one.day < today))
    for one in follow.due:
        href = reverse("placements:evaluation_ask", args=[one.agreement])
        found.append(Todo(_("Vraag een evaluatie"), href, None, is_late=False))
    return tuple(found)


def _signals(follow: FollowUp, today: dt.date) -> tuple[Todo, ...]:
    """Return the calls to make: a pair that said it goes badly, or stayed silent."""
    return tuple(
        Todo(
            _("Bel: %(why)s") % {"why": str(PulseWhy(one.code).label).lower()},
            reverse("placements:pulse_task", args=[one.public_id]),
            one.day,
            is_late=one.day < today,
        )
        for one in follow.tasks
    )
