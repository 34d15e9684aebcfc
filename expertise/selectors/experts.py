"""The directory of experts, and where their hours stand."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from accounts.actor import Actor
from catalogue.rules import RuleMissing
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


def hours_warning(day: dt.date) -> int | None:
    """Return from what percent of the bought hours on we warn, or None when nobody filled that in."""
    try:
        return int(rule_value("expertise-hours-warning", on=day))
    except RuleMissing:
        return None


def short_of_hours(percent: int | None) -> QuerySet[Expert]:
    """Return the experts in use whose hours are (nearly) spent, as `expertise.rules.hours_left` warns."""
    if percent is None:
        return Expert.objects.none()
    nearly = Q(hours_bought__gt=0, spent__gte=F("hours_bought") * 60 * percent / 100)
    return Expert.objects.with_spent().filter(nearly | Q(hours_bought=0, spent__gt=0), is_active=True)


def candidates(topic: str, programme_id: int | None, day: dt.date) -> list[Expert]:
    """Return experts who can be asked about a topic on a day: those who know the programme first, then by hours left."""
    rows = Expert.objects.available(day).filter(skills__topic=topic).with_spent().prefetch_related("programmes")
    return sorted(
        rows, key=lambda row: (not _knows(row, programme_id), row.minutes_spent - row.minutes_bought, row.pk)
    )


def _knows(expert: Expert, programme_id: int | None) -> bool:
    return any(programme.pk == programme_id for programme in expert.programmes.all())
