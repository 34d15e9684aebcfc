"""Pure questions about the website: what a shown page counts for, where people stop, and what needs mending."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

DOOR, USEFUL, USELESS = "deur", "nuttig", "niet nuttig"
DOORS = {
    "frontoffice:home": "start",
    "frontoffice:door_learners": "lerenden",
    "frontoffice:door_companies": "bedrijven",
    "frontoffice:door_schools": "scholen",
    "frontoffice:door_partners": "partners",
}


@dataclass(frozen=True, slots=True)
class Journey:
    """A way through the website that people should be able to finish; `steps` are those that everybody is shown, in order."""

    key: str
    label: str
    steps: tuple[str, ...]
    wizard: str
    last: str
    last_view: str
    first_view: str = ""


CHECK = "nakijken"
JOURNEYS = (
    Journey(
        key="intake",
        label="De vragen voor lerenden",
        steps=("wie", "over", "situatie", "vervoer", "contact", CHECK, "klaar"),
        wizard="learners:intake",
        last="klaar",
        last_view="learners:received",
    ),
    Journey(
        key="aanmelding",
        label="Een bedrijf aanmelden",
        steps=("bedrijf", "vestiging", "sector", "opleidingen", "plaatsen", "mentor", "contact", CHECK, "klaar"),
        wizard="companies:register",
        last="klaar",
        last_view="companies:registered",
    ),
    Journey(
        key="scan",
        label="De snelle scan",
        steps=("zaak", "werk", "mentor", "plek", "team", CHECK, "resultaat"),
        wizard="companies:scan_questions",
        last="resultaat",
        last_view="companies:scan",
    ),
    Journey(
        key="agenda",
        label="Inschrijven voor de agenda",
        steps=("bekeken", "ingeschreven"),
        wizard="",
        last="ingeschreven",
        last_view="campaigns:registration",
        first_view="campaigns:agenda_item",
    ),
)


def counted_as(view_name: str, kwargs: Mapping[str, object]) -> tuple[str, str] | None:
    """Return the (subject, step) a shown page counts for, or None for a page that is not counted."""
    if view_name in DOORS:
        return DOOR, DOORS[view_name]
    for journey in JOURNEYS:
        if view_name == journey.last_view:
            return journey.key, journey.last
        if journey.first_view and view_name == journey.first_view:
            return journey.key, "bekeken"
        if journey.wizard and view_name == f"{journey.wizard}_step":
            return journey.key, str(kwargs.get("slug", ""))[:60]
        if journey.wizard and view_name == f"{journey.wizard}_check":
            return journey.key, CHECK
    return None


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step: how often it was shown and which part of the step before got here (None for the first)."""

    step: str
    times: int
    share: int | None

    @property
    def stopped(self) -> int | None:
        """The percentage that stopped before this step; a step shown more often than the one before lost nobody."""
        return None if self.share is None else max(100 - self.share, 0)


def funnel(counted: Sequence[tuple[str, int]]) -> list[StepRow]:
    """Return the steps in order with what is left of the step before."""
    rows: list[StepRow] = []
    before = 0
    for number, (step, times) in enumerate(counted):
        share = None if number == 0 or not before else round(100 * times / before)
        rows.append(StepRow(step, times, share))
        before = times
    return rows


def weakest(rows: Sequence[StepRow], least: int) -> StepRow | None:
    """Return the step before which most people stop; None when nobody does or fewer than `least` came to say so."""
    enough = [row for place, row in enumerate(rows) if place and rows[place - 1].times >= least and row.stopped]
    return max(enough, key=lambda row: row.stopped or 0, default=None)


def useful_rate(yes: int, no: int, least: int) -> int | None:
    """Return the percentage that found a page useful; None with fewer clicks than `least`."""
    return round(100 * yes / (yes + no)) if yes + no >= max(least, 1) else None
