"""Recognised places without a learner for a long time, ranked by the chance that a call wakes them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When

from companies.enums import CompanyState, MentorState
from companies.models import CompanyContact, Establishment, Mentor, Recognition, Workplace
from companies.rules_wake import Sleeper, WakeTerms, clipped, is_asked_for, may_call, points_of
from companies.selectors.wake import past_calls, wake_terms
from learners.enums import CaseState
from matchmaking.adapters.answers import UNKNOWN, answer_shares
from matchmaking.enums import ProposalState
from matchmaking.models import Proposal
from matchmaking.selectors.waiting_near import WaitingNear
from placements.enums import AgreementState
from placements.models import Agreement

MAIL, PHONE, COMING, MENTOR = 1, 2, 4, 8
"""What we know of a place, as bits of one number."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """One sleeping establishment with its points by part; they sum to `score`."""

    establishment_id: int
    score: int
    parts: dict[str, int]
    asked: bool


@dataclass(frozen=True, slots=True)
class SleeperRow:
    """A ranked establishment with what a row shows; programmes as (name, waiting learners near)."""

    ranked: Ranked
    establishment: Establishment
    contact: CompanyContact | None
    programmes: list[tuple[Any, int]]


@dataclass(frozen=True, slots=True)
class Sleepers:
    """Everybody who may be called, best first, and how many learners wait near what."""

    ranked: list[Ranked]
    near: WaitingNear


@dataclass(slots=True)
class _Place:
    """What the recognitions say of one establishment."""

    company: int
    nis: str
    programmes: list[int]
    until: dt.date
    mentor: float
    has_phone: bool
    has_mail: bool


def sleepers(today: dt.date) -> Sleepers:
    """Return every establishment that sleeps and may be called today, the best chance first (7 queries).

    Who asked to be called comes first. A constant number of queries, whatever the number of places.
    Raises RuleMissing or TravelTableMissing.
    """
    terms, near, calls = wake_terms(today), WaitingNear(today), past_calls()
    shares = answer_shares(today, days=terms.answer_days, months=terms.answer_months)
    points: dict[Sleeper, dict[str, int]] = {}
    found = []
    for pk, place in _places(today, terms).items():
        before = calls.get(place.company)
        if before and not may_call(before, today, terms):
            continue
        learners = sum(near.at(programme, place.nis) for programme in place.programmes)
        answers = shares.get(pk, UNKNOWN)
        days = (place.until - today).days
        facts = clipped(Sleeper(learners, days, place.mentor, place.has_phone, place.has_mail, answers), terms)
        parts = points.get(facts)
        if parts is None:
            parts = points[facts] = points_of(facts, terms)
        asked = bool(before) and is_asked_for(before or (), today)
        found.append(Ranked(pk, sum(parts.values()), parts, asked))
    ordered = sorted(found, key=lambda row: (not row.asked, -row.score, row.establishment_id))
    return Sleepers(ordered, near)


def with_details(ranked: Iterable[Ranked], today: dt.date, near: WaitingNear) -> list[SleeperRow]:
    """Return the rows of one page with names, phone and programmes (3 queries)."""
    chosen = list(ranked)
    numbers = [row.establishment_id for row in chosen]
    rows = Establishment.objects.select_related("company", "municipality__subregion").in_bulk(numbers)
    contacts = _first_contacts({row.company_id for row in rows.values()})
    programmes: dict[int, list[Any]] = defaultdict(list)
    held = Recognition.objects.valid_on(today).filter(establishment__in=numbers).select_related("programme")
    for recognition in held.order_by("programme__name", "pk"):
        programmes[recognition.establishment_id].append(recognition.programme)
    return [
        SleeperRow(
            row,
            place := rows[row.establishment_id],
            contacts.get(place.company_id),
            [(each, near.at(each.pk, place.municipality.nis)) for each in programmes[place.pk]],
        )
        for row in chosen
    ]


def sleeper(public_id: Any, today: dt.date) -> SleeperRow | None:
    """Return one establishment with its facts, also when it may not be called now; None when it does not exist."""
    place = Establishment.objects.filter(public_id=public_id).first()
    if place is None:
        return None
    found = sleepers(today)
    known = next((row for row in found.ranked if row.establishment_id == place.pk), None)
    return with_details([known or Ranked(place.pk, 0, {}, asked=False)], today, found.near)[0]


def _places(today: dt.date, terms: WakeTerms) -> dict[int, _Place]:
    since = today - relativedelta(months=terms.idle_months)
    rows = Recognition.objects.valid_on(today).filter(
        valid_from__lte=since, establishment__closed_on=None, establishment__company__state=CompanyState.ACTIVE
    )
    rows = rows.exclude(establishment__in=_had_a_learner(since)).order_by("pk")
    contacts = CompanyContact.objects.filter(company=OuterRef("establishment__company"))
    lights = Workplace.objects.filter(establishment=OuterRef("establishment"))
    named = Mentor.objects.filter(company=OuterRef("establishment__company"), left_on=None)
    phone, mail = contacts.exclude(phone=""), contacts.filter(email_confirmed_at__isnull=False)
    sure = Exists(named) | Exists(lights.filter(mentor=MentorState.YES))
    mentor = Case(
        When(sure, then=MENTOR), When(Exists(lights.filter(mentor=MentorState.LATER)), then=COMING), default=0
    )
    marks = mentor + Case(When(Exists(phone), then=PHONE), default=0) + Case(When(Exists(mail), then=MAIL), default=0)
    fields = (
        "establishment", "establishment__company", "establishment__municipality__nis", "programme", "valid_until", "marks",
    )  # fmt: skip
    places: dict[int, _Place] = {}
    for pk, company, nis, programme, until, found in rows.annotate(marks=marks).values_list(*fields):
        place = places.get(pk)
        if place is None:
            share = 1.0 if found & MENTOR else 0.5 if found & COMING else 0.0
            place = places[pk] = _Place(company, nis, [], until, share, bool(found & PHONE), bool(found & MAIL))
        place.programmes.append(programme)
        place.until = max(place.until, until)
    return places


def _had_a_learner(since: dt.date) -> "QuerySet[Any]":
    """Establishments with an agreement that runs or ran since a day, or where a placed learner was introduced."""
    ran = Agreement.objects.filter(
        Q(state__in=AgreementState.LIVE) | Q(state=AgreementState.ENDED, ended_on__gte=since)
    )
    placed = Proposal.objects.filter(
        state=ProposalState.INTRODUCED, introduced_at__date__gte=since, learner__case__state=CaseState.PLACED
    )
    both = Q(workplaces__agreements__in=ran) | Q(workplaces__proposals__in=placed)
    return Establishment.objects.filter(both).values("pk")


def _first_contacts(companies: set[int]) -> dict[int, CompanyContact]:
    rows = CompanyContact.objects.filter(company__in=companies).order_by("is_first_contact", "-phone", "pk")
    return {row.company_id: row for row in sorted(rows, key=lambda row: (bool(row.phone), row.is_first_contact))}
