"""Flows: from where people live to where they go to school or work, and in and out over the border of the province."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, Sum

from catalogue.models import Subregion
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


def flows_page(lens: Lens, least: Least) -> FlowsPage:
    """Return the flows of today (at most 8 queries); the sub-region of the lens keeps only its row and its column."""
    regions = list(Subregion.objects.order_by("name").values_list("pk", "name"))
    open_cases = Learner.objects.filter(case__isnull=False).exclude(case__state=CaseState.CLOSED)
    people = open_cases if lens.sector is None else open_cases.filter(programme__sector=lens.sector)
    leaving, coming, source = _told(lens)
    return FlowsPage(
        school=_matrix(_to_school(people), regions, lens, least),
        work=_matrix(_to_work(lens), regions, lens, least),
        incoming=_incoming(people, least),
        leaving=leaving,
        coming=coming,
        source=source,
        no_programme=people.filter(programme=None).count() if not least.hides else 0,
    )


Pairs = Counter[tuple[int | None, int | None]]


def _to_school(people: "QuerySet[Learner]") -> Pairs:
    """Count home and school: the campus of the programme, else the only campus of the school."""
    rows = people.filter(school__isnull=False).values_list("school", "programme", "municipality__subregion")
    taught = ProgrammeOffer.objects.order_by("-pk").values_list(
        "campus__school", "programme", "campus__municipality__subregion"
    )
    of_programme = {(school, programme): region for school, programme, region in taught}
    of_school: dict[int, set[int]] = {}
    for school, region in Campus.objects.values_list("school", "municipality__subregion"):
        of_school.setdefault(school, set()).add(region)
    found: Pairs = Counter()
    for school, programme, home in rows:
        only = of_school.get(school, set())
        target = of_programme.get((school, programme)) or (next(iter(only)) if len(only) == 1 else None)
        if target is not None:
            found[home, target] += 1
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
        (name, [(names[at], in_words(value)) for at, value in enumerate(row)])
        for (home, name), row in zip(homes, shown, strict=True)
        if chosen is None or home == chosen or (home is None)
    ]
    total, stays = sum(found.values()), sum(number for (home, target), number in found.items() if home == target)
    return Matrix(names, rows, f"{round(100 * stays / total)} %" if total and not least.hides else "")


def province_of(postal_code: str) -> str:
    """Return the province or country of a postal code outside ours, in words."""
    digits = "".join(char for char in postal_code if char.isdigit())
    if len(digits) == 4:
        number = int(digits)
        return next((name for (low, high), name in PROVINCES if low <= number <= high), UNKNOWN)
    return "Frankrijk" if len(digits) == 5 else UNKNOWN


def _incoming(people: "QuerySet[Learner]", least: Least) -> list[tuple[str, str]]:
    codes: Iterable[str] = people.filter(municipality=None).values_list("postal_code", flat=True)
    counted = Counter(province_of(code) for code in codes)
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
