"""How big the made-up province is, and the dice it is made with."""

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from catalogue.models import Municipality, PostalCode, Programme
from catalogue.rules import OfficeHours, add_working_hours
from catalogue.selectors import office_hours, public_holidays, rule_value
from frontoffice.demo.words import FIRST_NAMES, LAST_NAMES, OTHER_TOWN_WEIGHT, TOWN_WEIGHTS

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many of each. The defaults are those of the real province."""

    learners: int = 600
    companies: int = 2100
    active_companies: int = 470
    recognitions: int = 7000
    schools: int = 45


@dataclass(slots=True)
class World:
    """What every builder needs: dice, today, places with their weight, programmes with their popularity."""

    dice: random.Random
    today: dt.date
    now: dt.datetime
    sizes: Sizes
    towns: list[Municipality]
    town_weights: list[int]
    postal_code_of: dict[int, str]
    programmes: list[Programme]
    popularity: list[float]
    promise_hours: float
    holidays: frozenset[dt.date]
    office: OfficeHours

    def promise(self, start: dt.datetime) -> dt.datetime:
        """Return before when the office promises a first contact."""
        return add_working_hours(start, self.promise_hours, self.holidays, office=self.office)

    def town(self) -> Municipality:
        """Return a town, busy ones more often."""
        return self.dice.choices(self.towns, self.town_weights)[0]

    def programme(self) -> Programme:
        """Return a programme, widespread ones much more often and rare ones now and then."""
        return self.dice.choices(self.programmes, self.popularity)[0]

    def pick(self, options: Sequence[T]) -> T:
        """Return one of the options."""
        return self.dice.choice(options)

    def chance(self, share: float) -> bool:
        """Return True in `share` of the cases."""
        return self.dice.random() < share

    def person(self) -> tuple[str, str]:
        """Return a made-up first and last name."""
        return self.pick(FIRST_NAMES), self.pick(LAST_NAMES)

    def phone(self, number: int) -> str:
        """Return a made-up mobile number: the block 0470 00 is kept for examples here."""
        return f"+3247000{number % 10_000:04d}"


def make_world(seed: int, today: dt.date, now: dt.datetime, sizes: Sizes) -> World:
    """Return the world for one seed; the reference data must have been loaded."""
    towns = list(Municipality.objects.order_by("nis"))
    if not towns:
        raise RuntimeError("De referentiegegevens ontbreken. Doe eerst: manage.py load_reference")
    codes = dict(PostalCode.objects.order_by("-code").values_list("municipality", "code"))
    programmes = list(Programme.objects.current().select_related("sector").order_by("slug"))
    return World(
        dice=random.Random(seed),  # noqa: S311  # the same province for the same seed
        today=today,
        now=now,
        sizes=sizes,
        towns=towns,
        town_weights=[TOWN_WEIGHTS.get(town.name, OTHER_TOWN_WEIGHT) for town in towns],
        postal_code_of=codes,
        programmes=programmes,
        popularity=[0.4 + programme.flanders_addresses**1.3 for programme in programmes],
        promise_hours=float(rule_value("first-contact-hours", on=today)),
        holidays=public_holidays(),
        office=office_hours(on=today),
    )
