"""How long names in the pool of expertise are kept."""

import datetime as dt

from core.retention import RetentionPolicy, Rows
from expertise.models import Expert, ExpertiseRequest, NetworkContact

NOBODY = "gewist"


def _requests_over(rows: Rows, before: dt.date) -> Rows:
    return rows.filter(state__in=("done", "withdrawn"), updated_at__date__lt=before).exclude(name=NOBODY)


def _wipe_requests(rows: Rows) -> int:
    return rows.update(name=NOBODY, email="", body="", answer="", remark="")


def _left_before(rows: Rows, before: dt.date) -> Rows:
    return rows.filter(left_on__lt=before)


def _experts_over(rows: Rows, before: dt.date) -> Rows:
    return rows.filter(is_active=False, updated_at__date__lt=before).exclude(name=NOBODY)


def _wipe_experts(rows: Rows) -> int:
    return rows.update(name=NOBODY, email="", phone="", function="", about="", availability="")


POLICIES = (
    RetentionPolicy(
        key="expertise.requests",
        model=ExpertiseRequest,
        purpose="Om te weten wie we hielpen en of het hielp; daarna blijven onderwerp, uren en uitkomst voor de cijfers.",
        rule="retention-expertise",
        due=_requests_over,
        action=_wipe_requests,
    ),
    RetentionPolicy(
        key="expertise.experts",
        model=Expert,
        purpose="Om een expert die stopte nog te kunnen bereiken over lopend werk; de uren blijven voor de cijfers.",
        rule="retention-expertise",
        due=_experts_over,
        action=_wipe_experts,
    ),
    RetentionPolicy(
        key="expertise.contacts",
        model=NetworkContact,
        purpose="Om na een wissel van functie nog te weten met wie iets was afgesproken.",
        rule="retention-network",
        due=_left_before,
    ),
)
