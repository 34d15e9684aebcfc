"""Places that were reported as stopped, while an agreement still runs."""

import datetime as dt

from django.db.models import Exists, OuterRef, QuerySet

from learners.models import BreakOff
from placements.enums import AgreementState
from placements.models import Agreement

AT_WORK = (AgreementState.RUNNING, AgreementState.PAUSED)


def lost_before(moment: dt.datetime) -> QuerySet[BreakOff]:
    """Return the current reports made before a moment, of learners with an agreement that runs and began before the
    reported last day.
    """
    running = Agreement.objects.filter(
        learner=OuterRef("case__learner"),
        state__in=AT_WORK,
        starts_on__lte=OuterRef("ended_on"),
        created_at__lt=OuterRef("created_at"),
    )
    return BreakOff.objects.current().filter(Exists(running), created_at__lte=moment).order_by("pk")


def still_running(report: BreakOff) -> QuerySet[Agreement]:
    """Return the agreements that run although the place was reported as stopped."""
    rows = Agreement.objects.filter(learner=report.case.learner_id, state__in=AT_WORK, starts_on__lte=report.ended_on)
    return rows.filter(created_at__lt=report.created_at).select_related("workplace__establishment__company")
