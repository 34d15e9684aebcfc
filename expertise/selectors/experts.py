"""The directory of experts, and where their hours stand."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.actor import Actor
from catalogue.selectors import rule_value
from expertise.models import Expert
from expertise.rules import HoursLeft, hours_left


@dataclass(frozen=True, slots=True)
class ExpertTerms:
    """The agreed numbers of the pool on a day."""

    warning_percent: int
    follow_days: int
    recurring_least: int


def expert_terms(day: dt.date) -> ExpertTerms:
    """Return the numbers that hold on a day. Raises `catalogue.rules.RuleMissing`."""
    return ExpertTerms(
        warning_percent=int(rule_value("expertise-hours-warning", on=day)),
        follow_days=int(rule_value("expertise-follow-days", on=day)),
        recurring_least=int(rule_value("expertise-recurring-least", on=day)),
    )


def directory(actor: Actor, *, topic: str = "", kind: str = "", subregion: str = "") -> QuerySet[Expert]:
    """Return the experts an actor may see that fit every given filter, by name. Without a sub-region one comes everywhere."""
    found = Expert.objects.visible_to(actor).select_related("organisation")
    found = found.prefetch_related("skills", "subregions", "programmes")
    if topic:
        found = found.filter(skills__topic=topic)
    if kind:
        found = found.filter(kind=kind)
    if subregion:
        everywhere = found.filter(subregions=None)
        found = (found.filter(subregions__slug=subregion) | everywhere).distinct()
    return found.order_by("name", "pk")


def hours_of(expert: Expert, *, day: dt.date) -> HoursLeft:
    """Return where the hours of one expert stand."""
    row = Expert.objects.with_spent().get(pk=expert.pk)
    terms = expert_terms(day)
    return hours_left(bought=row.minutes_bought, spent=row.minutes_spent, warning_percent=terms.warning_percent)


def short_of_hours(day: dt.date) -> list[int]:
    """Return the keys of experts in use whose hours are (nearly) spent."""
    percent = expert_terms(day).warning_percent
    rows = Expert.objects.with_spent().filter(is_active=True)
    stands = (
        (row.pk, hours_left(bought=row.minutes_bought, spent=row.minutes_spent, warning_percent=percent))
        for row in rows
    )
    return [pk for pk, stand in stands if stand.warns]


def candidates(topic: str, programme_id: int | None, day: dt.date) -> list[Expert]:
    """Return experts who can be asked about a topic on a day: those who know the programme first, then by hours left."""
    rows = Expert.objects.available(day).filter(skills__topic=topic).with_spent().prefetch_related("programmes")
    return sorted(
        rows, key=lambda row: (not _knows(row, programme_id), row.minutes_spent - row.minutes_bought, row.pk)
    )


def _knows(expert: Expert, programme_id: int | None) -> bool:
    return any(programme.pk == programme_id for programme in expert.programmes.all())
