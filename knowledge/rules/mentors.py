"""Pure questions about the compulsory training of a mentor and its term."""

import datetime as dt

from companies.enums import Training
from companies.rules_mentor import add_months
from knowledge.course_enums import NeedState


def due_on(recognised_on: dt.date | None, months: int) -> dt.date | None:
    """Return the last day of the term: counted from the first recognition the mentor stands in; None without one."""
    return add_months(recognised_on, months) if recognised_on else None


def need_of(
    *, training: str, training_on: dt.date | None, due: dt.date | None, today: dt.date, warn_days: int
) -> NeedState:
    """Tell where a mentor stands. A plan counts while its day is to come and within the term."""
    if training in (Training.DONE, Training.EXEMPT):
        return NeedState.FINE
    if due is not None and due < today:
        return NeedState.LATE
    planned = training == Training.PLANNED and training_on is not None and training_on >= today
    if planned and (due is None or (training_on is not None and training_on <= due)):
        return NeedState.PLANNED
    if due is None:
        return NeedState.UNKNOWN
    return NeedState.SOON if (due - today).days <= warn_days else NeedState.OPEN
