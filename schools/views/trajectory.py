"""The desk of a trajectory coach: each own learner with clock, next appointment, agreements and signals."""

import uuid
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.actor import Actor
from core import clock
from core.paging import page_of
from learners.models import Appointment
from learners.selectors.appointments import next_per_learner
from placements.selectors.school_desk import AgreementLine
from schools.views._board import Board, board_of
from schools.views._rows import Row, in_order
from schools.views.dashboard import actor_of, school_of


@dataclass(frozen=True, slots=True)
class TrajectoryRow:
    """One learner as the coach follows it; `agreements` with whether each is late."""

    row: Row
    appointment: Appointment | None
    agreements: list[tuple[AgreementLine, bool]]


@never_cache
@require_safe
def trajectory(request: HttpRequest, school: uuid.UUID) -> HttpResponse:
    """Show the own learners of a coach, whoever needs attention first; a director sees those of every coach."""
    actor, row = actor_of(request), school_of(request, school)
    board = board_of(actor, row, request.GET)
    page = page_of(request, _rows(board))
    context = {"school": row, "board": board, "page": page, "sees_all": not _is_coach(actor, row.pk)}
    return render(request, "schools/trajectory.html", context)


def _is_coach(actor: Actor, school_id: int) -> bool:
    return school_id in actor.coach_of and school_id not in actor.director_of and not actor.is_staff


def _rows(board: Board) -> list[TrajectoryRow]:
    today, found = clock.today(), next_per_learner(board.school.pk, board.moment)
    per_learner: dict[int, list[tuple[AgreementLine, bool]]] = {}
    for line in board.agreements:
        per_learner.setdefault(line.learner_id, []).append((line, line.is_late(today)))
    ordered = sorted(in_order(board.chosen, "dagen"), key=lambda row: not row.dangers)
    return [TrajectoryRow(row, found.get(row.learner.pk), per_learner.get(row.learner.pk, [])) for row in ordered]
