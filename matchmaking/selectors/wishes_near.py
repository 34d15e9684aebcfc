"""Which schools offer a programme near a municipality: the answer to the wish of a company."""

import datetime as dt
from collections.abc import Iterable

from catalogue.enums import TravelMode
from catalogue.models import Municipality
from catalogue.selectors import TravelTables, rule_value, travel_tables
from companies.models import ProgrammeWish
from companies.selectors.wishes import open_wishes
from schools.models import ProgrammeOffer
from schools.selectors.providers import providers_of


def offers_near(programme_id: int, town: Municipality, today: dt.date) -> list[ProgrammeOffer]:
    """Return the public offers of a programme near a municipality.

    Near is the same sub-region, or within the minutes of the dated rule 'wish-near' by bus and train, as a learner
    travels. Raises `RuleMissing` and `TravelTableMissing` when those data are not there.
    """
    offers = providers_of(programme_id)
    return _near(offers, town, int(rule_value("wish-near", on=today)), travel_tables()) if offers else []


def answered_wishes(today: dt.date) -> list[tuple[ProgrammeWish, list[str]]]:
    """Return the wishes that count and that a school near now answers, each with the schools in words."""
    wishes = list(open_wishes(today))
    if not wishes:
        return []
    minutes, tables = int(rule_value("wish-near", on=today)), travel_tables()
    offers = {programme: list(providers_of(programme)) for programme in {wish.programme_id for wish in wishes}}
    found = [(wish, _near(offers[wish.programme_id], wish.municipality, minutes, tables)) for wish in wishes]
    return [(wish, [in_words(offer) for offer in near]) for wish, near in found if near]


def in_words(offer: ProgrammeOffer) -> str:
    """Return a school as a company can find it: name and municipality."""
    return f"{offer.campus.school.name} in {offer.campus.municipality.name}"


def _near(
    offers: Iterable[ProgrammeOffer], town: Municipality, minutes: int, tables: TravelTables
) -> list[ProgrammeOffer]:
    def is_near(place: Municipality) -> bool:
        trip = tables.between(place.nis, town.nis, TravelMode.PUBLIC_TRANSPORT)
        return place.subregion_id == town.subregion_id or (trip is not None and trip <= minutes)

    return [offer for offer in offers if is_near(offer.campus.municipality)]
