"""Which contract follows from the week, and what is wrong with a week.

Sources: onderwijs.vlaanderen.be/nl/vind-een-onderneming (OAO from 20 hours a week at the workplace, SAO below, a part-time
labour contract in sectors of the sociale Maribel) and vlaanderen.be/duaal-leren-in-volwassenenonderwijs (adults).
The numbers are dated rules; this module gets them as `WeekTerms`.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from placements.enums import ContractKind

HOUR = Decimal(60)


@dataclass(frozen=True, slots=True)
class WeekTerms:
    """Hours per week (`week_min`, `paid_from`, `week_max`), hours of the day (`earliest`, `latest`), percent."""

    week_min: Decimal
    paid_from: Decimal
    earliest: int
    latest: int
    target_share: Decimal
    adult_share: Decimal
    week_max: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Week:
    """An agreed week; days are weekdays (0 is Monday). What is not filled in yet is None or empty.

    `hours_elsewhere` are the hours a week at the learner's other workplaces in the same period.
    """

    workplace_hours: Decimal | None
    school_hours: Decimal | None
    workdays: frozenset[int]
    school_days: frozenset[int]
    shift_start: dt.time | None
    shift_end: dt.time | None
    pays_wage: bool = False
    is_adult: bool = False
    hours_elsewhere: Decimal = Decimal()


def kind_for(week: Week, terms: WeekTerms) -> ContractKind | None:
    """Return the contract that this week leads to; None while the hours are unknown or when a wage cannot be."""
    hours = week.workplace_hours
    if hours is None or (week.pays_wage and hours < terms.paid_from):
        return None
    if week.is_adult:
        return ContractKind.ADULT_STATUTE if hours >= terms.paid_from else ContractKind.ADULT
    if week.pays_wage:
        return ContractKind.PART_TIME
    return ContractKind.OAO if hours >= terms.paid_from else ContractKind.SAO


def workplace_faults(week: Week, terms: WeekTerms) -> dict[str, str]:
    """Return what is wrong with the company's part of the week: field to sentence."""
    faults = _shift_faults(week, terms)
    hours, most = week.workplace_hours, terms.week_max
    if hours is not None and hours <= 0:
        faults["workplace_hours"] = _("Vul in hoeveel uur per week de lerende bij jou is.")
    elif hours is not None and most is not None and hours > most:
        faults["workplace_hours"] = _("In jouw sector zijn het hoogstens %(most)s uur per week.") % {"most": most}
    elif hours is not None and hours > _longest(week):
        faults["workplace_hours"] = _("Zoveel uur past niet in de dagen en uren die je koos.")
    elif week.pays_wage and hours is not None and hours < terms.paid_from:
        faults["pays_wage"] = _("Een deeltijds contract kan pas vanaf %(hours)s uur per week op de werkplek.") % {
            "hours": terms.paid_from
        }
    return faults


def whole_week_faults(week: Week, terms: WeekTerms) -> dict[str, str]:
    """Return what is wrong when both parts are put together: field to sentence."""
    faults: dict[str, str] = {}
    shared = week.workdays & week.school_days
    if shared:
        faults["school_days"] = _("De lerende kan op %(days)s niet op school en op de werkplek zijn.") % {
            "days": day_names(shared)
        }
    if week.school_hours is None or week.workplace_hours is None:
        return faults
    at_work = week.workplace_hours + week.hours_elsewhere
    total = week.school_hours + at_work
    if total < terms.week_min and not week.is_adult:
        faults["school_hours"] = _(
            "School en werk zijn samen %(total)s uur. Het moeten er minstens %(least)s zijn."
        ) % {
            "total": total.normalize(),
            "least": terms.week_min.normalize(),
        }
    if week.is_adult and at_work * 100 < terms.adult_share * total:
        faults["workplace_hours"] = _("In het volwassenenonderwijs is minstens %(share)s %% op de werkplek.") % {
            "share": terms.adult_share.normalize()
        }
    return faults


def week_remarks(week: Week, terms: WeekTerms) -> tuple[str, ...]:
    """Return what is allowed but worth a look."""
    if week.school_hours is None or week.workplace_hours is None or week.is_adult:
        return ()
    at_work = week.workplace_hours + week.hours_elsewhere
    total = week.school_hours + at_work
    if total and at_work * 100 < terms.target_share * total:
        return (
            _("Minder dan %(share)s %% van de week is op de werkplek. Dat mag, maar het is niet de bedoeling.")
            % {"share": terms.target_share.normalize()},
        )
    return ()


def day_names(days: frozenset[int]) -> str:
    """Return weekdays in words: 'maandag en dinsdag'."""
    names = (_("maandag"), _("dinsdag"), _("woensdag"), _("donderdag"), _("vrijdag"), _("zaterdag"), _("zondag"))
    words = [names[day] for day in sorted(days)]
    return _("%(first)s en %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]} if words[1:] else words[0]


def _shift_faults(week: Week, terms: WeekTerms) -> dict[str, str]:
    faults: dict[str, str] = {}
    start, end = week.shift_start, week.shift_end
    if start is not None and start < dt.time(terms.earliest):
        faults["shift_start"] = _("Een lerende werkt niet voor %(hour)s uur.") % {"hour": terms.earliest}
    if end is not None and end > dt.time(terms.latest):
        faults["shift_end"] = _("Een lerende werkt niet na %(hour)s uur.") % {"hour": terms.latest}
    if start is not None and end is not None and end <= start:
        faults["shift_end"] = _("De werkdag eindigt voor ze begint.")
    return faults


def _longest(week: Week) -> Decimal:
    """Return how many hours fit in the chosen days; endless while days or hours are unknown."""
    if week.shift_start is None or week.shift_end is None or not week.workdays:
        return Decimal("Infinity")
    start = week.shift_start.hour * 60 + week.shift_start.minute
    end = week.shift_end.hour * 60 + week.shift_end.minute
    return Decimal(end - start) / HOUR * len(week.workdays)
