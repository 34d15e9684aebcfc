"""Pure questions about the quadrant of programmes: how hard they are asked for, and how many find work after them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

HUNDRED = 100
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a programme: who waits, what is free, how many left school and how many had no work (%)."""

    name: str
    waiting: int | None
    green: int | None
    leavers: int | None
    jobless: float | None


@dataclass(frozen=True, slots=True)
class Spot:
    """A programme on the quadrant: its letter, and both shares in percent."""

    letter: str
    name: str
    pressure: int
    at_work: int


@dataclass(frozen=True, slots=True)
class Quadrant:
    """The programmes that can be shown, why others are not, and where the lines are drawn."""

    spots: list[Spot]
    left_out: list[tuple[str, str]]
    middle_pressure: int
    middle_work: int


def quadrant(facts: Iterable[Facts], *, least: int, least_leavers: int) -> Quadrant:
    """Return the quadrant, the programmes with most pressure first. Small numbers are never shown."""
    shown, left_out = [], []
    for one in facts:
        why = why_not(one, least, least_leavers)
        if why:
            left_out.append((one.name, why))
        else:
            shown.append((pressure_of(one.waiting, one.green) or 0, round(HUNDRED - (one.jobless or 0)), one.name))
    shown.sort(key=lambda row: (-row[0], -row[1], row[2]))
    spots = [Spot(letter_at(at), name, pressure, work) for at, (pressure, work, name) in enumerate(shown)]
    middles = (
        round(median([one.pressure for one in spots] or [50])),
        round(median([one.at_work for one in spots] or [50])),
    )
    return Quadrant(spots, left_out, *middles)


def why_not(one: Facts, least: int, least_leavers: int) -> str:
    """Return why a programme cannot be shown; empty when it can."""
    if one.waiting is None or one.green is None:
        return "vraag of aanbod is niet bekend"
    if one.waiting == 0:
        return "niemand wacht op een werkplek"
    if one.waiting < least:
        return "te weinig lerenden om te tonen"
    if one.jobless is None:
        return "geen cijfer van schoolverlaters"
    if one.leavers is None or one.leavers < least_leavers:
        return "te weinig schoolverlaters om te tonen"
    return ""


def pressure_of(waiting: int | None, green: int | None) -> int | None:
    """Return who waits as a share of who waits and what is free, in whole percents; None when there is neither."""
    if waiting is None or green is None or waiting + green == 0:
        return None
    return round(HUNDRED * waiting / (waiting + green))


def span_of(shares: Iterable[int]) -> tuple[int, int]:
    """Return the whole tens around some shares: where an axis begins and ends."""
    told = list(shares) or [0, HUNDRED]
    low, high = min(told) // 10 * 10, -(-max(told) // 10) * 10
    return low, high if high > low else low + 10


def letter_at(at: int) -> str:
    """Return A to Z, and then AA, AB and so on."""
    return LETTERS[at] if at < len(LETTERS) else letter_at(at // len(LETTERS) - 1) + LETTERS[at % len(LETTERS)]


def corner_of(spot: Spot, quadrant_: Quadrant) -> str:
    """Return in words in which corner a programme stands."""
    busy, strong = spot.pressure >= quadrant_.middle_pressure, spot.at_work >= quadrant_.middle_work
    corners: Sequence[Sequence[str]] = (
        ("Weinig druk, zwakker vervolg", "Weinig druk, sterk vervolg"),
        ("Veel druk, zwakker vervolg", "Veel druk, sterk vervolg"),
    )
    return corners[busy][strong]
