"""Who fills in what, and when an agreement may go on: each party's part is looked at in its own turn only."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from placements.enums import ContractKind, Party, PersonRole
from placements.rules.contracts import Week, WeekTerms, day_names, kind_for, whole_week_faults, workplace_faults

Faults = dict[str, str]
TIERS = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules need to know of an agreement. `roles` are the people named on it; `is_minor` on the first day."""

    week: Week
    starts_on: dt.date | None
    ends_on: dt.date | None
    work: str
    allowance_tier: int | None
    roles: frozenset[str]
    is_minor: bool
    has_coach: bool


@dataclass(frozen=True, slots=True)
class Span:
    """Another agreement of the same learner: its days, with its weekdays and how it is called."""

    starts_on: dt.date
    ends_on: dt.date
    workdays: frozenset[int]
    name: str = ""


def company_faults(facts: Facts, terms: WeekTerms) -> Faults:
    """Return what the company still has to mend before the school's turn: field to sentence."""
    week, empty = facts.week, _("Vul dit nog in.")
    wanted = {
        "starts_on": facts.starts_on,
        "ends_on": facts.ends_on,
        "workplace_hours": week.workplace_hours,
        "workdays": week.workdays,
        "shift_start": week.shift_start,
        "shift_end": week.shift_end,
        "work": facts.work.strip(),
    }
    faults = {name: empty for name, value in wanted.items() if value in (None, "", frozenset())}
    faults |= {role: empty for role in PersonRole.OF_COMPANY if role not in facts.roles}
    if facts.starts_on and facts.ends_on and facts.ends_on < facts.starts_on:
        faults["ends_on"] = _("De overeenkomst eindigt voor ze begint.")
    return workplace_faults(week, terms) | faults


def school_faults(facts: Facts, terms: WeekTerms) -> Faults:
    """Return what the school still has to mend before anybody signs: field to sentence."""
    week, empty = facts.week, _("Vul dit nog in.")
    wanted = {"school_hours": week.school_hours, "school_days": week.school_days, "coach": facts.has_coach or None}
    faults = {name: empty for name, value in wanted.items() if value in (None, frozenset())}
    if PersonRole.SCHOOL_SIGNER not in facts.roles:
        faults[PersonRole.SCHOOL_SIGNER] = empty
    if facts.is_minor and PersonRole.PARENT not in facts.roles:
        faults[PersonRole.PARENT] = _("De lerende is minderjarig. Vul in welke ouder of voogd mee tekent.")
    if kind_for(week, terms) == ContractKind.OAO and facts.allowance_tier not in TIERS:
        faults["allowance_tier"] = _("Kies welke leervergoeding geldt.")
    return whole_week_faults(week, terms) | faults


def shared_days(own: Span, other: Span) -> frozenset[int]:
    """Return the weekdays that both claim in a period that both have."""
    meet = own.starts_on <= other.ends_on and other.starts_on <= own.ends_on
    return own.workdays & other.workdays if meet else frozenset()


def overlap_faults(own: Span, others: Iterable[Span]) -> tuple[str, ...]:
    """Return a sentence for each other agreement that claims the same weekday in the same period."""
    return tuple(
        _("Op %(name)s werkt de lerende in die periode al op %(days)s.")
        % {"name": other.name, "days": day_names(days)}
        for other in others
        if (days := shared_days(own, other))
    )


def taken_days_fault(own: Span, others: Iterable[Span]) -> Faults:
    """Return the fault for the company whose days are taken; it does not hear at whose place."""
    days = frozenset[int]().union(*(shared_days(own, other) for other in others))
    if not days:
        return {}
    sentence = _(
        "De lerende werkt in die periode op %(days)s al bij een ander bedrijf. Kies andere dagen of een andere periode."
    )
    return {"workdays": sentence % {"days": day_names(days)}}


def recognition_faults(starts_on: dt.date, valid: tuple[dt.date, dt.date] | None) -> tuple[str, ...]:
    """Return why the recognition does not allow a start on that day; empty when it does."""
    if valid is not None and valid[0] <= starts_on <= valid[1]:
        return ()
    return (_("De werkplek is op de begindatum niet erkend voor deze opleiding. Tekenen kan pas daarna."),)


def recognition_remarks(ends_on: dt.date, valid: tuple[dt.date, dt.date] | None) -> tuple[str, ...]:
    """Return a warning when the recognition ends while the agreement still runs."""
    if valid is None or ends_on <= valid[1]:
        return ()
    return (
        _("De erkenning loopt af op %(day)s, voor het einde van de overeenkomst. Vraag ze op tijd opnieuw aan.")
        % {"day": f"{valid[1]:%d/%m/%Y}"},
    )


def parties_needed(*, is_minor: bool) -> tuple[Party, ...]:
    """Return who has to sign: company, school, learner, and a parent for a minor."""
    parties = (Party.COMPANY, Party.SCHOOL, Party.LEARNER)
    return (*parties, Party.PARENT) if is_minor else parties


def hours_together(weeks: Iterable[Week]) -> Decimal:
    """Return the hours a week at all workplaces together."""
    return sum((week.workplace_hours or Decimal() for week in weeks), Decimal())
