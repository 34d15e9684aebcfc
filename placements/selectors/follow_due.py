"""What the night looks at of visits, evaluations and the portfolio."""

import datetime as dt

from django.db.models import QuerySet

from placements.follow_enums import EvaluationState, ProofState, VisitState
from placements.models import EvaluationRound, Proof, Visit


def visits_to_note(today: dt.date) -> QuerySet[Visit]:
    """Return the planned visits whose day is over and of which nobody was reminded."""
    return Visit.objects.filter(state=VisitState.PLANNED, visit_on__lt=today, reminded_on=None).order_by("pk")


def visits_overdue(today: dt.date) -> QuerySet[Visit]:
    """Return the planned visits that nobody noted in time."""
    return Visit.objects.filter(state=VisitState.PLANNED, state_due_on__lt=today).order_by("pk")


def evaluations_to_remind(today: dt.date, remind_days: int) -> QuerySet[EvaluationRound]:
    """Return the moments of evaluation that end soon and of which nobody was reminded."""
    soon = today + dt.timedelta(days=remind_days)
    rows = EvaluationRound.objects.filter(state=EvaluationState.ASKED, state_due_on__lte=soon, reminded_on=None)
    return rows.filter(state_due_on__gte=today).order_by("pk")


def evaluations_overdue(today: dt.date) -> QuerySet[EvaluationRound]:
    """Return the moments of evaluation that were not filled in by both in time."""
    return EvaluationRound.objects.filter(state=EvaluationState.ASKED, state_due_on__lt=today).order_by("pk")


def proofs_overdue(today: dt.date) -> QuerySet[Proof]:
    """Return the questions to a mentor that were not answered in time."""
    return Proof.objects.filter(state=ProofState.ASKED, state_due_on__lt=today).order_by("pk")
