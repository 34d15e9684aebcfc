"""How a round falls out for groups and companies, in figures that may be shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from catalogue.rules import RuleMissing
from catalogue.selectors import rules_in_force
from matchmaking.adapters.groups import FIRST_COME, LANGUAGE, LEVEL0, MODE, NETWORK, OFFERED, PLACED, SUBREGION
from matchmaking.enums import RoundState
from matchmaking.models import MatchRound
from matchmaking.rules_fairness import Group, Shown, busiest_share, gap_of, has_grown, publish

SMALLEST, ALERT = "fairness-min-group", "fairness-gap-alert"
DIMENSIONS = (
    (SUBREGION, "Subregio", "subregio's"),
    (NETWORK, "Net van de school", "netten"),
    (MODE, "Vervoer", "vervoermiddelen"),
    (LANGUAGE, "Talen die de lerende spreekt", "taalgroepen"),
)
MEASURES = (OFFERED, PLACED, LEVEL0, FIRST_COME)
BUSIEST = 5


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group with its shares in whole per cents; None is hidden."""

    name: str
    size: int | None
    shares: list[int | None]


@dataclass(frozen=True, slots=True)
class GroupTable:
    """The groups of one dimension, and the gap in placements between the groups that are shown."""

    label: str
    rows: list[GroupRow]
    gap: str


@dataclass(frozen=True, slots=True)
class FairnessPage:
    """Tables with their total, warnings about gaps that grew, and how the placements are spread over companies.

    `missing` says why there is nothing to show.
    """

    tables: list[GroupTable]
    total: GroupRow | None
    warnings: list[str]
    exposure: str
    smallest: int
    missing: str = ""

    @property
    def hides(self) -> bool:
        """True when something is hidden."""
        return any(None in (row.size, *row.shares) for table in self.tables for row in table.rows)


@dataclass(frozen=True, slots=True)
class Limits:
    """The smallest group that is shown, in learners, and the growth of a gap that is told, in points."""

    smallest: int
    alert: float


def fairness_of(round_: MatchRound) -> FairnessPage:
    """Return the figures of a finished round beside those of the round before it (2 queries at most)."""
    counted: Mapping[str, Any] = (round_.metrics or {}).get("groups", {})
    if not counted:
        return FairnessPage([], None, [], "", 0)
    try:
        limits = _limits(round_)
    except RuleMissing as error:
        return FairnessPage([], None, [], "", 0, missing=str(error))
    before = _previous(round_)
    earlier: Mapping[str, Any] = (before.metrics if before else {}).get("groups", {})
    shown = {name: _shown(counted.get(name, {}), limits) for name, *_rest in DIMENSIONS}
    past = {name: _shown(earlier.get(name, {}), limits) for name, *_rest in DIMENSIONS}
    return FairnessPage(
        tables=[_table(label, shown[name]) for name, label, _more in DIMENSIONS if len(shown[name]) > 1],
        total=_total(next((groups for groups in counted.values() if groups), {})),
        warnings=_warnings(shown, past, before, limits),
        exposure=_exposure(round_.metrics.get("exposure", {}), (before.metrics if before else {}).get("exposure", {})),
        smallest=limits.smallest,
    )


def _limits(round_: MatchRound) -> Limits:
    rows = rules_in_force((SMALLEST, ALERT), on=round_.as_of).filter(scope="")
    values = dict(rows.values_list("key", "value"))
    for key in (SMALLEST, ALERT):
        if key not in values:
            raise RuleMissing(key, "", round_.as_of)
    return Limits(int(values[SMALLEST]), float(values[ALERT]))


def _previous(round_: MatchRound) -> MatchRound | None:
    """Return the last round of the same scope that was finished before this one."""
    over = (RoundState.READY, RoundState.PUBLISHED, RoundState.CLOSED)
    rows = MatchRound.objects.filter(
        state__in=over,
        subregion=round_.subregion_id,
        programme=round_.programme_id,
        finished_at__lt=round_.finished_at,
    )
    return rows.order_by("-finished_at", "-pk").first()


def _shown(counted: Mapping[str, Mapping[str, int]], limits: Limits) -> list[Shown]:
    groups = [Group(name, row["size"], {one: row[one] for one in MEASURES}) for name, row in counted.items()]
    return publish(groups, smallest=limits.smallest)


def _table(label: str, shown: list[Shown]) -> GroupTable:
    gap = gap_of(shown, PLACED)
    rows = [GroupRow(one.name, one.size, [_whole(one.percent(name)) for name in MEASURES]) for one in shown]
    return GroupTable(label, rows, "" if gap is None else _points(gap))


def _whole(percent: float | None) -> int | None:
    return None if percent is None else round(percent)


def _total(counted: Mapping[str, Mapping[str, int]]) -> GroupRow:
    size = sum(row["size"] for row in counted.values())
    sums = [sum(row[name] for row in counted.values()) for name in MEASURES]
    return GroupRow("Iedereen", size, [round(100 * one / size) if size else None for one in sums])


def _warnings(
    shown: Mapping[str, list[Shown]], past: Mapping[str, list[Shown]], before: MatchRound | None, limits: Limits
) -> list[str]:
    told = []
    for name, _label, more in DIMENSIONS:
        now, then = gap_of(shown[name], PLACED), gap_of(past[name], PLACED)
        if before and now is not None and then is not None and has_grown(now, then, points=limits.alert):
            told.append(
                f"Het verschil tussen {more} is {_points(now)}. "
                f"In de ronde van {before.as_of:%d/%m/%Y} was dat {_points(then)}."
            )
    return told


def _points(value: float) -> str:
    text = f"{value:.1f}".replace(".", ",").removesuffix(",0")
    return f"{text} {'punt' if text == '1' else 'punten'}"


def _exposure(now: Mapping[str, Any], before: Mapping[str, Any]) -> str:
    placed = now.get("placed", [])
    if not placed:
        return ""
    busiest = f"{len(placed)} van de {now['companies']} bedrijven met plaats kregen iemand. "
    busiest += f"De {BUSIEST} drukste kregen samen {round(busiest_share(placed, BUSIEST))} procent van de lerenden."
    if before.get("placed"):
        busiest += f" De vorige keer was dat {round(busiest_share(before['placed'], BUSIEST))} procent."
    return busiest
