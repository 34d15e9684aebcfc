"""Lost workplaces: the report of a case, whom to call, and how many for which cause."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef

from accounts.actor import Actor
from core import clock
from learners.enums import BreakOffOutcome, Cause, EventVerb
from learners.models import BreakOff, Case, CaseEvent
from learners.models.break_off import BreakOffQuerySet
from learners.selectors.terms import terms_on


@dataclass(frozen=True, slots=True)
class Reported:
    """The current report of a case as a page shows it; `undo_until` is None when taking back is no longer possible."""

    row: BreakOff
    undo_until: dt.datetime | None


@dataclass(frozen=True, slots=True)
class CauseCount:
    """How often a workplace fell away for a cause; `number` is None when it is too small to show."""

    cause: str
    label: str
    number: int | None


def is_lost(case_id: int) -> bool:
    """Return whether a lost workplace is reported for this case and not settled."""
    return BreakOff.objects.current().filter(case=case_id).exists()


def reported_of(case: Case) -> Reported | None:
    """Return the current report of a case, None without one (1 query, 2 with)."""
    row = BreakOff.objects.current().filter(case=case).first()
    if row is None:
        return None
    until = row.may_undo_until(terms_on(clock.today()).undo_minutes)
    return Reported(row, until if until >= clock.now() else None)


def losses_to_call() -> BreakOffQuerySet:
    """Return the current reports of learners nobody talked with since."""
    called = CaseEvent.objects.filter(case=OuterRef("case"), verb=EventVerb.CALLED, at__gte=OuterRef("created_at"))
    return BreakOff.objects.current().exclude(case__state="closed").exclude(Exists(called))


def counts_by_cause(actor: Actor, first: dt.date, last: dt.date, smallest: int) -> list[CauseCount]:
    """Return how many workplaces fell away for each cause, reported from `first` up to and including `last`.

    For colleagues only; others get an empty list. A number below `smallest` is hidden, and so is the smallest of the
    others when only one would be: else the total would give it away. Reports taken back do not count.
    """
    if not actor.is_staff:
        return []
    rows = BreakOff.objects.filter(created_at__date__gte=first, created_at__date__lte=last)
    counted = rows.exclude(outcome=BreakOffOutcome.UNDONE).order_by().values_list("cause").annotate(Count("pk"))
    numbers = dict(counted)
    every = [(cause, numbers.get(cause.value, 0)) for cause in Cause]
    hidden = {cause for cause, number in every if 0 < number < smallest}
    shown = sorted((number, cause) for cause, number in every if number and cause not in hidden)
    if len(hidden) == 1 and shown:
        hidden.add(shown[0][1])
    return [CauseCount(cause.value, str(cause.label), None if cause in hidden else number) for cause, number in every]
