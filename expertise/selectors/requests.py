"""Requests to the pool: one's own, and what comes back often."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, QuerySet, Sum

from accounts.actor import Actor
from companies.models import Company
from expertise.enums import Topic
from expertise.models import ExpertiseRequest
from expertise.rules import recurring
from expertise.selectors.experts import expert_terms
from schools.models import School


@dataclass(frozen=True, slots=True)
class Asker:
    """A school or company for which somebody may ask; `key` is what the form sends."""

    key: str
    name: str
    school_id: int | None = None
    company_id: int | None = None


def askers_of(actor: Actor) -> list[Asker]:
    """Return the schools and companies of an actor, by name (2 queries at most)."""
    schools = School.objects.filter(pk__in=actor.schools).order_by("name") if actor.schools else []
    companies = Company.objects.filter(pk__in=actor.companies).order_by("name") if actor.companies else []
    found = [Asker(str(row.public_id), row.name, school_id=row.pk) for row in schools]
    return found + [Asker(str(row.public_id), row.name, company_id=row.pk) for row in companies]


def own_requests(actor: Actor) -> QuerySet[ExpertiseRequest]:
    """Return the requests of the own schools and companies, newest first, with the minutes an expert spent."""
    own = ExpertiseRequest.objects.visible_to(actor).with_asker()
    return own.annotate(minutes=Sum("hours__minutes")).order_by("-created_at", "-pk")


@dataclass(frozen=True, slots=True)
class Recurring:
    """A topic that comes back: how often it was asked in the year before."""

    topic: str
    label: str
    number: int


def recurring_topics(day: dt.date) -> list[Recurring]:
    """Return the topics asked so often in a year that a training or an answer for everybody pays."""
    since = day - dt.timedelta(days=365)
    counted = (
        ExpertiseRequest.objects.filter(created_at__date__gt=since, created_at__date__lte=day)
        .order_by()
        .values_list("topic")
        .annotate(number=Count("pk"))
    )
    rows = recurring(counted, least=expert_terms(day).recurring_least)
    return [Recurring(topic, Topic(topic).label, number) for topic, number in rows]


def request_behind(public_id: str) -> ExpertiseRequest | None:
    """Return the request a mailed link is about, or None."""
    return ExpertiseRequest.objects.with_asker().filter(public_id=public_id).first()
