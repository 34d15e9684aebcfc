"""Pure questions about borders: to which sub-region a municipality belonged on a day, and what changed since."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

ONE_DAY = dt.timedelta(days=1)
Regions = Mapping[int, int | None]
"""Per municipality of today its sub-region (primary keys); None when its parts belonged to different ones."""


@dataclass(frozen=True, slots=True)
class Former:
    """A municipality as it was up to a day, with what it is today (primary keys and names)."""

    nis: str
    name: str
    subregion: int
    subregion_name: str
    since: dt.date | None
    until: dt.date
    town: int
    town_nis: str
    town_name: str
    subregion_now: int
    subregion_now_name: str

    @property
    def is_part(self) -> bool:
        """Whether it became part of another municipality (a merger); else it only moved to another sub-region."""
        return self.nis != self.town_nis

    def held_on(self, day: dt.date) -> bool:
        """Whether it was so on a day."""
        return (self.since is None or self.since <= day) and day <= self.until


def regions_on(now: Mapping[int, int], former: Iterable[Former], day: dt.date) -> dict[int, int | None]:
    """Return the sub-region of every municipality of today as it was on a day."""
    then: dict[int, set[int]] = defaultdict(set)
    for one in former:
        if one.held_on(day):
            then[one.town].add(one.subregion)
    parts = {town: next(iter(found)) if len(found) == 1 else None for town, found in then.items()}
    return {**now, **parts}


def differ(former: Iterable[Former], days: Iterable[dt.date], region: int) -> bool:
    """Return whether the borders of a sub-region were not the same on all these days as they are now."""
    told = list(former)
    return any(_moved(one, day) and region in {one.subregion, one.subregion_now} for one in told for day in days)


def _moved(one: Former, day: dt.date) -> bool:
    return one.held_on(day) and one.subregion != one.subregion_now


def changes_since(former: Iterable[Former], day: dt.date, region: int | None = None) -> list[str]:
    """Return in sentences what changed since a day: of one sub-region, or of all."""
    groups: dict[int, list[Former]] = defaultdict(list)
    for one in former:
        if one.held_on(day):
            groups[one.town].append(one)
    near = [
        parts
        for parts in groups.values()
        if region is None or any(region in {one.subregion, one.subregion_now} for one in parts)
    ]
    return [_sentence(parts) for parts in sorted(near, key=lambda parts: parts[0].town_name)]


def _sentence(parts: list[Former]) -> str:
    one, then = parts[0], sorted({part.subregion_name for part in parts})
    since = f"{one.until + ONE_DAY:%d/%m/%Y}"
    if not one.is_part:
        return f"{one.town_name} hoorde tot {since} bij {then[0]} en telt hier daar mee; nu hoort het bij {one.subregion_now_name}."
    names = " en ".join(sorted(part.name for part in parts))
    merged = f"{one.town_name} is sinds {since} een fusie van {names}; de cijfers staan bij de fusiegemeente"
    if len(then) > 1:
        return f"{merged}. De delen hoorden bij {' en '.join(then)}: die cijfers tellen enkel mee in heel West-Vlaanderen."
    if then[0] != one.subregion_now_name:
        return f"{merged}, en tellen mee bij {then[0]}. Nu hoort de gemeente bij {one.subregion_now_name}."
    return f"{merged}."


def first_day_of(period: str) -> dt.date:
    """Return the first day of a year such as '2024' or a school year such as '2024-2025'."""
    return dt.date(int(period[:4]), 9 if "-" in period else 1, 1)


def old_place_fault(typed: str, parts: Iterable[Former], period: str, *, still_exists: bool) -> str:
    """Return why a row about a merged municipality cannot be read; empty when it can.

    `parts` is everything that became the same municipality. A part alone has no figure of its own any more; a name that
    the merged municipality kept can mean both in a period from before the merger.
    """
    told = [one for one in parts if one.is_part]
    if not told or (still_exists and first_day_of(period) > max(one.until for one in told)):
        return ""
    one, names = told[0], " en ".join(sorted(part.name for part in told))
    since = f"{one.until + ONE_DAY:%d/%m/%Y}"
    sense = (
        f"kan voor {period} de gemeente van voor of na de fusie zijn"
        if still_exists
        else "is een gemeente van vroeger"
    )
    return (
        f"‘{typed[:60]}’ {sense}. Sinds {since} is {one.town_name} ({one.town_nis}) een fusie van {names}. "
        f"Tel de delen samen op en schrijf {one.town_nis}."
    )
