"""The staff's queue: piles of work, each with a link to exactly its rows."""

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Case as Choose
from django.db.models import Count, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.expressions import OrderBy
from django.urls import reverse

from accounts.actor import Actor
from core import clock
from learners.enums import CaseState
from learners.models import BreakOff, Case, CaseEvent
from learners.selectors.calls import tries_to_make
from learners.selectors.clock import counter_on
from learners.selectors.running import running_terms

Rows = QuerySet[Case]
RUNNING = ("new", "contacted", "matching", "introduced", "parked", "referred")


@dataclass(frozen=True, slots=True)
class Pile:
    """Work of one kind. `where` gets the moment and returns the condition on a case."""

    slug: str
    label: str
    tone: str
    where: Callable[[dt.datetime], Q]

    def rows(self, cases: Rows) -> Rows:
        """Return the cases of this pile."""
        return cases.filter(self.where(clock.now()))


def _due(moment: dt.datetime) -> Q:
    return Q(state__in=CaseState.WAITING, state_due_on__lte=moment.date())


PILES: tuple[Pile, ...] = (
    Pile("te-laat", "Belofte voorbij", "alarm", lambda now: Q(state=CaseState.NEW, promised_by__lt=now)),
    Pile(
        "vandaag",
        "Te bellen, belofte loopt nog",
        "warn",
        lambda now: Q(state=CaseState.NEW, promised_by__gte=now),
    ),
    Pile("opvolgen", "Opvolgdatum voorbij", "warn", _due),
    Pile("opnieuw-bellen", "Opnieuw bellen", "warn", lambda now: Q(pk__in=tries_to_make(now).values("case"))),
    Pile("klok", "Zoektermijn bijna om", "alarm", lambda now: _clock_almost_out(now.date())),
    Pile("zonder-eigenaar", "Niemand volgt op", "info", lambda _now: Q(owner=None, state__in=CaseState.OPEN)),
)
PILE_BY_SLUG = {pile.slug: pile for pile in PILES}


# Who was promised a call (a first contact, or a new try), then whose training days run out, then who searches for the
# longest, then the rest. `call_due` comes from `queue`.
WORK_ORDER: tuple[OrderBy, ...] = (
    OrderBy(
        Choose(
            When(Q(state=CaseState.NEW) | Q(call_due__isnull=False), then=Value(0)),
            When(Q(state__in=RUNNING, learner__clock_started_on__isnull=False), then=Value(1)),
            When(state__in=RUNNING, then=Value(2)),
            default=Value(3),
        )
    ),
    OrderBy(Choose(When(state=CaseState.NEW, then=F("promised_by")), default=F("call_due"))),
    OrderBy(Choose(When(state__in=RUNNING, then=F("learner__clock_started_on")))),
    OrderBy(F("created_at")),
    OrderBy(F("pk")),
)


@dataclass(frozen=True, slots=True)
class PileCount:
    """How much work of one kind, and where to see it."""

    slug: str
    label: str
    count: int
    tone: str
    url: str


def queue_counts(actor: Actor) -> list[PileCount]:
    """Return every pile with its number (one query for all, two for the clock) for a colleague's work list."""
    moment = clock.now()
    counts = {pile.slug.replace("-", "_"): Count("pk", filter=pile.where(moment)) for pile in PILES}
    numbers = Case.objects.visible_to(actor).aggregate(**counts)
    base = reverse("admin:learners_case_changelist")
    return [
        PileCount(pile.slug, pile.label, numbers[pile.slug.replace("-", "_")], pile.tone, f"{base}?todo={pile.slug}")
        for pile in PILES
    ]


def cases_of(cases: Rows, public_id: str) -> Rows:
    """Return the cases of a colleague; an identifier that cannot exist gives none."""
    try:
        return cases.filter(owner__public_id=uuid.UUID(public_id))
    except ValueError:
        return cases.none()


def queue(cases: Rows) -> Rows:
    """Return cases with everything a row of the queue shows: `call_due`, `last_verb`, `last_to` and `last_at` too,
    and `reported_at` when a lost workplace is reported.
    """
    last = CaseEvent.objects.filter(case=OuterRef("pk")).order_by("-at", "-pk")
    related = cases.select_related(
        "owner", "learner__contact", "learner__programme", "learner__municipality__subregion", "learner__school"
    )
    return related.annotate(
        open_try=FilteredRelation("tries", condition=Q(tries__ended_at=None)),  # a case has one at most
        call_due=F("open_try__ends_at"),
        reported_at=Subquery(BreakOff.objects.current().filter(case=OuterRef("pk")).values("created_at")[:1]),
        last_verb=Subquery(last.values("verb")[:1]),
        last_to=Subquery(last.values("to_state")[:1]),
        last_at=Subquery(last.values("at")[:1]),
    )


def rows_of(page: Rows) -> list[Case]:
    """Return the rows of one page of a queue in their order (2 queries).

    First only which cases: so all cases are put in order without reading for each of them what a row shows.
    """
    keys = list(page.values_list("pk", flat=True))
    found = queue(Case.objects.all()).in_bulk(keys)
    return [found[key] for key in keys if key in found]


def _clock_almost_out(today: dt.date) -> Q:
    return running_terms(counter_on(today)).red
