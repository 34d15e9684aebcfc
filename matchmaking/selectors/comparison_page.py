"""The page of one comparison: a table per cohort, means with their spread, and what stands out in sentences."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from statistics import mean
from typing import Any

from matchmaking.adapters.cohorts import AMPLE, OWN, SCARCE
from matchmaking.engine import compare
from matchmaking.enums import ComparisonState
from matchmaking.models import PolicyComparison

COHORTS = (
    (OWN, "Onze lerenden van nu"),
    (SCARCE, "Verzonnen groep met weinig plekken"),
    (AMPLE, "Verzonnen groep met veel plekken"),
)


def _nearest_to_zero(values: Iterable[float]) -> float:
    return min(values, key=abs)


MEASURES: tuple[tuple[str, str, str, Callable[[Iterable[float]], float]], ...] = (
    ("placed_percent", "Kreeg een plek", "%", max),
    ("contracts_percent", "Plek na vier weken met weigeringen", "%", max),
    ("first_choice_percent", "Kreeg de eerste keuze", "%", max),
    ("minutes", "Minuten onderweg", "", min),
    ("late_missed_percent", "Weinig lesdagen en geen plek", "%", min),
    ("gap_points", "Achterstand van wie het moeilijker heeft", "", _nearest_to_zero),
    ("blocking", "Koppels die liever ruilen", "", min),
)
"""Name in the results, label, sign, and which of several values is the best."""
FEW = 30
"""Below so many learners one answer moves every share by points: the page says so."""
ADOPTABLE = (compare.STABLE, compare.LEVELS, compare.POINTS)


@dataclass(frozen=True, slots=True)
class Cell:
    """The mean over the draws, and the lowest and highest of them."""

    mean: str
    spread: str
    best: bool


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """One policy of one cohort."""

    name: str
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class CohortTable:
    """One cohort; `sentences` say what stands out, `missing` why there is nothing to compare."""

    title: str
    size: str
    rows: list[PolicyRow]
    sentences: list[str]
    missing: str


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """Everything the page shows."""

    is_busy: bool
    tables: list[CohortTable]
    measures: list[str]
    may_adopt: bool


def policy_names(comparison: PolicyComparison) -> dict[str, str]:
    """Return the policies in words, with the level and the points that were asked."""
    level, few, weak = comparison.max_level, comparison.few_days_left, comparison.disadvantaged
    return {
        compare.RANDOM: "Willekeurig: elk om beurt een vrije plek",
        compare.FIRST_COME: "Wie eerst komt, kiest de beste vrije plek",
        compare.NEAREST: "Wie eerst komt, krijgt de dichtste vrije plek",
        compare.STABLE: "Stabiel, zonder voorrang (niveau 0)",
        compare.LEVELS: f"Met voorrang tot niveau {level}",
        compare.POINTS: f"Niveau {level} en punten ({few} voor weinig lesdagen, {weak} voor wie het moeilijker heeft)",
    }


def comparison_page_of(comparison: PolicyComparison) -> ComparisonPage:
    """Return the page of a comparison (no queries)."""
    results: Mapping[str, Any] = comparison.results or {}
    names = policy_names(comparison)
    return ComparisonPage(
        is_busy=comparison.state in ComparisonState.BUSY,
        tables=[_table(title, results[key], names) for key, title in COHORTS if key in results],
        measures=[label for _name, label, _sign, _choose in MEASURES],
        may_adopt=comparison.state == ComparisonState.READY,
    )


def _table(title: str, told: Mapping[str, Any], names: Mapping[str, str]) -> CohortTable:
    means = {policy: {name: mean(values) for name, values in row.items()} for policy, row in told["policies"].items()}
    reachable = round(means[compare.STABLE][compare.REACHABLE])
    people, places = _counted(told["learners"], "lerende", "lerenden"), _counted(told["places"], "plaats", "plaatsen")
    size = f"{people} en {places}. Voor {_counted(reachable, 'lerende', 'lerenden')} is minstens één plek mogelijk."
    if not reachable:
        return CohortTable(
            title, size, [], [], "Er is nu niemand voor wie een plek kan. Dit valt dus niet te vergelijken."
        )
    best = {name: choose([round(row[name], 1) for row in means.values()]) for name, _label, _sign, choose in MEASURES}
    # PostgreSQL keeps the keys of JSON in an order of its own.
    rows = [
        PolicyRow(
            names[policy],
            [_cell(told["policies"][policy][name], sign, best[name]) for name, _label, sign, _choose in MEASURES],
        )
        for policy in compare.POLICIES
    ]
    few = ["Dit gaat over weinig lerenden. Kijk vooral naar de verzonnen groepen."] if reachable < FEW else []
    return CohortTable(title, size, rows, [*few, *_sentences(means)], "")


def _counted(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def _cell(values: list[float], sign: str, best: float) -> Cell:
    middle = round(mean(values), 1)
    ends = [_number(value) for value in (min(values), max(values))]
    spread = "" if ends[0] == ends[1] else f"{ends[0]} tot\N{NO-BREAK SPACE}{ends[1]}"
    return Cell(_number(middle, sign), spread, middle == best)


def _number(value: float, sign: str = "") -> str:
    text = f"{value:.1f}".removesuffix(".0").replace(".", ",").replace("-", "\N{MINUS SIGN}")
    text = "0" if text == "\N{MINUS SIGN}0" else text
    return f"{text}\N{NO-BREAK SPACE}{sign}" if sign else text


def _sentences(means: Mapping[str, Mapping[str, float]]) -> list[str]:
    hand, stable, levels, points = (
        means[name] for name in (compare.FIRST_COME, compare.STABLE, compare.LEVELS, compare.POINTS)
    )
    late = [_number(row["late_missed_percent"], "%") for row in (levels, points)]
    gap = [behind(row["gap_points"]) for row in (levels, points)]
    placed, contracts, first = "placed_percent", "contracts_percent", "first_choice_percent"
    by_hand = "wanneer wie eerst komt, eerst kiest"
    return [
        _against(levels[placed] - hand[placed], "Met voorrang", "een plek", by_hand),
        _against(
            points[contracts] - hand[contracts], "Na vier weken met weigeringen en met punten", "een plek", by_hand
        ),
        _against(levels[first] - stable[first], "Met voorrang", "hun eerste keuze", "zonder voorrang"),
        f"Van wie weinig lesdagen heeft, blijft {late[0]} zonder plek. Met punten is dat {late[1]}.",
        f"Wie het moeilijker heeft, loopt {gap[0]}. Met punten is dat {gap[1]}.",
    ]


def behind(points: float) -> str:
    """Say how far a group is behind, or before, the others."""
    way = "achter" if points >= 0 else "voor"
    return f"{_number(abs(round(points, 1)))} punten {way}"


def _against(difference: float, how: str, what: str, other: str) -> str:
    gap = round(difference, 1)
    if not gap:
        return f"{how} krijgen evenveel lerenden {what} als {other}."
    words = "meer" if gap > 0 else "minder"
    return f"{how} krijgen per 100 lerenden {_number(abs(gap))} {words} {what} dan {other}."
