"""Flows: from where people live to where they go to school or work, and in and out over the border of the province."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Sum

from catalogue.models import Subregion
from core import clock
from learners.enums import CaseState
from learners.models import Learner
from placements.models import Agreement
from research import rules_market as rules
from research.models import OutsideFigure
from research.rules_market import Value
from research.selectors.market import in_words
from research.selectors.market_grid import Least, Lens
from schools.models import Campus, ProgrammeOffer

ELSEWHERE, UNKNOWN = "Buiten de provincie of niet bekend", "Niet bekend"
ASIDE = "–"
"""A flow that neither leaves nor reaches the sub-region of the lens."""
PROVINCES = (
    ((1000, 1299), "Brussel"), ((1300, 1499), "Waals-Brabant"), ((1500, 1999), "Vlaams-Brabant"), ((2000, 2999), "Antwerpen"),
    ((3000, 3499), "Vlaams-Brabant"), ((3500, 3999), "Limburg"), ((4000, 4999), "Luik"), ((5000, 5999), "Namen"),
    ((6000, 6599), "Henegouwen"), ((6600, 6999), "Luxemburg"), ((7000, 7999), "Henegouwen"), ((9000, 9999), "Oost-Vlaanderen"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Matrix:
    """Numbers from each row to each column, in words; `stay` is the share that stays in its own sub-region."""

    columns: list[str]
    rows: list[tuple[str, list[tuple[str, str]]]]
    stay: str


@dataclass(frozen=True, slots=True)
class FlowsPage:
    """Everything on the page. `coming` and `leaving` are what a table of others says; None without one."""

    school: Matrix
    work: Matrix
    incoming: list[tuple[str, str]]
    leaving: int | None
    coming: int | None
    source: str
    no_programme: int
    as_of: dt.date


@dataclass(frozen=True, slots=True)
class Person:
    """A learner as a flow: school, programme and sub-region of the home (primary keys), and the postal code."""

    school: int | None
    programme: int | None
    home: int | None
    postal_code: str


def flows_page(lens: Lens, least: Least, regions: list[Subregion]) -> FlowsPage:
    """Return the flows of today (at most 5 queries); with a sub-region only what leaves or reaches it."""
    named = [(one.pk, one.name) for one in regions]
    people = _people(lens)
    leaving, coming, source = _told(lens)
    return FlowsPage(
        school=_matrix(_to_school(people), named, lens, least),
        work=_matrix(_to_work(lens), named, lens, least),
        incoming=_incoming(people, least),
        leaving=leaving,
        coming=coming,
        source=source,
        no_programme=sum(one.programme is None for one in people) if not least.hides else 0,
        as_of=clock.today(),
    )


def _people(lens: Lens) -> list[Person]:
    """Everybody with an open case (1 query)."""
    rows = Learner.objects.filter(case__isnull=False).exclude(case__state=CaseState.CLOSED)
    if lens.sector:
        rows = rows.filter(programme__sector=lens.sector)
    told = rows.order_by().values_list("school", "programme", "municipality__subregion", "postal_code")
    return [Person(*row) for row in told]


Pairs = Counter[tuple[int | None, int | None]]


def _to_school(people: list[Person]) -> Pairs:
    """Count home and school: the campus of the programme, else the only campus of the school."""
    taught = ProgrammeOffer.objects.order_by("-pk").values_list(
        "campus__school", "programme", "campus__municipality__subregion"
    )
    of_programme: dict[tuple[int | None, int | None], int] = {
        (school, programme): region for school, programme, region in taught
    }
    of_school: dict[int, set[int]] = {}
    for school, region in Campus.objects.values_list("school", "municipality__subregion"):
        of_school.setdefault(school, set()).add(region)
    found: Pairs = Counter()
    for one in people:
        only = of_school.get(one.school or 0, set())
        target = of_programme.get((one.school, one.programme)) or (next(iter(only)) if len(only) == 1 else None)
        if one.school is not None and target is not None:
            found[one.home, target] += 1
    return found


def _to_work(lens: Lens) -> Pairs:
    rows = Agreement.objects.binding()
    if lens.sector:
        rows = rows.filter(programme__sector=lens.sector)
    pairs = rows.values_list("learner__municipality__subregion", "workplace__establishment__municipality__subregion")
    return Counter(pairs)


def _matrix(found: Pairs, regions: list[tuple[int, str]], lens: Lens, least: Least) -> Matrix:
    targets = [pk for pk, _name in regions]
    homes: list[tuple[int | None, str]] = [*regions, (None, ELSEWHERE)]
    raw: list[list[Value]] = [[found[home, target] for target in targets] for home, _name in homes]
    shown = rules.hide_grid(raw, least.people) if least.hides else raw
    chosen = lens.subregion.pk if lens.subregion else None
    names = [name for pk, name in regions]
    rows = [
        (
            name,
            [
                (names[at], in_words(value) if chosen in {None, home, targets[at]} else ASIDE)
                for at, value in enumerate(row)
            ],
        )
        for (home, name), row in zip(homes, shown, strict=True)
    ]
    counted = {pair: number for pair, number in found.items() if chosen in {None, pair[0]}}
    total, stays = sum(counted.values()), sum(number for (home, target), number in counted.items() if home == target)
    return Matrix(names, rows, f"{round(100 * stays / total)} %" if total and not least.hides else "")


def province_of(postal_code: str) -> str:
    """Return the province or country of a postal code outside ours, in words."""
    digits = "".join(char for char in postal_code if char.isdigit())
    if len(digits) == 4:
        number = int(digits)
        return next((name for (low, high), name in PROVINCES if low <= number <= high), UNKNOWN)
    return "Frankrijk" if len(digits) == 5 else UNKNOWN


def _incoming(people: list[Person], least: Least) -> list[tuple[str, str]]:
    counted = Counter(province_of(one.postal_code) for one in people if one.home is None)
    names = sorted(counted, key=lambda name: (-counted[name], name))
    values: list[Value] = [counted[name] for name in names]
    if least.hides:
        values = rules.hide_grid([values], least.people)[0]
    return [(name, in_words(value)) for name, value in zip(names, values, strict=True)]


def _told(lens: Lens) -> tuple[int | None, int | None, str]:
    """What the newest table of flows says: of the sub-region of the lens, else of the whole province."""
    rows = OutsideFigure.objects.current().filter(measure__in=("leaving", "coming"), period__lte=lens.year)
    if lens.sector:
        rows = rows.filter(programme__sector=lens.sector)
    rows = rows.filter(subregion=lens.subregion, municipality=None)
    sums = list(
        rows.order_by("-period")
        .values("measure", "period", "table__source", "table__data_date")
        .annotate(n=Sum("value"))
    )
    found: dict[str, Any] = {}
    for row in sums:
        found.setdefault(row["measure"], row)
    newest = found.get("leaving") or found.get("coming")
    if newest is None:
        return None, None, ""
    words = f"{newest['table__source']}, {newest['period']}, gegevens van {newest['table__data_date']:%d/%m/%Y}"
    numbers = [int(found[name]["n"]) if name in found else None for name in ("leaving", "coming")]
    return numbers[0], numbers[1], words
