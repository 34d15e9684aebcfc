"""What every figure of a dossier counts within: the campus, its sub-region, who is near, and the rules of today."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from catalogue.enums import MatrixKind, TravelMode
from catalogue.models import DatedRule, Municipality
from catalogue.rules import RuleMissing, TravelTableMissing
from catalogue.selectors import TravelTables, travel_tables
from research.models import ProgrammeRequest
from research.request_enums import FigureKey
from research.selectors.rule_book import RULES, RuleBook

SITE = "site"
BUS = TravelMode.PUBLIC_TRANSPORT
WAYS = (TravelMode.BICYCLE, TravelMode.PUBLIC_TRANSPORT)


class Scope:
    """One dossier on one day; what is read is kept, so that all figures share it."""

    def __init__(self, request: ProgrammeRequest, today: dt.date) -> None:
        self.request, self.today = request, today
        self.programme, self.campus = request.programme, request.campus
        self.school = request.campus.school
        self.subregion = request.campus.municipality.subregion
        self.book = RuleBook(today)
        self._found: dict[str, Found] = {}

    def found(self, key: str) -> "Found":
        """Return a figure, counted once."""
        if key not in self._found:
            self._found[key] = _counts[key](self)
        return self._found[key]

    def rule(self, scope: str, key: str = RULES) -> DatedRule:
        """Return a dated rule. Raises `RuleMissing` when nobody filled it in."""
        return self.book.row(scope, key)

    def whole(self, scope: str, key: str = RULES) -> int:
        """Return the value of a dated rule as a whole number. Raises `RuleMissing`."""
        return self.book.whole(scope, key)

    @cached_property
    def tables(self) -> TravelTables | None:
        """The travel tables; None when they are not loaded or are about other municipalities."""
        try:
            return travel_tables()
        except TravelTableMissing:
            return None

    @cached_property
    def places(self) -> dict[str, Municipality]:
        """Every municipality by NIS code."""
        return {one.nis: one for one in Municipality.objects.all()}

    def within(self, minutes: int, ways: tuple[str, ...], *, towards: bool) -> list[str]:
        """Return the NIS codes from (or, with `towards` false, to) where the campus is within so many minutes."""
        if self.tables is None:
            return []
        here = self.campus.municipality.nis
        found = []
        for nis in self.tables.zones:
            pair = (nis, here) if towards else (here, nis)
            told = [self.tables.between(*pair, mode) for mode in ways]
            if any(each is not None and each <= minutes for each in told):
                found.append(nis)
        return found

    @cached_property
    def near(self) -> list[str]:
        """The NIS codes that can be reached from the campus by bus or train in the minutes of a neighbour."""
        return self.within(self.whole("neighbour-minutes"), (BUS,), towards=False)

    def travel_source(self) -> str:
        """Return where the minutes come from, an estimate named as one."""
        if self.tables is None:
            return ""
        table = self.tables.tables[BUS]
        kind = "schatting" if table.kind == MatrixKind.ESTIMATE else "dienstregeling"
        return table.source if table.source.lower().startswith(kind) else f"{kind}: {table.source}"


@dataclass(frozen=True, slots=True)
class Found:
    """What a count gives: a number and words, or why there is nothing. `is_bare`: nought, and nothing to compare it with."""

    text: str = ""
    number: float | None = None
    missing: str = ""
    source: str = "Telling in het portaal"
    data_date: dt.date | None = None
    is_bare: bool = False


FigureCount = Callable[[Scope], Found]
_counts: dict[str, FigureCount] = {}


def counts(key: str) -> Callable[[FigureCount], FigureCount]:
    """Put the count of a figure in the registry."""

    def keep(count: FigureCount) -> FigureCount:
        _counts[key] = count
        return count

    return keep


def figures_of(request: ProgrammeRequest, today: dt.date, keys: Iterable[str] = FigureKey.values) -> dict[str, Found]:
    """Count the figures with these keys for a request; what they share is read once."""
    scope = Scope(request, today)
    return {key: _count(key, scope) for key in keys}


def _count(key: str, scope: Scope) -> Found:
    try:
        return scope.found(key)
    except RuleMissing as missing:
        return Found(missing=f"De regel ‘{missing}’ staat nog niet in de catalogus."[:200], source="Gedateerde regels")


def told(number: int, one: str, many: str) -> str:
    """Return a number with the word that goes with it."""
    return f"{number} {one if number == 1 else many}"
