"""What the nightly task has to look at."""

import datetime as dt

from django.db.models import Q, QuerySet

from companies.enums import RecognitionState, ScanState
from companies.models import Attachment, Company, Recognition, Workplace
from companies.rules_mentor import add_months
from companies.selectors.coach_terms import rule_book
from companies.selectors.terms import availability_days
from core import clock


def recognitions_past(today: dt.date) -> QuerySet[Recognition]:
    """Return recognitions whose last day is over and that still say 'recognised'."""
    return Recognition.objects.filter(state=RecognitionState.RECOGNISED, valid_until__lt=today).order_by("pk")


def companies_to_remind(today: dt.date) -> QuerySet[Company]:
    """Return companies with at least one open workplace whose availability is older than the term."""
    before = clock.now() - dt.timedelta(days=availability_days(today))
    grey = Workplace.objects.open().filter(Q(availability_confirmed_at=None) | Q(availability_confirmed_at__lt=before))
    return Company.objects.filter(pk__in=grey.values("establishment__company")).order_by("pk")


def recognitions_to_renew(today: dt.date) -> QuerySet[Recognition]:
    """Return recognitions that end within the first renewal term and of which nobody asked the renewal yet."""
    months = max(rule_book(today).coach_terms().renewal_months, default=0)
    holds = Recognition.objects.valid_on(today).filter(valid_until__lte=add_months(today, months))
    return _named(holds.filter(renewal_filed_on=None))


def dossiers_of_companies_late(today: dt.date) -> QuerySet[Recognition]:
    """Return files that wait for the company itself longer than the step may take."""
    own = (RecognitionState.PREPARING, RecognitionState.INCOMPLETE)
    return _named(Recognition.objects.late(today).filter(state__in=own))


def attachments_to_scan() -> list[int]:
    """Return the files that wait for the scanner."""
    waiting = Attachment.objects.filter(state=ScanState.CHECKING).order_by("pk")
    return list(waiting.values_list("pk", flat=True))


def _named(files: QuerySet[Recognition]) -> QuerySet[Recognition]:
    active = files.filter(establishment__company__state="active", establishment__closed_on=None)
    return active.select_related("programme", "establishment__company").order_by("pk")
