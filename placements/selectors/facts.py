"""An agreement as the rules and the fingerprint see it."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from catalogue.models import DatedRule
from companies.models import Recognition
from learners.models import Learner
from learners.rules.ages import Birth, age_on
from learners.selectors.terms import terms_on as learner_terms_on
from placements.enums import AgreementState, PlanPlace
from placements.models import Agreement, AgreementPerson, PlanLine
from placements.rules.contracts import Week
from placements.rules.turns import Facts, Span, hours_together
from placements.selectors.terms import Terms, terms_on

ADULT = "adult-min-age"


def week_of(agreement: Agreement, hours_elsewhere: Decimal = Decimal()) -> Week:
    """Return the agreed week."""
    return Week(
        workplace_hours=agreement.workplace_hours,
        school_hours=agreement.school_hours,
        workdays=frozenset(agreement.workdays),
        school_days=frozenset(agreement.school_days),
        shift_start=agreement.shift_start,
        shift_end=agreement.shift_end,
        pays_wage=agreement.pays_wage,
        is_adult=agreement.is_adult,
        hours_elsewhere=hours_elsewhere,
    )


def facts_of(agreement: Agreement, today: dt.date) -> Facts:
    """Return what the rules need to know (1 query for the people, 1 for the other workplaces)."""
    roles = frozenset(AgreementPerson.objects.filter(agreement=agreement).values_list("role", flat=True))
    return Facts(
        week=week_of(agreement, hours_elsewhere(agreement)),
        starts_on=agreement.starts_on,
        ends_on=agreement.ends_on,
        work=agreement.work,
        allowance_tier=agreement.allowance_tier,
        roles=roles,
        is_minor=is_minor(agreement.learner, agreement.starts_on or today, today),
        has_coach=agreement.coach_id is not None,
    )


def hours_elsewhere(agreement: Agreement, among: Iterable[Agreement] | None = None) -> Decimal:
    """Return the hours a week at the other workplaces of the learner that share a day with this agreement.

    `among` are all agreements of the learner when the caller read them already (1 query otherwise).
    """
    if agreement.starts_on is None or agreement.ends_on is None:
        return Decimal()
    rows = Agreement.objects.live().filter(learner=agreement.learner_id) if among is None else among
    return hours_together(week_of(row) for row in rows if _beside(row, agreement))


def _beside(row: Agreement, agreement: Agreement) -> bool:
    """Tell whether another live agreement shares a day with this one."""
    if row.pk == agreement.pk or row.state not in AgreementState.LIVE:
        return False
    ends = (row.starts_on, row.ends_on, agreement.starts_on, agreement.ends_on)
    first, last, starts_on, ends_on = ends
    return bool(first and last and starts_on and ends_on and first <= ends_on and last >= starts_on)


def is_minor(learner: Learner, day: dt.date, today: dt.date, *, rows: Iterable[DatedRule] = ()) -> bool:
    """Tell whether the learner may still be a minor on a day (the month of birth may be unknown).

    `rows` are the rules in force when the caller read them already (1 query otherwise).
    """
    birth = Birth(learner.birth_year, learner.birth_month)
    known = [row for row in rows if row.key == ADULT]
    newest = max(known, key=lambda row: row.valid_from or dt.date.min, default=None)
    return age_on(birth, day) < (learner_terms_on(today).ages.adult if newest is None else int(newest.value))


def terms_for(agreement: Agreement, today: dt.date, rows: Sequence[DatedRule] | None = None) -> Terms:
    """Return the dated rules for the joint committee of the company."""
    committee = agreement.workplace.establishment.company.joint_committee
    return terms_on(today, joint_committee=committee.number if committee else "", rows=rows)


def others_of(agreement: Agreement) -> list[Span]:
    """Return the other agreements of this learner that bind or are about to, with their days."""
    rows = (
        Agreement.objects.filter(learner=agreement.learner_id, starts_on__isnull=False, ends_on__isnull=False)
        .filter(state__in=(*AgreementState.BINDING, AgreementState.SIGNING))
        .exclude(pk=agreement.pk)
        .select_related("workplace__establishment")
        .order_by("starts_on", "pk")
    )
    return [_span(row) for row in rows]


def _span(row: Agreement) -> Span:
    if row.starts_on is None or row.ends_on is None:
        raise ValueError("an agreement without days has no span")
    return Span(row.starts_on, row.ends_on, frozenset(row.workdays), row.workplace.establishment.name)


def recognised_between(agreement: Agreement) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day of the recognition of this establishment for this programme; None without one."""
    rows = Recognition.objects.filter(
        establishment=agreement.workplace.establishment_id,
        programme=agreement.programme_id,
        state="recognised",
        valid_from__isnull=False,
        valid_until__isnull=False,
    )
    row = rows.first()
    return (row.valid_from, row.valid_until) if row and row.valid_from and row.valid_until else None


def uncovered(agreement: Agreement) -> list[str]:
    """Return the activities that this plan teaches at work, that this workplace cannot teach, that no other binding
    agreement of the learner for this programme can, and for which the school signed no exception.
    """
    lines = agreement.plan.select_related("activity")
    missing = lines.filter(possible=False, exception_by="", place__in=PlanPlace.AT_WORK)
    elsewhere = set(
        PlanLine.objects.filter(
            agreement__learner=agreement.learner_id, agreement__programme=agreement.programme_id, possible=True
        )
        .filter(agreement__state__in=AgreementState.LIVE)
        .exclude(agreement=agreement)
        .values_list("activity", flat=True)
    )
    return [line.activity.text for line in missing if line.activity_id not in elsewhere]


def document_of(agreement: Agreement) -> Mapping[str, Any]:
    """Return everything that is signed, as plain values in a fixed order."""
    people = agreement.people.order_by("role").values_list("role", "name", "function")
    plan = agreement.plan.order_by("position", "pk").values_list(
        "activity__code", "place", "period", "possible", "exception_by"
    )
    return {
        "code": agreement.code,
        "learner": agreement.learner_id,
        "school": agreement.school_id,
        "workplace": agreement.workplace_id,
        "programme": agreement.programme_id,
        "kind": agreement.kind,
        "days": [str(agreement.starts_on), str(agreement.ends_on)],
        "week": [str(agreement.workplace_hours), agreement.workdays, str(agreement.shift_start)],
        "shift_end": str(agreement.shift_end),
        "school_week": [str(agreement.school_hours), agreement.school_days],
        "work": agreement.work,
        "pays_wage": agreement.pays_wage,
        "allowance_tier": agreement.allowance_tier,
        "people": [list(row) for row in people],
        "plan": [list(row) for row in plan],
    }


def fingerprint_of(agreement: Agreement) -> str:
    """Return the SHA-256 (hexadecimal) of the text that is signed: another text gives another fingerprint."""
    text = json.dumps(document_of(agreement), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
