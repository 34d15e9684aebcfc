"""What the nightly task has to look at."""

import datetime as dt

from django.db.models import Q, QuerySet

from companies.enums import RecognitionState
from companies.models import Company, Recognition, Workplace
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
