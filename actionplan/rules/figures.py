"""What a figure may say: a value, what is missing, and what must stay hidden."""

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from actionplan.enums import Missing, Unit

TENTH = Decimal("0.1")
NO_SMALLEST = "Hoe klein een groep mag zijn, staat nog niet in het portaal. Daarom tonen we dit niet."


@dataclass(frozen=True, slots=True)
class Counted:
    """What a count gave: `missing` when it could not be made. `denominator` is None for a plain number."""

    numerator: int | None = None
    denominator: int | None = None
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as somebody may read it. `text` is the number, a bound, or the word for why there is none.

    `value` is None when it is unknown or hidden; then `why` is a sentence.
    """

    text: str
    value: Decimal | None = None
    why: str = ""
    counted: str = ""


def value_of(counted: Counted, unit: str) -> Decimal | None:
    """Return the value of a count: itself, or per cent rounded down to a tenth so that nothing looks better than it is."""
    if counted.missing or counted.numerator is None:
        return None
    if unit == Unit.COUNT:
        return Decimal(counted.numerator)
    if not counted.denominator:
        return None
    return (Decimal(counted.numerator) * 100 / counted.denominator).quantize(TENTH, rounding=ROUND_DOWN)


def missing_of(counted: Counted, unit: str) -> str:
    """Return why a count has no value, empty when it has one."""
    if counted.missing:
        return counted.missing
    if counted.numerator is None:
        return Missing.NO_ROWS
    return Missing.NO_DENOMINATOR if unit == Unit.PERCENT and not counted.denominator else ""


def shown(
    *,
    value: Decimal | None,
    numerator: int | None,
    denominator: int | None,
    missing: str,
    unit: str,
    smallest: int | None,
) -> Shown:
    """Return how a figure reads. `smallest` is the smallest group of people we show; 1 when nothing is hidden.

    None: nobody filled in what the smallest group is, so that no figure about people is shown.

    A number of people under it is hidden; a share of few people too, and one that would tell how few the others are.
    """
    if value is None or smallest is None:
        return _untold(missing) if value is None else Shown("niet getoond", why=NO_SMALLEST)
    if unit == Unit.COUNT:
        if numerator is not None and 0 < numerator < smallest:
            return Shown(f"minder dan {smallest}", why="We tonen geen klein aantal mensen.")
        return Shown(in_words(value), value)
    if numerator is None or denominator is None:
        return Shown(f"{in_words(value)} procent", value)
    rest = denominator - numerator
    if denominator < smallest or 0 < numerator < smallest or 0 < rest < smallest:
        return Shown("te weinig mensen om te tonen", why="Dit cijfer gaat over weinig mensen. Dan tonen we het niet.")
    return Shown(f"{in_words(value)} procent", value, counted=f"{numerator} van de {denominator}")


def _untold(missing: str) -> Shown:
    return Shown("onbekend", why=Missing(missing).label if missing else Missing.NO_YEAR.label)


def in_words(value: Decimal) -> str:
    """Return a number as people write it here: no needless nought behind the comma."""
    whole = value.to_integral_value()
    return f"{whole}" if whole == value else f"{value.quantize(TENTH)}".replace(".", ",")
