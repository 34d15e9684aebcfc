"""Recognitions that end while an agreement still runs: told where somebody can still ask the renewal in time."""

import datetime as dt

from django.db.models import Case, F, OuterRef, QuerySet, Subquery, When

from companies.enums import RecognitionState
from companies.models import Recognition
from placements.models import Agreement
from placements.rules.turns import recognition_remarks


def with_last_agreement() -> QuerySet[Recognition]:
    """Return all recognitions with `needed_until`: the last day of a live agreement that outlives it, else None.

    Costs no query of its own.
    """
    here = Agreement.objects.live().filter(
        workplace__establishment=OuterRef("establishment"),
        programme=OuterRef("programme"),
        ends_on__gt=OuterRef("valid_until"),
    )
    last = Subquery(here.order_by("-ends_on").values("ends_on")[:1])
    return Recognition.objects.annotate(needed_until=Case(When(state=RecognitionState.RECOGNISED, then=last)))


def warnings_of(learner_id: int) -> list[str]:
    """Return a sentence for each live agreement of a learner that outlives the recognition of its place (1 query)."""
    place = "workplace__establishment__"
    rows = Agreement.objects.live().filter(
        learner=learner_id,
        ends_on__isnull=False,
        workplace__establishment__recognitions__programme=F("programme"),
        workplace__establishment__recognitions__state=RecognitionState.RECOGNISED,
        workplace__establishment__recognitions__valid_from__isnull=False,
    )
    columns = (
        "ends_on",
        f"{place}recognitions__valid_from",
        f"{place}recognitions__valid_until",
        f"{place}company__name",
    )
    found: list[str] = []
    for ends_on, first, last, company in rows.order_by("ends_on", "pk").values_list(*columns):
        found += [f"{company}: {remark}" for remark in _remarks(ends_on, first, last)]
    return found


def _remarks(ends_on: dt.date, first: dt.date, last: dt.date | None) -> tuple[str, ...]:
    return recognition_remarks(ends_on, (first, last)) if last else ()
