"""How well we keep our promises: public figures, each counted from rows, with its definition, period and denominator.

What nobody can compute is unknown, never nought. A figure about few people is hidden.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from catalogue.rules import RuleMissing
from catalogue.selectors import rule_value
from companies.models import Workplace
from companies.selectors.terms import availability_days
from core import clock
from frontoffice.enums import QuestionState
from frontoffice.models import Question
from frontoffice.rules import Share, share_of
from learners.enums import Route
from learners.models import Case, Referral
from learners.selectors.terms import terms_on


@dataclass(frozen=True, slots=True)
class Quality:
    """One figure. `since` is empty for a figure of this moment."""

    key: str
    label: str
    definition: str
    share: Share
    since: dt.date | None
    until: dt.date


@dataclass(frozen=True, slots=True)
class Counting:
    """What every figure needs: now, today and the first day of the period."""

    now: dt.datetime
    today: dt.date
    since: dt.date


Rows = (
    tuple[QuerySet[Case], Q]
    | tuple[QuerySet[Referral], Q]
    | tuple[QuerySet[Workplace], Q]
    | tuple[QuerySet[Question], Q]
)


def first_contacts(counting: Counting) -> tuple[QuerySet[Case], Q]:
    """Return the cases whose promise is over, and which of them heard from us in time."""
    asked = Case.objects.filter(created_at__date__gte=counting.since).exclude(route=Route.TOO_YOUNG)
    over = asked.filter(Q(contacted_at__isnull=False) | Q(breached_at__isnull=False))
    return over, Q(breached_at=None, contacted_at__lte=F("promised_by"))


def acknowledged(counting: Counting) -> tuple[QuerySet[Referral], Q]:
    """Return the hand-overs whose first term is over, and which of them a partner opened or answered within it."""
    term = dt.timedelta(days=terms_on(counting.today).referral.reminder)
    sent = Referral.objects.filter(created_at__date__gte=counting.since)
    in_time = Q(seen_at__lte=F("created_at") + term) | Q(answered_at__lte=F("created_at") + term)
    return sent.filter(in_time | Q(created_at__lt=counting.now - term)), in_time


def followed(_counting: Counting) -> tuple[QuerySet[Case], Q]:
    """Return the open cases, and which of them have a colleague who works here."""
    return Case.objects.open(), Q(owner__is_active=True, owner__is_staff=True)


def answered(counting: Counting) -> tuple[QuerySet[Question], Q]:
    """Return the questions that were answered or are too late, and which of them were answered in time."""
    asked = Question.objects.filter(created_at__date__gte=counting.since)
    late = Q(state=QuestionState.NEW, promised_by__lt=counting.now)
    return asked.filter(Q(answered_at__isnull=False) | late), Q(answered_at__lte=F("promised_by"))


def confirmed(counting: Counting) -> tuple[QuerySet[Workplace], Q]:
    """Return the open workplaces, and which of them a company confirmed recently enough."""
    since = counting.now - dt.timedelta(days=availability_days(counting.today))
    return Workplace.objects.open(), Q(availability_confirmed_at__gte=since)


def quality_figures() -> list[Quality]:
    """Return every figure of today (two small queries each). One whose term nobody filled in is unknown."""
    now, today = clock.now(), clock.today()
    counting = Counting(now, today, today - dt.timedelta(days=_rule("quality-period", today, 365)))
    smallest = _rule("quality-min-group", today, 5)
    return [
        Quality(
            key=key,
            label=label,
            definition=definition,
            share=_count(rows, counting, smallest if about_people else 1),
            since=counting.since if in_period else None,
            until=today,
        )
        for key, label, definition, rows, in_period, about_people in _table()
    ]


def _table() -> tuple[tuple[str, str, str, Callable[[Counting], Rows], bool, bool], ...]:
    return (
        (
            "first-contact",
            _("Eerste contact binnen de belofte"),
            _("Van wie een vraag stelde en al gebeld had moeten zijn: hoeveel hoorden ons op tijd. Werkuren tellen, feestdagen niet."),
            first_contacts, True, True,
        ),
        (
            "acknowledged",
            _("Doorverwijzing op tijd geopend of beantwoord"),
            _("Van de doorverwijzingen waarvan de eerste termijn voorbij is: hoeveel opende of beantwoordde een partner op tijd."),
            acknowledged, True, True,
        ),
        (
            "followed",
            _("Open dossiers met een vaste medewerker"),
            _("Van alle dossiers die nu open zijn: hoeveel hebben een medewerker die ze opvolgt."),
            followed, False, True,
        ),
        (
            "answered",
            _("Vragen op tijd beantwoord"),
            _("Van de vragen die beantwoord zijn of te lang wachten: hoeveel kregen op tijd een antwoord."),
            answered, True, True,
        ),
        (
            "confirmed",
            _("Leerwerkplekken die onlangs bevestigd zijn"),
            _("Van alle open leerwerkplekken: hoeveel bevestigde het bedrijf binnen de termijn die we vragen."),
            confirmed, False, False,
        ),
    )  # fmt: skip


def _count(rows: Callable[[Counting], Rows], counting: Counting, smallest: int) -> Share:
    try:
        all_rows, good = rows(counting)
    except RuleMissing:  # a term that nobody filled in: the page says that the figure is unknown
        return Share(None, None)
    return share_of(all_rows.filter(good).count(), all_rows.count(), smallest)


def _rule(key: str, day: dt.date, otherwise: int) -> int:
    try:
        return int(rule_value(key, on=day))
    except RuleMissing:  # reference data not loaded yet; the careful value counts until it is
        return otherwise
