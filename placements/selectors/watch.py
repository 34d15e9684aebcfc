"""Agreements as the watch of premiums and registration sees them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet

from accounts.actor import Actor
from catalogue.models import DatedRule
from catalogue.rules import RuleMissing
from catalogue.selectors import rules_in_force
from companies.models import Mentor
from core.clock import school_year_of
from core.db import fold
from learners.rules.ages import school_year_end
from placements.enums import AgreementState, PersonRole, WatchMoment, WatchTerm
from placements.models import Agreement, AgreementPerson, WatchedTerm
from placements.rules.watch import Watched, WatchFacts, WatchTerms, watched_terms
from placements.selectors.reads import Reads

KEYS = (
    "contract-registration-term",
    "company-premium",
    "company-premium-max-times",
    "company-premium-min-contract",
    "learner-premium",
    "learner-premium-max-times",
    "mentor-training-deadline",
    "premium-watch",
)
PREMIUMS = ("company-premium", "learner-premium")
COUNTED = (*AgreementState.BINDING, AgreementState.ENDED)
Rows = Mapping[tuple[str, str], DatedRule]


@dataclass(frozen=True, slots=True)
class Watch:
    """The dated rules of a day, once read, for any number of agreements."""

    on: dt.date
    rows: Rows

    def terms(self, partnership: str) -> WatchTerms:
        """Return the terms for a partnership (slug). Raises `RuleMissing`."""
        premiums = [row for (key, _scope), row in self.rows.items() if key in PREMIUMS]
        return WatchTerms(
            registration_months=self._number("contract-registration-term"),
            contract_months=self._number("company-premium-min-contract"),
            training_months=self._number("mentor-training-deadline", partnership),
            company_times=self._number("company-premium-max-times"),
            learner_times=self._number("learner-premium-max-times"),
            days_before={moment: self._number("premium-watch", moment) for moment in WatchMoment.values},
            unpaid_premium=self._amount("company-premium", "unpaid"),
            paid_premium=self._amount("company-premium", "paid"),
            learner_premium=self._amount("learner-premium"),
            checked_on=min((row.last_checked for row in premiums), default=None),
        )

    def _number(self, key: str, scope: str = "") -> int:
        row = self.rows.get((key, scope)) or self.rows.get((key, ""))
        if row is None:
            raise RuleMissing(key, scope, self.on)
        return int(row.value)

    def _amount(self, key: str, scope: str = "") -> Decimal | None:
        row = self.rows.get((key, scope))
        return row.value if row else None


@dataclass(frozen=True, slots=True)
class AgreementWatch:
    """One agreement with its terms and the rules they come from."""

    agreement: Agreement
    facts: WatchFacts
    terms: WatchTerms
    watched: tuple[Watched, ...]


def watch_on(day: dt.date, rows: Iterable[DatedRule] | None = None) -> Watch:
    """Return the rules in force on a day (1 query, none with `rows`); of overlapping rows the one that started last."""
    known = rules_in_force(KEYS, on=day) if rows is None else rows
    return Watch(day, {(row.key, row.scope): row for row in known})


def watched_of(agreements: Iterable[Agreement], today: dt.date, reads: Reads | None = None) -> list[AgreementWatch]:
    """Return the terms of agreements that everybody signed (4 queries, whatever the number; 1 for the one agreement a
    page read its `reads` for). Raises `RuleMissing`.
    """
    chosen = [row for row in agreements if row.starts_on and row.ends_on and row.state in COUNTED]
    if not chosen:
        return []
    watch = watch_on(today, reads.rules if reads else None)
    around = _around(_counted_of(chosen) if reads is None else reads.agreements)
    trainings = _trainings(chosen, _mentors_on(chosen) if reads is None else reads.people)
    found = []
    for row in chosen:
        facts = _facts(row, around[row.learner_id], trainings.get(row.pk))
        committee = row.workplace.establishment.company.joint_committee
        partnership = committee.partnership if committee else None
        terms = watch.terms(partnership.slug if partnership else "")
        found.append(AgreementWatch(row, facts, terms, watched_terms(facts, terms)))
    return found


def with_watch(rows: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """Load what the watch reads."""
    return rows.select_related(
        "learner__contact", "programme", "workplace__establishment__company__joint_committee__partnership"
    )


def to_watch(today: dt.date) -> QuerySet[Agreement]:
    """Return the agreements whose terms can still say something: those that bind, and those that ended so short ago
    that 'what now' may still leave. Raises `RuleMissing`.
    """
    row = watch_on(today).rows.get(("premium-watch", WatchMoment.AFTER.value))
    if row is None:
        raise RuleMissing("premium-watch", WatchMoment.AFTER, today)
    recent = today - dt.timedelta(days=int(row.value))
    live = Q(state__in=AgreementState.BINDING) | Q(state=AgreementState.ENDED, ended_on__gte=recent)
    return with_watch(Agreement.objects.filter(live, learner__contact__isnull=False)).order_by("pk")


def open_terms(actor: Actor, today: dt.date) -> QuerySet[WatchedTerm]:
    """Return the terms of the companies of an actor that were told about or passed, and that nobody ticked."""
    rows = WatchedTerm.objects.filter(
        ~Q(told="") | Q(last_day__lt=today),
        done_on=None,
        term__in=WatchTerm.OF_COMPANY,
        agreement__state__in=AgreementState.BINDING,
        agreement__workplace__establishment__company__in=actor.companies,
        agreement__learner__contact__isnull=False,
    )
    return rows.select_related("agreement__learner__contact").order_by("last_day", "pk")


def passed(today: dt.date) -> QuerySet[WatchedTerm]:
    """Return the terms that passed while nothing was ticked and that no colleague followed up yet."""
    rows = WatchedTerm.objects.filter(done_on=None, handled_on=None, last_day__lt=today)
    return rows.filter(agreement__state__in=AgreementState.BINDING).order_by("last_day", "pk")


def _counted_of(chosen: list[Agreement]) -> QuerySet[Agreement]:
    learners = {row.learner_id for row in chosen}
    rows = Agreement.objects.filter(learner__in=learners, state__in=COUNTED)
    return rows.select_related("workplace__establishment").order_by("starts_on", "pk")


def _mentors_on(chosen: list[Agreement]) -> QuerySet[AgreementPerson]:
    return AgreementPerson.objects.filter(agreement__in=[row.pk for row in chosen], role=PersonRole.MENTOR)


def _around(rows: Iterable[Agreement]) -> dict[int, list[Agreement]]:
    """Return per learner the agreements that count for premiums."""
    found: dict[int, list[Agreement]] = defaultdict(list)
    for row in rows:
        if row.state in COUNTED:
            found[row.learner_id].append(row)
    return found


def _trainings(chosen: list[Agreement], people: Iterable[AgreementPerson]) -> dict[int, str]:
    """Return per agreement where its mentor stands with the training; without an entry when we do not know."""
    named = [person for person in people if person.role == PersonRole.MENTOR]
    companies = {row.pk: row.workplace.establishment.company_id for row in chosen}
    known = {
        (mentor.company_id, fold(mentor.name)): mentor.training
        for mentor in Mentor.objects.filter(company__in=set(companies.values()), left_on=None)
    }
    found = {}
    for person in named:
        training = known.get((companies[person.agreement_id], fold(person.name)))
        if training is not None:
            found[person.agreement_id] = training
    return found


def _facts(row: Agreement, around: list[Agreement], training: str | None) -> WatchFacts:
    if row.starts_on is None or row.ends_on is None:
        raise ValueError("an agreement without days is not watched")
    company = row.workplace.establishment.company_id
    here = [one for one in around if one.workplace.establishment.company_id == company]
    last = school_year_end(row.starts_on)
    return WatchFacts(
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        runs_until=min(_runs_until(row.ends_on, here), last),
        registered_on=row.registered_on,
        training=training,
        kind=row.kind,
        company_years=_years(here, row.starts_on),
        learner_years=_years(around, row.starts_on),
    )


def _runs_until(last: dt.date, rows: list[Agreement]) -> dt.date:
    """Return the last day, with the agreements that go on from there (a weekend in between does not count)."""
    for one in rows:
        if one.starts_on and one.ends_on and one.starts_on <= _next_workday(last) and one.ends_on > last:
            last = one.ends_on
    return last


def _next_workday(day: dt.date) -> dt.date:
    following = day + dt.timedelta(days=1)
    while following.isoweekday() > 5:
        following += dt.timedelta(days=1)
    return following


def _years(rows: list[Agreement], until: dt.date) -> int:
    """Return in how many school years up to a day there was an agreement."""
    return len({school_year_of(one.starts_on) for one in rows if one.starts_on and one.starts_on <= until})
