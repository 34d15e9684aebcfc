"""The desk of a trajectory coach: each own learner with clock, what is next, visits, evaluations and signals."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import actor_of
from accounts.actor import Actor
from core import clock
from core.paging import page_of
from placements.selectors.follow_desk import follow_ups
from schools.views._board import board_of
from schools.views._follow import Task, moved_agreements, trajectory_rows
from schools.views.dashboard import school_of


@never_cache
@require_safe
def trajectory(request: HttpRequest, school: uuid.UUID) -> HttpResponse:
    """Show the own learners of a coach, whoever needs attention first; a director sees those of every coach."""
    actor, row = actor_of(request), school_of(request, school)
    board = board_of(actor, row, request.GET, with_places=False)
    follows, today = follow_ups(actor, row.pk, board.moment), clock.today()
    rows = trajectory_rows(board, follows, today)
    wanted = request.GET.get("toon", "")
    task = Task(wanted) if wanted in Task.values else Task.ALL
    context = {
        "school": row,
        "board": board,
        "page": page_of(request, [one for one in rows if task in one.tasks]),
        "sees_all": not _is_coach(actor, row.pk),
        "task": task,
        "moved": moved_agreements(board, follows, today),
        "numbers": [(each, sum(each in one.tasks for one in rows), board.address(toon=each.value)) for each in Task],
    }
    return render(request, "schools/trajectory.html", context)


def _is_coach(actor: Actor, school_id: int) -> bool:
    return school_id in actor.coach_of and school_id not in actor.director_of and not actor.is_staff
