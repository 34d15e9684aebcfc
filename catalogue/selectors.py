"""Reads of the catalogue for the apps above: places, minutes, days, dated rules and words."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from django.db.models import Prefetch, Q, QuerySet, Value
from django.db.models.functions import Length
from numpy.typing import NDArray

from catalogue.enums import HolidayKind, MatrixKind, Shortage, TravelMode
from catalogue.models import (
    DatedRule,
    GlossaryTerm,
    Holiday,
    Municipality,
    PostalCode,
    Programme,
    ProgrammeActivity,
    SchoolYear,
    Sector,
    TravelMatrix,
)
from catalogue.rules import (
    OfficeHours,
    Period,
    PostalKind,
    RuleMissing,
    SchoolCalendar,
    TravelTableMissing,
    add_working_hours,
    postal_kind,
)
from core.db import fold


@dataclass(frozen=True, slots=True)
class PostalAnswer:
    """What a typed postal code means. `municipality` is set only for a known code of the province."""

    kind: PostalKind
    municipality: Municipality | None = None


@dataclass(frozen=True, slots=True)
class TravelTable:
    """The minutes of one mode (uint8, zones x zones, from row to column) and where they come from."""

    mode: str
    minutes: NDArray[np.uint8]
    kind: MatrixKind
    source: str
    data_date: dt.date
    arrive_before: dt.time | None

    @property
    def is_estimate(self) -> bool:
        """Whether a page must say that these minutes are an estimate."""
        return self.kind == MatrixKind.ESTIMATE


@dataclass(frozen=True, slots=True)
class TravelTables:
    """Every mode's table over the same zones: NIS codes in ascending order."""

    zones: tuple[str, ...]
    tables: dict[str, TravelTable]

    def stacked(self) -> NDArray[np.uint8]:
        """Return uint8 (zones, zones, modes), modes in `TravelMode.ORDER`: what the engine wants."""
        return np.stack([self.tables[mode].minutes for mode in TravelMode.ORDER], axis=2)

    def between(self, origin: str, target: str, mode: str) -> int | None:
        """Return the minutes between two NIS codes, None when that cannot be done within reason."""
        minutes = int(self.tables[mode].minutes[self.zones.index(origin), self.zones.index(target)])
        return None if minutes == np.iinfo(np.uint8).max else minutes


def municipalities() -> QuerySet[Municipality]:
    """Return all municipalities by name, sub-region loaded."""
    return Municipality.objects.select_related("subregion").order_by("search_text")


def municipality_of(postal_code: str) -> PostalAnswer:
    """Return what a typed postal code means.

    PROVINCE comes with its municipality; a code from 8000 to 8999 that does not exist is NONSENSE. ELSEWHERE is
    another Belgian province and FOREIGN another country: real places, only outside our travel tables.
    """
    kind = postal_kind(postal_code)
    if kind is not PostalKind.PROVINCE:
        return PostalAnswer(kind)
    digits = "".join(char for char in postal_code if char.isdigit())
    found = PostalCode.objects.select_related("municipality__subregion").filter(code=digits).first()
    return PostalAnswer(kind, found.municipality) if found else PostalAnswer(PostalKind.NONSENSE)


def municipality_named(words: str) -> Municipality | None:
    """Return the municipality whose name is, or else starts with, what was typed; None when there is none."""
    typed = fold(words).strip()
    near = Municipality.objects.select_related("subregion").filter(search_text__startswith=typed)
    return near.order_by(Length("search_text"), "search_text").first() if typed else None


def travel_tables() -> TravelTables:
    """Return the stored travel tables of all modes.

    Raises TravelTableMissing when a mode has no table or when a table is not about today's municipalities.
    """
    zones = tuple(Municipality.objects.order_by("nis").values_list("nis", flat=True))
    tables = {row.mode: _table(row, zones) for row in TravelMatrix.objects.all()}
    missing = [mode for mode in TravelMode.ORDER if mode not in tables]
    if missing:
        raise TravelTableMissing(f"De reistijden voor '{missing[0]}' ontbreken. Draai load_reference.")
    return TravelTables(zones, tables)


def _table(row: TravelMatrix, zones: tuple[str, ...]) -> TravelTable:
    if tuple(row.zones) != zones:
        raise TravelTableMissing(f"De reistijden voor '{row.mode}' gaan over andere gemeenten. Draai load_reference.")
    minutes = np.frombuffer(bytes(row.minutes), dtype=np.uint8).reshape(len(zones), len(zones))
    return TravelTable(row.mode, minutes, MatrixKind(row.kind), row.source, row.data_date, row.arrive_before)


def school_calendar() -> SchoolCalendar:
    """Return the days without lessons, over the school years whose holidays are all known (1 query).

    The calendar of an empty database covers nothing (its first day lies after its last).
    """
    years = SchoolYear.objects.order_by().values_list(Value("year"), "first_day", "last_day")
    holidays = Holiday.objects.order_by().values_list("kind", "first_day", "last_day")
    found: dict[str, list[Period]] = {"year": [], HolidayKind.SCHOOL: [], HolidayKind.PUBLIC: []}
    for kind, first, last in years.union(holidays, all=True):
        found[kind].append((first, last))
    return SchoolCalendar.from_years(found["year"], found[HolidayKind.SCHOOL], found[HolidayKind.PUBLIC])


def ending_year(calendar: SchoolCalendar, until: dt.date) -> int | None:
    """Return the newest school year (primary key) when a calendar stops before a day; None when it goes on (no query).

    Also when a later year is there without its holidays: then that one is the year to fill in.
    """
    if calendar.covers(until, until):
        return None
    return SchoolYear.objects.order_by("-first_day").values_list("pk", flat=True).first()


def public_holidays() -> frozenset[dt.date]:
    """Return the legal holidays, on which the office is closed."""
    days = Holiday.objects.filter(kind=HolidayKind.PUBLIC).values_list("first_day", "last_day")
    return SchoolCalendar.from_periods(dt.date.min, dt.date.max, days).days_off


def rule_row(key: str, scope: str = "", *, on: dt.date) -> DatedRule:
    """Return the dated rule that holds on a day, with its unit, source and certainty.

    A rule for the scope goes before the rule for everybody (scope ''); of several, the one that started last.
    Raises RuleMissing when none holds.
    """
    in_force = DatedRule.objects.filter(
        Q(valid_from=None) | Q(valid_from__lte=on),
        Q(valid_until=None) | Q(valid_until__gte=on),
        key=key,
        scope__in=(scope, ""),
    )
    rows = sorted(in_force, key=lambda row: (row.scope == scope, row.valid_from or dt.date.min))
    if not rows:
        raise RuleMissing(key, scope, on)
    return rows[-1]


def rule_value(key: str, scope: str = "", *, on: dt.date) -> Decimal:
    """Return the value of a dated rule on a day, in the unit of the rule. Raises RuleMissing when none holds."""
    return rule_row(key, scope, on=on).value


def rules_in_force(keys: Iterable[str], *, on: dt.date) -> QuerySet[DatedRule]:
    """Return the rules with these keys that hold on a day, all scopes, for a page that lists them with their source.

    When two rows of one key and scope overlap, both are here, the older first; `rule_row` takes the last.
    """
    return DatedRule.objects.filter(
        Q(valid_from=None) | Q(valid_from__lte=on),
        Q(valid_until=None) | Q(valid_until__gte=on),
        key__in=list(keys),
    ).order_by("key", "scope", "valid_from")


def office_hours(*, on: dt.date) -> OfficeHours:
    """Return when the office is open. Raises RuleMissing when nobody filled that in."""
    keys = ("office-opening-hour", "office-closing-hour")
    found = {
        row.key: row for row in sorted(rules_in_force(keys, on=on), key=lambda row: row.valid_from or dt.date.min)
    }
    for key in keys:
        if key not in found:
            raise RuleMissing(key, "", on)
    opens, closes = (dt.time(int(found[key].value)) for key in keys)
    return OfficeHours(opens, closes)


def first_contact_due(start: dt.datetime) -> dt.datetime:
    """Return before when somebody of the office promises to make contact, on the clock of Brussels.

    Raises RuleMissing when the promise or the office hours are not filled in.
    """
    day = start.date()
    hours = float(rule_value("first-contact-hours", on=day))
    return add_working_hours(start, hours, public_holidays(), office=office_hours(on=day))


def glossary() -> QuerySet[GlossaryTerm]:
    """Return the words of the field in alphabetical order."""
    return GlossaryTerm.objects.order_by("search_text")


def programme_list(
    *, words: str = "", study_domain: str = "", grade: str = "", sector: str = "", shortage: bool = False
) -> QuerySet[Programme]:
    """Return the programmes that may be chosen and fit every given filter, by name; `words` must all occur."""
    found = Programme.objects.current().with_names()
    for word in fold(words).split():
        found = found.filter(search_text__contains=word)
    wanted = {"study_domain": study_domain, "grade": grade, "sector__slug": sector}
    found = found.filter(**{field: value for field, value in wanted.items() if value})
    return found.filter(shortage__in=(Shortage.YES, Shortage.LIKELY)) if shortage else found


def programme_page(slug: str) -> QuerySet[Programme]:
    """Return the programme with this name in the address, its activity list and codes loaded (zero or one row)."""
    listed = Prefetch("activity_list", ProgrammeActivity.objects.select_related("activity").order_by("position"))
    return Programme.objects.with_names().prefetch_related(listed, "variants").filter(slug=slug)


def sectors() -> QuerySet[Sector]:
    """Return all sectors by name."""
    return Sector.objects.order_by("name")
