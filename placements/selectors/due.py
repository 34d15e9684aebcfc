"""What the nightly task has to look at."""

import datetime as dt

from django.db.models import QuerySet

from placements.enums import AgreementState
from placements.models import Agreement


def starting_by(today: dt.date) -> QuerySet[Agreement]:
    """Return the signed agreements whose first day is there."""
    return Agreement.objects.filter(state=AgreementState.SIGNED, starts_on__lte=today).order_by("pk")


def ending_before(today: dt.date) -> QuerySet[Agreement]:
    """Return the agreements that run past their last day."""
    running = (AgreementState.RUNNING, AgreementState.PAUSED)
    return Agreement.objects.filter(state__in=running, ends_on__lt=today).order_by("pk")


def overdue(today: dt.date) -> QuerySet[Agreement]:
    """Return the agreements that wait longer than agreed for a party, a signature or the end of a pause."""
    return Agreement.objects.filter(state__in=AgreementState.WAITING, state_due_on__lt=today).order_by(
        "state_due_on", "pk"
    )
