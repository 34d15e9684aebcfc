"""The page of one round: how far it is, what came of it, what waits for a decision."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from companies.models import Establishment
from learners.models import Learner
from matchmaking import sentences
from matchmaking.enums import RoundState
from matchmaking.models import MatchRound, Proposal
from matchmaking.rules import may_publish
from matchmaking.selectors.comparison_page import behind
from matchmaking.selectors.outcome import BANDS
from matchmaking.selectors.travel import travel_notes
from matchmaking.sentences.parts import BY_MODE

SHOWN_WARNINGS = 20


@dataclass(frozen=True, slots=True)
class RoundWarning:
    """A pin that breaks rules: it stands, but somebody must look."""

    learner: str
    establishment: str
    rules: str


@dataclass(frozen=True, slots=True)
class RoundPage:
    """Figures of a round in words. `certificate` is the sentence of the check, `clean` whether it may be approved."""

    round: MatchRound
    is_busy: bool
    sentence: str
    placed: int
    unplaced: int
    against_level0: str
    levels: list[tuple[str, int]]
    minutes: list[tuple[str, int]]
    modes: list[tuple[str, int]]
    reasons: list[tuple[str, int]]
    left_out: int
    location_unknown: int
    first_choice: int
    late_missed: int
    gap: str
    warnings: list[RoundWarning]
    clean: bool
    certificate: str


def round_page_of(round_: MatchRound) -> RoundPage:
    """Return the page of a round (2 queries more when it has warnings)."""
    figures: dict[str, Any] = round_.metrics or {}
    placed, learners = figures.get("placed", 0), figures.get("learners", 0)
    checked, told = figures.get("certificate", {}), figures.get("engine", {})
    verdict = may_publish(
        state=RoundState.READY, blocking=checked.get("blocking"), infeasible=checked.get("infeasible")
    )
    return RoundPage(
        round=round_,
        is_busy=round_.state in RoundState.BUSY,
        sentence=figures.get("sentence", ""),
        placed=placed,
        unplaced=learners - placed,
        against_level0=_against_level0(placed, figures.get("placed_level0", 0)),
        levels=[(f"Niveau {level}", count) for level, count in figures.get("levels", {}).items()],
        minutes=_minutes(figures.get("travel", {}).get("minutes", {})),
        modes=[(str(BY_MODE[mode]), count) for mode, count in figures.get("travel", {}).get("modes", {}).items()],
        reasons=_reasons(figures.get("unplaced", {})),
        left_out=figures.get("left_out", 0),
        location_unknown=figures.get("location_unknown", 0),
        first_choice=round(told.get("first_choice_percent", 0)),
        late_missed=round(told.get("late_missed_percent", 0)),
        gap=behind(told.get("gap_points", 0)),
        warnings=_warnings(figures.get("warnings", [])),
        clean=bool(verdict),
        certificate=_certificate(checked, " ".join(verdict.reasons)),
    )


def with_journeys(drafts: Iterable[Proposal]) -> list[Proposal]:
    """Return drafts of a page with the journey in words as `journey` (1 query)."""
    notes, rows = travel_notes(), list(drafts)
    for row in rows:
        row.journey = sentences.journey(row.minutes, row.mode, notes)  # type: ignore[attr-defined]
    return rows


def _against_level0(placed: int, level0: int) -> str:
    if placed == level0:
        return "Zonder hogere niveaus kregen evenveel lerenden een plek."
    return f"Zonder hogere niveaus waren er {level0} geplaatst: {abs(placed - level0)} {'minder' if placed > level0 else 'meer'}."


def _minutes(bands: dict[str, int]) -> list[tuple[str, int]]:
    edges = [str(edge) for edge in BANDS]
    rows = [(f"Tot {edge} minuten", bands.get(edge, 0)) for edge in edges]
    return [*rows, (f"Meer dan {BANDS[-1]} minuten", bands.get("+", 0))] if bands else []


def _reasons(counted: dict[str, int]) -> list[tuple[str, int]]:
    rows = [(sentences.rule_label(name), count) for name, count in counted.items()]
    return sorted(rows, key=lambda row: (-row[1], row[0]))


def _certificate(checked: dict[str, int], refusal: str) -> str:
    if refusal:
        return refusal
    return f"Nagekeken: {checked.get('pairs', 0)} mogelijke koppels. Geen enkele lerende en plek zouden elkaar liever kiezen."


def _warnings(rows: list[dict[str, int]]) -> list[RoundWarning]:
    if not rows:
        return []
    rows = rows[:SHOWN_WARNINGS]
    codes = dict(Learner.objects.filter(pk__in=[row["learner"] for row in rows]).values_list("pk", "code"))
    names = dict(Establishment.objects.filter(pk__in=[row["establishment"] for row in rows]).values_list("pk", "name"))
    return [
        RoundWarning(
            codes.get(row["learner"], "–"),
            names.get(row["establishment"], "–"),
            sentences.rules_in_words(row["reasons"]),
        )
        for row in rows
    ]
