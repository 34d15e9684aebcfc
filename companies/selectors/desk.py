"""The desk of a company: what needs an answer first, then its places, recognitions and people."""

import datetime as dt
from collections import defaultdict
from collections.abc import ItemsView, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from accounts.actor import Actor
from companies import rules
from companies.enums import Availability, CompanyState, JoinState, RecognitionState, ScanBand, WorkplaceState
from companies.models import (
    Company,
    CompanyContact,
    Establishment,
    JoinRequest,
    Membership,
    Recognition,
    Workplace,
)
from companies.selectors.own_scans import with_newest_scan
from companies.selectors.terms import availability_days

OfCompany = TypeVar("OfCompany", Membership, CompanyContact, JoinRequest)
TONES = {Availability.NOW: "ok", Availability.LATER: "info", Availability.MAYBE: "warn"}


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One workplace on the desk: its light, how old that answer is, and why it is not proposed (if so)."""

    workplace: Workplace
    tone: str
    age: str
    is_stale: bool
    is_from_today: bool
    reasons: tuple[str, ...]
    has_file: bool

    @property
    def is_open(self) -> bool:
        """True when the workplace is not withdrawn."""
        return self.workplace.state == WorkplaceState.OPEN


@dataclass(frozen=True, slots=True)
class EstablishmentRow:
    """One address with its workplaces and recognitions."""

    establishment: Establishment
    places: list[PlaceRow]
    recognitions: list[Recognition]


@dataclass(slots=True)
class CompanyRow:
    """One company of the member, with everything the desk shows."""

    company: Company
    number: str
    establishments: list[EstablishmentRow] = field(default_factory=list)
    members: list[Membership] = field(default_factory=list)
    contacts: list[CompanyContact] = field(default_factory=list)
    questions: list[JoinRequest] = field(default_factory=list)

    @property
    def scan_words(self) -> str:
        """The outcome of the newest quick scan; empty without one."""
        band = getattr(self.company, "scan_band", None)
        return str(ScanBand(band).label) if band else ""

    @property
    def stale(self) -> list[PlaceRow]:
        """Open places whose light must be confirmed."""
        return [row for one in self.establishments for row in one.places if row.is_open and row.is_stale]

    @property
    def places(self) -> list[PlaceRow]:
        """Every workplace of the company."""
        return [row for one in self.establishments for row in one.places]


def desk_of(actor: Actor, today: dt.date, recognitions: "QuerySet[Recognition] | None" = None) -> list[CompanyRow]:
    """Return the companies an actor works for, by name, in a fixed number of queries.

    `recognitions` are the rows to show, with what the page wants to know of them besides.
    """
    mine = Company.objects.filter(pk__in=actor.companies).select_related("joint_committee__partnership")
    companies = list(with_newest_scan(mine))
    rows = {company.pk: _company_row(company) for company in companies}
    keep_days = availability_days(today)
    for establishment in _establishments(rows, recognitions):
        rows[establishment.company_id].establishments.append(_establishment_row(establishment, today, keep_days))
    for company_id, members in _grouped(Membership.objects.filter(company__in=rows).select_related("user")):
        rows[company_id].members = members
    for company_id, contacts in _grouped(CompanyContact.objects.filter(company__in=rows)):
        rows[company_id].contacts = contacts
    waiting = JoinRequest.objects.filter(company__in=rows, state=JoinState.WAITING)
    for company_id, questions in _grouped(waiting):
        rows[company_id].questions = questions
    return list(rows.values())


def places_of(company: Company, today: dt.date) -> list[PlaceRow]:
    """Return the open workplaces of one company, for the page behind a mailed link."""
    establishments = _establishments([company.pk])
    keep_days = availability_days(today)
    rows = [_establishment_row(establishment, today, keep_days) for establishment in establishments]
    return [place for row in rows for place in row.places if place.is_open]


def _company_row(company: Company) -> CompanyRow:
    return CompanyRow(company, rules.show_enterprise_number(company.enterprise_number))


def _establishments(
    company_ids: Iterable[int], recognitions: "QuerySet[Recognition] | None" = None
) -> Iterable[Establishment]:
    workplaces = Workplace.objects.select_related("programme__partnership").order_by("programme__name", "pk")
    files = Recognition.objects.all() if recognitions is None else recognitions
    recognitions = files.select_related("programme__partnership").order_by("programme__name", "pk")
    return (
        Establishment.objects.filter(company__in=list(company_ids))
        .select_related("company", "municipality")
        .prefetch_related(Prefetch("workplaces", workplaces), Prefetch("recognitions", recognitions))
        .order_by("closed_on", "name", "pk")
    )


def _establishment_row(establishment: Establishment, today: dt.date, keep_days: int) -> EstablishmentRow:
    recognitions = list(establishment.recognitions.all())
    recognised = {one.programme_id for one in recognitions if _holds(one, today)}
    filed = {one.programme_id for one in recognitions}
    places = [
        _place_row(
            workplace,
            establishment,
            today,
            keep_days,
            recognised=workplace.programme_id in recognised,
            has_file=workplace.programme_id in filed,
        )
        for workplace in establishment.workplaces.all()
    ]
    return EstablishmentRow(establishment, places, recognitions)


def _place_row(
    workplace: Workplace,
    establishment: Establishment,
    today: dt.date,
    keep_days: int,
    *,
    recognised: bool,
    has_file: bool,
) -> PlaceRow:
    moment = workplace.availability_confirmed_at
    confirmed_on = timezone.localdate(moment) if moment else None
    facts = rules.WorkplaceFacts(
        company_active=establishment.company.state == CompanyState.ACTIVE,
        establishment_open=establishment.closed_on is None,
        workplace_open=workplace.state == WorkplaceState.OPEN,
        availability=workplace.availability,
        confirmed_on=confirmed_on,
        mentor=workplace.mentor,
        recognised=recognised,
    )
    stale = rules.is_stale(confirmed_on, today, keep_days=keep_days)
    tone = "plain" if stale else TONES.get(Availability(workplace.availability), "plain")
    reasons = rules.may_be_proposed(facts, today, keep_days=keep_days).reasons
    age = rules.age_sentence(confirmed_on, today)
    return PlaceRow(workplace, tone, age, stale, confirmed_on == today, reasons, has_file)


def _holds(recognition: Recognition, today: dt.date) -> bool:
    return rules.recognition_holds(
        recognised=recognition.state == RecognitionState.RECOGNISED,
        valid_from=recognition.valid_from,
        valid_until=recognition.valid_until,
        on=today,
    )


def _grouped(rows: "QuerySet[OfCompany]") -> ItemsView[int, list[OfCompany]]:
    """Return the rows by company id."""
    by_company: dict[int, list[OfCompany]] = defaultdict(list)
    for row in rows:
        by_company[row.company_id].append(row)
    return by_company.items()
